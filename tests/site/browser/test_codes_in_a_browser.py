"""The code office, the helpline and a member without a code in real Chromium, on one site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from looking import faults
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser

PATIENCE = 60_000
OFFICE = ("codes", "codes_mail", "codes_helpline", "elector", "codes_remind", "codes_bar", "prepare")
PUBLIC = ("no_code", "codes_given")


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A site with an open poll, and the code office's session."""
    with standing("codes_stand.py", tmp_path_factory.mktemp("codes") / "data") as told:
        yield told


def window(browser: Browser, stand: dict[str, str], said: list[str], session: str = "", **options: object) -> Page:
    context = browser.new_context(base_url=stand["address"], **options)
    context.set_default_timeout(PATIENCE)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": stand["address"]}])
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    return page


def mails_to(stand: dict[str, str], address: str) -> int:
    texts = [path.read_text() for path in Path(stand["data"], "outbox").glob("*.log")]
    return sum(text.count(f"To: {address}\n") for text in texts)


def test_code_office_sends_a_member_asks_and_the_helpline_gives_a_code(
    browser: Browser, stand: dict[str, str], axe: str
) -> None:
    expect.set_options(timeout=PATIENCE)
    said: list[str] = []
    office = window(browser, stand, said, stand["session"])
    office.goto(stand["codes_mail"])
    office.get_by_label("Passphrase").fill(stand["passphrase"])
    office.get_by_role("button", name="Send the codes now").click()
    expect(office.get_by_text("13 of 13 sent.")).to_be_visible()
    assert mails_to(stand, "0002@lampwrights.example") == 1

    member = window(browser, stand, said, viewport={"width": 320, "height": 700})
    member.goto(stand["no_code"])
    member.get_by_label("Your membership number").fill("0002")
    member.get_by_role("button", name="Ask the helpline").click()
    expect(member.get_by_role("heading", name="Received as number 1")).to_be_visible()

    office.goto(stand["codes_helpline"])
    office.get_by_role("link", name="On the roll: Member 0002, Alderby").click()
    office.get_by_label("How").select_option("email")
    office.get_by_label("Passphrase").fill(stand["passphrase"])
    office.get_by_role("button", name="Give this elector a code").click()
    expect(office.get_by_text("A code is on its way to the address on the roll.")).to_be_visible()
    assert mails_to(stand, "0002@lampwrights.example") == 2
    office.goto(stand["codes_helpline"])
    office.get_by_role("button", name="Answered").click()
    expect(office.get_by_text("0 requests wait.")).to_be_visible()

    office.goto(stand["elector"])
    office.get_by_label("How").select_option("kiosk")
    office.get_by_label("Passphrase").fill(stand["passphrase"])
    office.get_by_role("button", name="Give this elector a code").click()
    expect(office.get_by_text("This page is shown once.")).to_be_visible()

    wrong = []
    for name in OFFICE + PUBLIC:
        assert office.goto(stand[name]).status == 200
        wrong += faults(office, axe)
    assert wrong == []
    # Chromium looks for a user's name beside each passphrase; that of the book belongs to no account.
    assert [line for line in said if "[DOM] Password forms" not in line] == []
    for page in (office, member):
        page.context.close()
