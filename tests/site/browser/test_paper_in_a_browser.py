"""Voting on paper in real Chromium, each in a browser of their own: officer, second enterer, scrutineer, observer."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looking import violations, width_of
from playwright.sync_api import Browser, Locator, Page, expect
from stands import ROOT, bare_environment, standing

pytestmark = pytest.mark.browser

PATIENCE = 60_000
WIDTHS = (320, 1280)
PASSPHRASE = "seven lamps in a row"
Open = Callable[..., Page]
Stand = dict[str, str]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A site with an open poll, its pages and sessions; `close` is the command that closes it."""
    with standing("paper_stand.py", tmp_path_factory.mktemp("paper") / "data") as told:
        yield told


def close_the_poll(stand: Stand) -> None:
    command = [sys.executable, ROOT / "tests/paper_stand.py", stand["data"], "close"]
    subprocess.run(command, env=bare_environment(), check=True)


@pytest.fixture
def open_here(browser: Browser, stand: Stand) -> Iterator[Open]:
    """A window with somebody signed in, or nobody; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(who: str | None = None, **options: object) -> Page:
        context = browser.new_context(base_url=stand["address"], **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if who is not None:
            context.add_cookies([{"name": "sessionid", "value": stand[who], "url": stand["address"]}])
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def faults(page: Page, axe: str) -> dict[str, object]:
    """What is wrong with a page at a phone's and a desk's width."""
    wrong: dict[str, object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if found := violations(page, axe):
            wrong[f"{page.url} {width}"] = found
        if (wide := width_of(page)) != width:
            wrong[f"{page.url} {width} wide"] = wide
    return wrong


def part(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def send(page: Page, title: str, button: str, **fields: str) -> None:
    """Fill in one form of a page and press its button; the page comes back."""
    form = part(page, title)
    for label, text in fields.items():
        form.get_by_label(label.replace("_", " "), exact=True).fill(text)
    with page.expect_navigation():
        form.get_by_role("button", name=button).click()


def test_paper_from_the_request_to_the_challenge_each_role_in_its_own_browser(
    stand: Stand, open_here: Open, axe: str
) -> None:
    orla, dan, wanda, olu = (open_here(who) for who in ("orla", "dan", "wanda", "olu"))
    wrong: dict[str, object] = {}

    # The scrutineer begins the list of numbers.
    wanda.goto(stand["paper_numbers"])
    send(wanda, "Choose a passphrase", "Begin the list", A_passphrase=PASSPHRASE, The_same_again=PASSPHRASE)
    expect(part(wanda, "Read the list")).to_be_visible()
    wrong |= faults(wanda, axe)

    # The officer writes a request down, prints its pack, and takes the envelopes in.
    orla.goto(stand["paper_requests"])
    send(orla, "Somebody asks for paper", "Write the request down", Membership_number="0005")
    expect(orla.get_by_role("row", name="0005 Member 0005")).to_contain_text("to be sent")
    wrong |= faults(orla, axe)
    orla.goto(stand["paper_print"])
    packs = part(orla, "Packs for whoever asked")
    packs.get_by_label("Sent back to").fill("Wanda Watch\n3 Quay Street")
    with orla.expect_download() as downloaded:
        packs.get_by_role("button", name="Print the packs (PDF)").click()
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF")
    wrong |= faults(orla, axe)
    orla.goto(stand["paper_envelopes"])
    for number in ("0001", "0002", "0003", "0005"):
        send(orla, "An envelope came", "Write it down", Membership_number_on_the_outside=number)
        expect(orla.get_by_role("row", name=number)).to_contain_text("received, not opened")
    wrong |= faults(orla, axe)
    wanda.goto(stand["paper_numbers"])
    send(wanda, "Read the list", "Open the list", Your_passphrase=PASSPHRASE)
    expect(wanda.get_by_role("row", name="executive 101 0005")).to_be_visible()
    wrong |= faults(wanda, axe)

    # After the close all are opened together; who voted on screen has theirs set aside.
    close_the_poll(stand)
    orla.goto(stand["paper_envelopes"])
    send(orla, "4 envelopes wait: open them together", "Open them", Who_watches="Wanda Watch")
    expect(orla.get_by_role("row", name="0002")).to_contain_text("a ballot is on the board")
    executive = "Opening 1, Executive: the papers of 3 envelopes"
    send(orla, executive, "So many were found", Papers_found="3")
    youth = "Opening 1, Youth officer: the papers of 3 envelopes"
    expect(part(orla, executive)).to_have_count(0)
    send(orla, youth, "So many were found", Papers_found="0")
    expect(part(orla, youth)).to_have_count(0)

    # Two people enter the batch, by keyboard alone; where they differ the officer decides.
    orla.bring_to_front()
    orla.goto(stand["paper"])
    with orla.expect_navigation():
        orla.get_by_role("link", name="Batch 1").click()
    field = orla.get_by_label("One line for each paper, in their order")
    expect(field).to_be_focused()
    orla.keyboard.type("a b\nc\nb")
    orla.keyboard.press("Tab")
    orla.keyboard.press("Enter")
    expect(orla.get_by_text("You entered this batch.")).to_be_visible()
    batch = orla.url
    dan.goto(batch)
    dan.get_by_label("One line for each paper, in their order").press_sequentially("a b\nc b\nb")
    dan.get_by_role("button", name="These are the papers").press("Enter")
    expect(part(dan, "Decide the papers that were read differently")).to_be_visible()
    wrong |= faults(dan, axe)
    orla.goto(batch)
    decide = part(orla, "Decide the papers that were read differently")
    decide.get_by_label("Paper 2").fill("c")
    decide.get_by_label("Why they are read so").fill("No 2 is on it.")
    decide.get_by_label("Who watches").fill("Wanda Watch")
    decide.get_by_role("button", name="Decide").click()
    expect(orla.get_by_role("row", name="2 C Ida Inch")).to_be_visible()

    # An observer sees how each paper is read, and challenges one; the officer rules.
    olu.goto(stand["paper_watch"])
    olu.get_by_role("link", name="Batch 1").click()
    expect(olu.get_by_role("row", name="1 A B Alma Ardent, Bela Brook")).to_be_visible()
    send(
        olu,
        "Challenge a paper",
        "Challenge it",
        Which_paper_of_the_batch="3",
        What_is_wrong_with_how_it_is_read="It has a signature.",
    )
    expect(olu.get_by_text("It waits for the ruling.")).to_be_visible()
    wrong |= faults(olu, axe)
    orla.goto(batch)
    send(
        orla,
        "Paper 3 is challenged: It has a signature.",
        "Rule on the paper",
        It_is_read_as="!1",
        Why="So it has.",
        Who_watches="Olu and Wanda Watch",
    )
    expect(orla.get_by_role("row", name="3 !1")).to_contain_text("invalid: the voter could be known by it")
    wrong |= faults(orla, axe)
    orla.goto(stand["paper"])
    wrong |= faults(orla, axe)
    olu.goto(stand["paper_watch"])
    wrong |= faults(olu, axe)

    # The account balances but for the ballots on the board, which nobody has opened; so the public reads it.
    orla.goto(stand["paper_account"])
    expect(orla.get_by_text("This does not add up")).to_have_count(0)
    expect(orla.get_by_text("4 of 5 entitled voted")).to_be_visible()
    reader = open_here()
    reader.goto(stand["account"])
    expect(reader.get_by_text("4 of 5 entitled voted")).to_be_visible()
    expect(reader.get_by_text("The ballots on the board are not opened.").first).to_be_visible()
    wrong |= faults(reader, axe)
    assert wrong == {}


def test_paper_is_entered_on_a_phone_without_script(stand: Stand, open_here: Open) -> None:
    page = open_here("orla", java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(stand["paper_envelopes"])
    send(page, "An envelope came", "Write it down", Membership_number_on_the_outside="0004")
    expect(page.get_by_role("row", name="0004")).to_be_visible()
