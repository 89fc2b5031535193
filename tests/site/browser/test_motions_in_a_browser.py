"""Motions in a real browser: a branch records one, an officer declares a card vote; every page on the way without a
violation, readable on a phone, and nothing said by the console, where a breach of the content policy would stand."""

from collections.abc import Iterator

import pytest
from looking import faults
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser
PATIENCE = 60_000


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """A site with motions, and what is needed to go on."""
    with standing("motions_walk_stand.py", tmp_path_factory.mktemp("motions") / "data") as told:
        yield told


@pytest.fixture
def page(browser: Browser, stand: dict[str, object]) -> Iterator[Page]:
    """A window of its own; whatever the console says fails the test."""
    said = []
    context = browser.new_context(base_url=stand["address"], viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def sign_in(page: Page, who: list[str]) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(who[0])
    page.get_by_role("button", name="Send me a sign-in code").click()
    page.get_by_label("Sign-in code").fill(who[1])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")


def test_branch_records_a_motion_and_officer_declares_a_card_vote(
    page: Page, axe: str, stand: dict[str, object]
) -> None:
    sign_in(page, stand["bea"])
    page.get_by_role("link", name="Alderby: record a motion that it passed").click()
    page.get_by_label("Title").fill("STV")
    page.get_by_label("Text as passed").fill(str(stand["text"]))
    page.get_by_label("Passed on").fill("2026-06-01")
    page.get_by_label("Meeting").fill("General meeting")
    page.get_by_label("Certified by").fill("Bea, deputy")
    assert faults(page, axe) == []
    page.get_by_role("button", name="Record this motion").click()
    row = page.get_by_role("row", name="STV for the executive")
    expect(row).to_contain_text("6")
    assert faults(page, axe) == []
    public = f"/motions/{stand['slug']}/"
    page.context.clear_cookies()
    sign_in(page, stand["orla"])
    for path in (f"motion/{stand['motion']}/", f"delegations/{stand['list']}/", f"trigger/{stand['ballot']}/"):
        page.goto(public + path)
        assert faults(page, axe) == []
    page.goto(f"/desk{public}")
    assert faults(page, axe) == []
    page.get_by_role("link", name="Announce a trigger ballot").click()
    assert faults(page, axe) == []
    page.goto(f"{public}card-vote/{stand['vote']}/")
    page.get_by_role("link", name="Declare it").click()
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_text("The declaration waits for a second officer.")).to_be_visible()
    assert faults(page, axe) == []
