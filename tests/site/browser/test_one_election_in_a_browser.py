"""One election from its key to its declaration, through the pages, each role in a browser of its own."""

import os
import re
import shlex
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from looking import violations
from playwright.sync_api import Browser, Page, expect
from stands import standing

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
HUSTINGS = (sys.executable, "-m", "hustings")
HOLDERS = ("kim", "lee", "mo")
Open = Callable[..., Page]
Told = dict[str, str]


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Told]:
    """A site with an election whose candidates are published, and the session of everybody with an office."""
    with standing("poll_stand.py", tmp_path / "data") as told:
        yield told


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
        run = HUSTINGS if program == "hustings" else (program,)
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


def fetched(page: Page, link: str, folder: Path) -> Path:
    """Download what a link brings."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def receipt(page: Page) -> str:
    """The receipt number of the vote that was just cast."""
    page.get_by_role("heading", level=1, name="Your vote is in the ballot list").wait_for()
    return page.locator("#receipt-number").text_content() or ""


class Play:
    """One election, and the browsers of those who play it."""

    def __init__(self, stand: Told, browser_of: Open, axe: str, tmp_path: Path) -> None:
        self.stand, self.browser_of, self.axe, self.tmp_path = stand, browser_of, axe, tmp_path
        self.election, self.contest = stand["election"], stand["contest"]
        self.desk = f"/desk/elections/{self.election}"
        self.orla, self.tam, self.public = browser_of("orla"), browser_of("tam"), browser_of()
        self.holders = {who: browser_of(who) for who in HOLDERS}
        self.codes: dict[str, tuple[str, str]] = {}
        self.receipts: dict[str, str] = {}

    def make_the_key(self) -> None:
        """Two of three, each with their own command line."""
        self.orla.goto(f"{self.desk}/keys/")
        for name in ("Kim Latch", "Lee Bolt", "Mo Hasp"):
            self.orla.get_by_label(name).check()
        self.orla.get_by_label("How many").fill("2")
        with self.orla.expect_navigation():
            self.orla.get_by_role("button", name="Begin the key ceremony").click()
        for _step in range(3):
            for who, page in self.holders.items():
                work(page, self.election, self.tmp_path / who)
        self.orla.reload()
        expect(self.orla.get_by_text("The key was made on")).to_be_visible()

    def send_the_codes(self) -> None:
        """The polls are prepared, and every code leaves by mail."""
        self.orla.goto(f"{self.desk}/prepare/")
        self.orla.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        self.orla.get_by_label("The same once more").fill(PASSPHRASE)
        self.orla.get_by_role("button", name="Prepare the polls and draw the codes").click()
        expect(self.orla.get_by_text("Prepared: 10 electors have a code each")).to_be_visible()
        self.orla.goto(f"{self.desk}/codes/mail/")
        self.orla.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        self.orla.get_by_role("button", name="Send the codes now").click()
        expect(self.orla.get_by_text("Every code that goes by e-mail has left.")).to_be_visible()
        self.codes = codes_in(Path(self.stand["data"]) / "outbox")
        assert len(self.codes) == 10

    def open_the_poll(self) -> None:
        """Two officers agree, and the timetable opens the poll."""
        self.orla.goto(f"{self.desk}/do/open_poll/")
        self.orla.locator("main").get_by_role("button").first.click()
        expect(self.orla.get_by_text("It is done when a second officer approves it.")).to_be_visible()
        agree(self.tam, re.compile("^Open the poll"))
        for _day in range(2):
            advance(self.orla, "1 day")
        self.public.goto(f"/elections/{self.election}/{self.contest}/contest/")
        expect(self.public.get_by_text("poll open").first).to_be_visible()

    def vote(self) -> None:
        """With the mouse; by keyboard alone; on a phone, and there again."""
        voter = self.browser_of()
        open_booth(voter, *self.codes["0004"])
        for name in ("Alma Ardent", "Ida Inch"):
            voter.locator(".candidate .name").get_by_text(name, exact=True).click()
        voter.get_by_role("button", name="Read my vote back").click()
        voter.get_by_role("button", name="Seal and cast my vote").click()
        self.receipts["mouse"] = receipt(voter)
        voter = self.browser_of()
        open_booth(voter, *self.codes["0005"])
        tab_to(voter, "Number for Bela Brook")
        voter.keyboard.type("1")
        for button in ("Read my vote back", "Seal and cast my vote"):
            tab_to(voter, button)
            voter.keyboard.press("Enter")
        self.receipts["keyboard"] = receipt(voter)
        phone = self.browser_of(width=320)
        open_booth(phone, *self.codes["0006"])
        for again, name in enumerate(("Bela Brook", "Alma Ardent")):
            if again:
                phone.get_by_role("button", name="Vote again in this contest").click()
            phone.locator(".candidate .name").get_by_text(name, exact=True).click()
            phone.get_by_role("button", name="Read my vote back").click()
            expect(phone.locator("main")).to_contain_text("Alma Ardent" if again else "Bela Brook")
            phone.get_by_role("button", name="Seal and cast my vote").click()
            self.receipts["replaced" if not again else "phone"] = receipt(phone)
        assert phone.context.cookies() == voter.context.cookies() == []
        self.public.goto(f"/elections/{self.election}/{self.contest}/contest/")
        with self.public.expect_navigation():
            self.public.get_by_role("link", name="ballot list").first.click()
        for vote in ("mouse", "keyboard", "phone"):
            find_receipt(self.public, self.receipts[vote], "It is there.")
        find_receipt(self.public, self.receipts["replaced"], "A later ballot")

    def close(self) -> None:
        """By the timetable; then people and ballots are taken apart for good."""
        for days in ("7 days", "7 days", "1 day"):
            advance(self.orla, days)
        self.orla.goto(f"{self.desk}/opening/")
        self.orla.get_by_label("Passphrase of the code office").fill(PASSPHRASE)
        self.orla.get_by_role("button", name="Mark the register and publish the spares").click()
        expect(self.orla.get_by_text("The register is marked, and the spares are published.")).to_be_visible()
        self.orla.get_by_role("button", name="Ask a second officer to erase the book").click()
        expect(self.orla.get_by_text("The erasure waits for a second officer.")).to_be_visible()
        agree(self.tam, re.compile("erase the book of the codes$"))
        self.orla.goto(f"{self.desk}/opening/")

    def open_the_ballots(self) -> None:
        """Two of the three key holders shuffle, then decrypt."""
        self.orla.get_by_role("link", name="Open the ballots of Secretary").click()
        with self.orla.expect_navigation():
            self.orla.get_by_role("button", name="Publish the encrypted tally").click()
        for who in ("kim", "mo"):
            work(self.holders[who], self.election, self.tmp_path / who)
        self.orla.goto(f"{self.desk}/contests/{self.contest}/opening/")
        with self.orla.expect_navigation():
            self.orla.get_by_role("button", name="End the shuffles").click()
        for who in ("kim", "mo"):
            work(self.holders[who], self.election, self.tmp_path / who)
        self.orla.goto(f"{self.desk}/contests/{self.contest}/opening/")
        self.orla.get_by_role("button", name="Put the parts together and verify").click()
        expect(self.orla.get_by_text("Opened and verified.")).to_be_visible()

    def declare(self) -> None:
        """Counted, certified by two officers, published by two."""
        self.orla.goto(f"{self.desk}/contests/{self.contest}/declare/")
        with self.orla.expect_navigation():
            self.orla.get_by_role("button", name="Count the papers").click()
        self.orla.goto(f"{self.desk}/contests/{self.contest}/declare/")
        self.orla.get_by_role("button", name="Ask a second officer to certify the result").click()
        expect(self.orla.get_by_text("The certificate waits for a second officer.")).to_be_visible()
        agree(self.tam, "Secretary: Declare the result")
        self.orla.goto(f"{self.desk}/contests/{self.contest}/declare/")
        self.orla.get_by_role("link", name="Look at the result as everybody will see it, and publish it").click()
        self.orla.get_by_role("button", name="Ask a second officer to publish this result").click()
        expect(self.orla.get_by_text("It waits for a second officer.")).to_be_visible()
        agree(self.tam, "Secretary: publish the result, as counted")
        for page in (self.orla, self.tam, self.holders["kim"]):
            assert violations(page, self.axe) == []

    def check_as_anybody(self) -> None:
        """The page, the archive, the papers; and what an altered byte gives away."""
        self.public.goto(f"/elections/{self.election}/{self.contest}/")
        expect(self.public.locator(".elected")).to_contain_text("Alma Ardent")
        assert violations(self.public, self.axe) == []
        own = self.tmp_path / "anybody"
        own.mkdir()
        archive = fetched(self.public, "Archive of the ballots (.bel)", own)
        assert on_own_machine(*HUSTINGS, "verify", archive, folder=own).returncode == 0
        body = archive.read_bytes()
        place = body.index(b'"alpha":"', body.index(b'"type":"Ballot"')) + 20
        altered = own / "altered.bel"
        altered.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        refused = on_own_machine(*HUSTINGS, "verify", altered, folder=own)
        assert refused.returncode == 1
        assert b64decode(self.receipts["keyboard"] + "=").hex() in refused.stdout
        for link in ("Papers, the file as it came", "Contest (TOML)"):
            fetched(self.public, link, own)
        commands = self.public.get_by_role("region", name="Commands to repeat the count").inner_text().splitlines()
        program, *words = shlex.split(commands[-1])
        assert program == "hustings"
        counted = on_own_machine(*HUSTINGS, *words, folder=own)
        assert counted.returncode == 0, counted.stderr
        shown = self.public.locator("dt:has-text('Fingerprint of the transcript') + dd")
        assert shown.inner_text() in counted.stdout


def test_one_election_is_played_through_the_pages(stand: Told, browser_of: Open, axe: str, tmp_path: Path) -> None:
    play = Play(stand, browser_of, axe, tmp_path)
    play.make_the_key()
    play.send_the_codes()
    play.open_the_poll()
    play.vote()
    play.close()
    play.open_the_ballots()
    play.declare()
    play.check_as_anybody()
