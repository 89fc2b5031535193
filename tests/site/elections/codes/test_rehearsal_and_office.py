"""A rehearsal that can never be counted; and a code office that draws on a machine of its own."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from code_office import browser, page, person, send
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from polled import BY, PASSPHRASE, Polled, polled

from hustings.belenios.v1 import authority
from hustings.belenios.v1.authority import Book
from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.cli.credentials import as_csv
from hustings_site.booth import casting, selectors
from hustings_site.booth import services as booth
from hustings_site.booth.boards import election_of
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Booth, Poll
from hustings_site.elections import secrecy
from hustings_site.elections.codes.independent import boards_to_draw_for, command
from hustings_site.elections.codes.models import Mark, SpareGiven
from hustings_site.elections.enums import CodeIssue, ContestState
from hustings_site.elections.keys.services import make_server_key
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.account import account_of_contest
from hustings_site.elections.rehearsing import rehearse
from hustings_site.journal import clock
from hustings_site.roll.late_changes import change_entry

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """Everything stands; nothing is prepared."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    made.election.announced_at = datetime(2026, 11, 1, tzinfo=UTC)
    made.election.code_issue = CodeIssue.AUTHORITY
    made.election.save()
    make_server_key(by=BY, election=made.election)
    return made


@pytest.fixture
def office(vote: Polled) -> Client:
    return browser(person(vote))


def drawn_elsewhere(packed: bytes, spares: int) -> Book:
    """What `hustings credentials draw` makes of the files that the office fetched."""
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        names = [name for name in files.namelist() if name != "people.csv"]
        rolls = {name.removesuffix(".csv"): authority.read_roll(files.read(name).decode()) for name in names}
    return authority.draw(ED25519, rolls, spares, SeededRandomness(b"office"))


def uploaded(book: Book) -> dict[str, object]:
    return {board: SimpleUploadedFile(f"{board}.json", authority.public_half(book, board)) for board in book.boards}


def test_rehearsal_shows_its_codes_once_and_takes_ballots(vote: Polled, office: Client) -> None:
    answer = send(office, page(vote, "codes_rehearse"), codes="3")
    codes = re.findall(r"<li><code>([^<]+)</code>", answer.text)
    assert len(codes) == 3
    assert codes[0] not in office.get(page(vote, "codes_rehearse")).text
    poll = Poll.objects.get(rehearsal=True, title="Executive")
    casting.cast(poll=poll, body=make_ballot(election_of(poll), codes[0], [[1, 2, 3]], vote.rng))
    assert selectors.ballots_on(poll) == 1


def test_check_19_rehearsal_is_never_counted_and_the_real_poll_knows_nothing_of_it(vote: Polled) -> None:
    made = rehearse(by=BY, election=vote.election, codes=2, server=SITE, rng=SeededRandomness(b"rehearsal"))
    poll = made.booth.polls.get(title="Executive")
    booth.close_poll(by=BY, poll=poll)
    poll.refresh_from_db()
    assert poll.rehearsal
    with pytest.raises(selectors.NoResult):
        selectors.result_of(poll)
    vote.executive.refresh_from_db()
    vote.election.refresh_from_db()
    assert (vote.executive.poll, vote.election.booth, vote.election.issues.count()) == (None, None, 0)
    real = vote.prepare()
    assert real.uuid != made.booth.uuid
    assert Poll.objects.get(pk=poll.pk).state == PollState.CLOSED


def test_rehearsal_needs_a_ballot_paper(vote: Polled) -> None:
    Contest.objects.filter(election=vote.election).update(state="nominations")
    with pytest.raises(ValidationError, match="there is no ballot paper to try"):
        rehearse(by=BY, election=vote.election, codes=2, server=SITE)


def test_office_fetches_rolls_and_brings_public_halves(vote: Polled, office: Client) -> None:
    shown = office.get(page(vote, "codes_office")).text
    assert command(vote.election).replace("&", "&amp;") in shown
    packed = office.get(page(vote, "codes_office_rolls")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        people = list(csv.DictReader(io.StringIO(files.read("people.csv").decode())))
    assert [each["number"] for each in people] == ["0001", "0002", "0003", "0004", "0005", "0006"]
    book = drawn_elsewhere(packed, vote.election.spares)
    answer = send(office, page(vote, "codes_office"), **uploaded(book))
    assert "The polls are prepared with the office’s codes for 6 electors." in answer.text
    vote.executive.refresh_from_db()
    vote.election.refresh_from_db()
    assert vote.executive.poll in book.boards
    booth.open_booth(by=BY, booth=Booth.objects.get(uuid=vote.election.booth))
    code = dict(authority.mailing(book))["0001"]
    vote.cast(vote.executive, code, [1, 2, 3])
    assert selectors.ballots_on(vote.poll(vote.executive)) == 1


def prepared(vote: Polled, office: Client) -> Book:
    book = drawn_elsewhere(office.get(page(vote, "codes_office_rolls")).content, vote.election.spares)
    send(office, page(vote, "codes_office"), **uploaded(book))
    vote.election.refresh_from_db()
    vote.executive.refresh_from_db()
    return book


def test_server_has_no_book_of_the_offices_codes(vote: Polled, office: Client) -> None:
    prepared(vote, office)
    assert list(secrecy.folder().glob("*")) == []
    with pytest.raises(ValidationError, match="an independent code office has it"):
        secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda half: half.replace(b'"]', b',9"]'), "with the weights of the roll"),
        (lambda _half: b"[]", "the list has 0 codes; 5 electors and 3 spares need 8"),
        (lambda _half: b"not a list", "this is no list of codes"),
    ],
)
def test_public_half_that_does_not_fit_is_refused(
    vote: Polled, office: Client, change: Callable[[bytes], bytes], said: str
) -> None:
    book = drawn_elsewhere(office.get(page(vote, "codes_office_rolls")).content, vote.election.spares)
    files = uploaded(book)
    board = next(uuid for uuid, contest in boards_to_draw_for(vote.election).items() if contest == vote.executive)
    files[board] = SimpleUploadedFile("x.json", change(authority.public_half(book, board)))
    assert said in send(office, page(vote, "codes_office"), **files).text
    assert vote.election.issues.count() == 0


def test_withdrawn_codes_are_refused_and_the_spare_stands_in_the_public_log(vote: Polled, office: Client) -> None:
    book = prepared(vote, office)
    booth.open_booth(by=BY, booth=Booth.objects.get(uuid=vote.election.booth))
    lost = dict(authority.mailing(book))["0001"]
    changed = authority.reissue(book, "0001", [], SeededRandomness(b"again"))
    listed = "\n".join(authority.withdrawn(changed))
    answer = send(office, page(vote, "codes_office"), listed=listed, given="alderby reissued")
    assert "codes are refused from now on." in answer.text
    with pytest.raises(casting.CredentialRefused):
        vote.cast(vote.executive, lost, [1, 2, 3])
    vote.cast(vote.executive, dict(authority.mailing(changed))["0001"], [1, 2, 3])
    assert [(each.branch.name, each.why) for each in SpareGiven.objects.all()] == [("Alderby", "reissued")]


def test_code_that_has_voted_is_not_withdrawn(vote: Polled, office: Client) -> None:
    book = prepared(vote, office)
    booth.open_booth(by=BY, booth=Booth.objects.get(uuid=vote.election.booth))
    vote.cast(vote.executive, dict(authority.mailing(book))["0001"], [1, 2, 3])
    changed = authority.reissue(book, "0001", [], SeededRandomness(b"again"))
    answer = send(office, page(vote, "codes_office"), listed=" ".join(authority.withdrawn(changed)), given="")
    assert "A code on this list has voted: it is not withdrawn. Nothing was done." in answer.text


def opened(vote: Polled, office: Client) -> Book:
    """The office's codes are drawn and the polls are open."""
    book = prepared(vote, office)
    booth.open_booth(by=BY, booth=Booth.objects.get(uuid=vote.election.booth))
    vote.election.contests.update(state=ContestState.POLL_OPEN)
    vote.youth.refresh_from_db()
    return book


def test_office_lists_what_is_to_be_taken_out_of_use_and_the_booth_refuses_it(vote: Polled, office: Client) -> None:
    book = opened(vote, office)
    code = dict(authority.mailing(book))
    vote.cast(vote.executive, code["0001"], [1, 2, 3])
    for number in ("0001", "0003"):
        change_entry(by=BY, entry=vote.entry(vote.executive, number), what="strike", reason="Resigned.")
    path = page(vote, "codes_bar")
    assert f"hustings credentials bar book.json 0001 0003 --archive {vote.executive.poll}.bel" in office.get(path).text
    board = vote.executive.poll or ""
    listed = [public for number in ("0001", "0003") for public in authority.bar(book, number, [board], [])[1]]
    refused = send(office, path, listed=json.dumps(listed)).text
    assert "A code on this list has voted meanwhile: fetch the archives anew." in refused
    assert "2 codes are out of use from now on." in send(office, path, listed=listed[1]).text
    with pytest.raises(casting.CredentialRefused):
        vote.cast(vote.executive, code["0003"], [3, 2, 1])
    assert selectors.ballots_on(vote.poll(vote.executive)) == 1


def register(book: Book, vote: Polled, voted: dict[str, list[str]]) -> dict[str, SimpleUploadedFile]:
    """What `hustings credentials mark` prints for each board."""
    files = {}
    for contest in (vote.executive, vote.youth):
        board = contest.poll or ""
        publics = [
            key.public
            for number in voted.get(contest.title, [])
            if (held := authority.holder_of(book, number)) and (key := held.key(board))
        ]
        rows = [(voter, "yes" if has else "no") for voter, has in authority.mark(book, board, publics)]
        files[f"voted-{board}"] = SimpleUploadedFile("x.csv", as_csv(("voter", "voted"), rows).encode())
    return files


def test_register_is_marked_from_the_offices_lists_and_the_account_has_its_branches(
    vote: Polled, office: Client
) -> None:
    book = opened(vote, office)
    code = dict(authority.mailing(book))
    for number in ("0002", "0004"):
        vote.cast(vote.executive, code[number], [1, 2, 3])
    for contest in (vote.executive, vote.youth):
        booth.close_poll(by=BY, poll=vote.poll(contest))
    vote.election.contests.update(state=ContestState.CLOSED, closes_at=clock.now() - timedelta(hours=1))
    spares = "\n".join(each for board in book.boards for each in authority.spare_credentials(book, board))
    path = page(vote, "codes_office")
    few = send(office, path, form=1, spares=spares, **register(book, vote, {"Executive": ["0002"]})).text
    assert "Executive: 1 are said to have voted, and 2 codes have a ballot on the board." in few
    lists = register(book, vote, {"Executive": ["0002", "0004"]})
    assert "The register has 2 marks." in send(office, path, form=1, spares=spares, **lists).text
    assert [mark.entry.number for mark in Mark.objects.filter(contest=vote.executive)] == ["0002", "0004"]
    vote.executive.refresh_from_db()
    account = account_of_contest(vote.executive)
    assert [(each.branch, each.electors, each.screen) for each in account.branches] == [("Alderby", 5, 2)]
    assert (account.findings_by_code, account.waiting_by_code) == ((), ())
    assert len(vote.poll(vote.executive).spares or []) == vote.election.spares


def test_list_of_who_has_voted_that_is_none_names_its_line(vote: Polled, office: Client) -> None:
    opened(vote, office)
    files = {
        f"voted-{contest.poll}": SimpleUploadedFile("x.csv", b"voter,voted\n0001,maybe\n")
        for contest in (vote.executive, vote.youth)
    }
    answer = send(office, page(vote, "codes_office"), form=1, spares="", **files).text
    assert answer.count("Line 2: a number, then “yes” or “no”, was expected.") == 2
