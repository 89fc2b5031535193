"""One election from its key to its declaration, through the pages, each role in a browser of its own."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60_000
PASSPHRASE = "seven lamps in a row at the harbour"
LOUD = {"error", "warning"}
CODE = r"\b\w{5}-\w{6}-\w{5}-\w{6}\b"
FOCUSED = """() => {
    const at = document.activeElement;
    return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
}"""
HOLDERS = ("kim", "lee", "mo")
Open = Callable[..., Page]
Told = dict[str, str]


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Told]:
    """A site with an election whose candidates are published, and the session of everybody with an office."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path / "data"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HUSTINGS_", "DJANGO_", "DATABASE_"))}
    server = subprocess.Popen(
        [sys.executable, ROOT / "tests/poll_stand.py", data, str(port)],
        env={**kept, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        try:
            told = json.loads(server.stdout.readline())
            assert server.stdout.readline() == "ready\n"
            yield {**told, "address": f"http://127.0.0.1:{port}", "data": str(data)}
        finally:
            server.terminate()


@pytest.fixture
def browser_of(browser: Browser, stand: Told) -> Iterator[Open]:
    """A browser of somebody's own; whatever its console says fails the test."""
    contexts, said = [], []

    def opened(who: str | None = None, *, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=stand["address"], viewport={"width": width, "height": 900}, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if who is not None:
            context.add_cookies([{"name": "sessionid", "value": stand[who], "url": stand["address"]}])
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type in LOUD else None)
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def on_own_machine(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command typed in a folder of somebody's own machine."""
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def work(page: Page, election: str, folder: Path) -> None:
    """Do the first piece of work on a key holder's page: download, type the commands as they stand, bring the file."""
    folder.mkdir(exist_ok=True)
    page.goto(f"/keys/{election}/")
    waiting = page.locator("main section", has=page.get_by_role("button", name="Hand it in")).first
    for link in waiting.locator("a[download]").all():
        with page.expect_download() as fetched:
            link.click()
        fetched.value.save_as(folder / fetched.value.suggested_filename)
    for command in waiting.locator("pre").all_inner_texts():
        program, *words = shlex.split(command)
        run = [sys.executable, "-m", program] if program == "hustings" else [program]
        assert program in {"hustings", "chmod"}
        done = on_own_machine(*run, *words, folder=folder)
        assert done.returncode == 0, (command, done.stderr)
    brings = waiting.locator("li", has=page.get_by_role("button")).locator("code").first.inner_text()
    (file,) = folder.glob(brings.replace("NAME", "*"))
    waiting.locator("input[type=file]").set_input_files(file)
    waiting.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Taken, after every check. Thank you.")).to_be_visible()


def agree(page: Page, title: str | re.Pattern[str]) -> None:
    """The second officer approves what the first proposed."""
    page.goto("/desk/approvals/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Approve: do it").click()
    page.wait_for_url("**/desk/approvals/")


def advance(page: Page, days: str) -> None:
    """Put the demonstration's clock forward: what was promised for then is done."""
    page.goto("/demonstration/story/")
    page.get_by_role("button", name=f"Put the clock {days} forward").click()
    expect(page.get_by_text("The clock is put forward")).to_be_visible()


def codes_in(post: Path) -> dict[str, tuple[str, str]]:
    """What the post brought: to whom, the voting code and the address of the voter's page."""
    found = {}
    for raw in b"".join(file.read_bytes() for file in sorted(post.iterdir())).split(b"-" * 79 + b"\n"):
        mail = message_from_bytes(raw.strip(), policy=policy.default)
        if mail["To"] is None:
            continue
        text = mail.get_body(("plain",)).get_content()
        code = re.search(CODE, text)
        if code:
            (address,) = re.findall(r"http://\S+/booth/[^\s#]+", text)
            found[mail["To"].partition("@")[0]] = (code[0], address)
    return found


def open_booth(page: Page, code: str, address: str) -> None:
    """Open the voter's page and type the code, with the keys alone."""
    page.goto(address)
    page.get_by_label("Voting code").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Secretary").wait_for()


def tab_to(page: Page, name: str) -> None:
    """Go on with the tabulator until the focus is on what a screen reader calls so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def find_receipt(page: Page, number: str, says: str) -> None:
    """Look a receipt number up in the ballot list, as anybody can."""
    page.get_by_label("Receipt number", exact=True).fill(number)
    page.get_by_role("button", name="Look for this ballot").press("Enter")
    expect(page.get_by_text(says)).to_be_visible()


def receipt(page: Page) -> str:
    """The receipt number of the vote that was just cast."""
    page.get_by_role("heading", level=1, name="Your vote is in the ballot list").wait_for()
    return page.locator("#receipt-number").text_content() or ""


def test_one_election_is_played_through_the_pages(stand: Told, browser_of: Open, axe: str, tmp_path: Path) -> None:
    election, contest = stand["election"], stand["contest"]
    desk = f"/desk/elections/{election}"
    orla, tam = browser_of("orla"), browser_of("tam")
    # the key: two of three, each with their own command line
    orla.goto(f"{desk}/keys/")
    for name in ("Kim Latch", "Lee Bolt", "Mo Hasp"):
        orla.get_by_label(name).check()
    orla.get_by_label("How many").fill("2")
    orla.get_by_role("button", name="Begin the key ceremony").click()
    holders = {who: browser_of(who) for who in HOLDERS}
    for _step in range(3):
        for who, page in holders.items():
            work(page, election, tmp_path / who)
    orla.reload()
    expect(orla.get_by_text("The key was made on")).to_be_visible()
    # the codes
    orla.goto(f"{desk}/prepare/")
    orla.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    orla.get_by_label("The same once more").fill(PASSPHRASE)
    orla.get_by_role("button", name="Prepare the polls and draw the codes").click()
    expect(orla.get_by_text("Prepared: 10 electors have a code each, which is ready to be sent.")).to_be_visible()
    orla.goto(f"{desk}/codes/mail/")
    orla.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    orla.get_by_role("button", name="Send the codes now").click()
    expect(orla.get_by_text("Every code that goes by e-mail has left.")).to_be_visible()
    codes = codes_in(Path(stand["data"]) / "outbox")
    assert len(codes) == 10
    # two officers agree, and the timetable opens the poll
    orla.goto(f"{desk}/do/open_poll/")
    orla.locator("main").get_by_role("button").first.click()
    expect(orla.get_by_text("It is done when a second officer approves it.")).to_be_visible()
    agree(tam, re.compile("^Open the poll"))
    for _day in range(2):
        advance(orla, "1 day")
    public = browser_of()
    public.goto(f"/elections/{election}/{contest}/contest/")
    expect(public.get_by_text("poll open").first).to_be_visible()
    # votes: with the mouse; by keyboard alone; on a phone, and there again
    receipts = {}
    voter = browser_of()
    open_booth(voter, *codes["0004"])
    for name in ("Alma Ardent", "Ida Inch"):
        voter.locator(".candidate .name").get_by_text(name, exact=True).click()
    voter.get_by_role("button", name="Read my vote back").click()
    voter.get_by_role("button", name="Seal and cast my vote").click()
    receipts["mouse"] = receipt(voter)
    voter = browser_of()
    open_booth(voter, *codes["0005"])
    tab_to(voter, "Number for Bela Brook")
    voter.keyboard.type("1")
    for button in ("Read my vote back", "Seal and cast my vote"):
        tab_to(voter, button)
        voter.keyboard.press("Enter")
    receipts["keyboard"] = receipt(voter)
    phone = browser_of(width=320)
    open_booth(phone, *codes["0006"])
    for again, name in enumerate(("Bela Brook", "Alma Ardent")):
        if again:
            phone.get_by_role("button", name="Vote again in this contest").click()
        phone.locator(".candidate .name").get_by_text(name, exact=True).click()
        phone.get_by_role("button", name="Read my vote back").click()
        expect(phone.locator("main")).to_contain_text("Alma Ardent" if again else "Bela Brook")
        phone.get_by_role("button", name="Seal and cast my vote").click()
        receipts["replaced" if not again else "phone"] = receipt(phone)
    assert phone.context.cookies() == voter.context.cookies() == []
    public.goto(f"/elections/{election}/{contest}/contest/")
    public.get_by_role("link", name="ballot list").first.click()
    for vote in ("mouse", "keyboard", "phone"):
        find_receipt(public, receipts[vote], "It is there.")
    find_receipt(public, receipts["replaced"], "A later ballot")
    # the close, by the timetable; then people and ballots are taken apart for good
    for days in ("7 days", "7 days", "1 day"):
        advance(orla, days)
    orla.goto(f"{desk}/opening/")
    orla.get_by_label("Passphrase of the code office").fill(PASSPHRASE)
    orla.get_by_role("button", name="Mark the register and publish the spares").click()
    expect(orla.get_by_text("The register is marked, and the spares are published.")).to_be_visible()
    orla.get_by_role("button", name="Erase the book").click()
    expect(orla.get_by_text("Erased.")).to_be_visible()
    # the opening: two of the three key holders shuffle, then decrypt
    orla.get_by_role("link", name="Open the ballots of Secretary").click()
    orla.get_by_role("button", name="Publish the encrypted tally").click()
    for who in ("kim", "mo"):
        work(holders[who], election, tmp_path / who)
    orla.goto(f"{desk}/contests/{contest}/opening/")
    orla.get_by_role("button", name="End the shuffles").click()
    for who in ("kim", "mo"):
        work(holders[who], election, tmp_path / who)
    orla.goto(f"{desk}/contests/{contest}/opening/")
    orla.get_by_role("button", name="Put the parts together and verify").click()
    expect(orla.get_by_text("Opened and verified.")).to_be_visible()
