"""The voter's page as the site serves it, with the site's own policy, on a real server."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import missing
from looking import faults
from playwright.sync_api import Browser, Page
from served import ROOT, Served, Voter, get, prepare, served

from hustings.ballots.packed import unpack
from hustings.belenios.v1.archive import scan
from hustings.belenios.v1.ballots import make_ballot, tracker
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.papers import ranking_question
from hustings.belenios.v1.play import Plan, Secrets, set_up
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.verify import verify

pytestmark = pytest.mark.browser

PAGE = ROOT / "src" / "hustings_site" / "booth" / "data" / "booth.html"
PATIENCE = 60_000
FORTY_TWO = tuple(f"{first} {last}" for last in ("Ash", "Birch", "Cedar") for first in "ABCDEFGHIJKLMN")
SEED = b"booth"


def secrets_of(question: NonHomomorphic, voters: int) -> Secrets:
    return set_up(Plan("Secretary", (question,), (), (1,) * voters), SEED)[3]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[NonHomomorphic, int], Served]]:
    """An open poll of this question for so many voters, on a server of its own."""
    if not PAGE.exists():
        missing("the voter's page is not built (make booth)")
    running: list[Served] = []

    def started(question: NonHomomorphic, voters: int) -> Served:
        body = write(question.to_json()).decode()
        ready = prepare(tmp_path / "data", "", question=body, voters=voters, seed=SEED, template=PAGE)
        running.append(served(ready))
        running[-1].start()
        return running[-1]

    yield started
    for server in running:
        server.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a window of its own; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(address: str, *, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def vote(page: Page, *names: str) -> str:
    """Rank these, read back, cast; the receipt number."""
    page.get_by_role("heading", level=1, name="Secretary").wait_for()
    for name in names:
        page.locator(".candidate .name").get_by_text(name, exact=True).click()
    page.get_by_role("button", name="Read my vote back").click()
    page.get_by_role("button", name="Seal and cast my vote").click()
    page.get_by_role("heading", level=1, name="Your vote is in the ballot list").wait_for()
    return page.locator("#receipt-number").text_content() or ""


def board(server: Served) -> bytes:
    return get(server.port, f"/ballots/{server.poll}/board.bel")[1]


def ballots_on(body: bytes) -> list[str]:
    archive, findings = scan(body)
    assert findings == []
    bodies = [archive.body(record) for record in archive.records]
    return [tracker(body) for body in bodies if body.startswith(b'{"election_uuid"')]


def test_vote_stands_on_the_board_and_is_found_by_its_receipt_number(serve, visit) -> None:
    question = NonHomomorphic("Secretary", ("Alma Ardent", "Bela Brook", "Ida Inch"))
    server = serve(question, 5)
    code = secrets_of(question, 5).codes[0]
    page = visit(f"{server.address}/booth/{server.booth}/#{code}", width=320)
    first = vote(page, "Bela Brook", "Ida Inch")
    page.get_by_text("The server signed this receipt, and the signature is good.").wait_for()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Find it in the ballot list").click()
    found = opened.value
    found.get_by_text("It is there.").wait_for()
    assert found.url == f"{server.address}/ballots/{server.poll}/"
    assert found.locator("#find dd.hash").first.text_content() == first
    page.get_by_role("button", name="Vote again in this contest").click()
    second = vote(page, "Alma Ardent")
    report = verify(archive := board(server))
    assert (report.verdict, report.facts.board_ballots) == ("verified", 2)
    assert ballots_on(archive) == [first, second]
    assert page.context.cookies() == []


def test_saved_copy_is_the_published_file_and_votes_from_disk(serve, visit, tmp_path: Path) -> None:
    question = NonHomomorphic("Secretary", ("Alma Ardent", "Bela Brook", "Ida Inch"))
    server = serve(question, 5)
    code = secrets_of(question, 5).codes[1]
    _, body = get(server.port, f"/booth/{server.booth}/page.html")
    _, listed = get(server.port, f"/ballots/{server.poll}/")
    published = re.findall(r"\b[0-9a-f]{64}\b", listed.decode())
    assert sha256(body).hexdigest() in published
    copy = tmp_path / "booth.html"
    # the address that the booth was given is the site's own; here it stands at a port of the test's
    copy.write_bytes(body.replace(b"http://127.0.0.1:8000/", f"{server.address}/".encode()))
    page = visit(f"{copy.as_uri()}#{code}")
    number = vote(page, "Ida Inch")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Find it in the ballot list").click()
    opened.value.get_by_text("It is there.").wait_for()
    assert ballots_on(board(server)) == [number]


def test_forty_two_candidates_are_voted_on_verified_and_counted(serve, visit, tmp_path: Path) -> None:
    question = ranking_question("Secretary", FORTY_TWO)
    server = serve(question, 3)
    secrets = secrets_of(question, 3)
    rankings = [("N Cedar", "A Ash", "G Birch"), ("A Ash", "N Cedar"), ("N Cedar", "M Cedar", "B Ash", "A Ash")]
    for code, names in zip(secrets.codes, rankings, strict=True):
        vote(visit(f"{server.address}/booth/{server.booth}/#{code}", width=320), *names)
    archive = tmp_path / "board.bel"
    archive.write_bytes(board(server))
    rng = SystemRandomness()
    with Host.resume(archive) as host:
        host.close()
        shuffle = shuffle_tally(host.election, host.to_shuffle(), rng)
        host.add_shuffle(1, write_shuffle(host.election.group, shuffle))
        host.end_shuffles()
        decryption = decrypt_tally(host.election, host.to_decrypt(), secrets.keys[1], rng)
        host.add_decryption(1, write_decryption(host.election, decryption))
        (papers,) = host.publish()
        (tmp_path / "election.json").write_bytes(host.election.body)
    assert verify(archive.read_bytes()).verdict == "verified"
    opened = sorted(unpack(bytes(paper), 42) or () for paper in papers)
    assert opened == sorted(tuple(map(FORTY_TWO.index, names)) for names in rankings)
    (tmp_path / "result.json").write_bytes(write({"result": [list(map(list, papers))]}))
    counted = subprocess.run(
        [sys.executable, "-m", "hustings", "count", "--rule", "irv", "--vacancies", "1", tmp_path / "result.json"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert "Elected: 1 of 1, in order of election\n   1. N Cedar   stage 1, 2 votes, step 2\n" in counted.stdout
    assert "3 papers were read, 3 valid." in counted.stdout


def test_ballot_list_has_no_violation_of_accessibility_and_fits_a_phone(serve, visit, axe: str) -> None:
    question = NonHomomorphic("Secretary", ("Alma Ardent", "Bela Brook", "Ida Inch"))
    server = serve(question, 5)
    election, _, _, secrets = set_up(Plan("Secretary", (question,), (), (1,) * 5), SEED)
    voter = Voter(server)
    numbers = []
    for code in (0, 1, 0):
        body = make_ballot(election, secrets.codes[code], [[1, 2, 3]], SystemRandomness())
        numbers.append(voter.cast(body)[1]["tracker"])
    voter.close()
    page = visit(f"{server.address}/ballots/{server.poll}/")
    for typed, said in (
        (None, None),
        (numbers[2], "It is there."),
        (numbers[0], "A later ballot"),
        ("x", "That is no"),
    ):
        if typed is not None:
            page.get_by_label("Receipt number", exact=True).fill(typed)
            page.get_by_role("button", name="Look for this ballot").press("Enter")
            page.get_by_text(said).wait_for()
        assert faults(page, axe) == []
