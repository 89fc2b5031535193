"""Printed papers: numbered in one series, in the order of the published list, and sealed as to who has which."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from polled import BY, PASSPHRASE, Polled

from hustings_site.booth.boards import election_of
from hustings_site.elections.enums import BallotOrder, PaperRule, Printed, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.papers import number_list
from hustings_site.elections.papers.models import PaperRequest, PrintRun
from hustings_site.elections.papers.number_list import Numbered
from hustings_site.elections.papers.printing import destroy_papers, print_packs, print_stock, rows_of
from hustings_site.elections.papers.requests import ask_for_paper
from hustings_site.journal.models import Entry

pytestmark = pytest.mark.django_db
RETURN = "Wick & Watch\n3 Quay Street\nAlderby"


@pytest.fixture
def vote(poll: Polled) -> Polled:
    made = poll
    PrintRun.objects.filter(contest__election=made.election).delete()
    made.election.scrutineer = "Wick & Watch"
    made.election.save()
    made.executive.refresh_from_db()
    return made


def text_of(pdf: bytes, folder: Path) -> list[str]:
    """The pages of a PDF as text."""
    path = folder / "papers.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def names_on(page: str) -> list[str]:
    return re.findall(r"^\s*([A-C])\s+(\w+ \w+)", page, re.MULTILINE)


def stock(vote: Polled, papers: int, *, large: bool = False, language: str = "en") -> bytes:
    return print_stock(by=BY, contest=vote.executive, papers=papers, large=large, language=language, return_to=RETURN)


def packs(vote: Polled, *, large: bool = False) -> bytes:
    return print_packs(
        by=BY,
        election=vote.election,
        large=large,
        language="en",
        return_to=RETURN,
        shuffle=lambda waiting: waiting.reverse(),
    )


def test_a_paper_bears_number_scrutineer_return_address_date_and_seed(vote: Polled, tmp_path: Path) -> None:
    Contest.objects.filter(pk=vote.executive.pk).update(order_seed="lamp 7")
    vote.executive.refresh_from_db()
    (page,) = text_of(stock(vote, 1), tmp_path)
    assert "No. 1" in page
    words = " ".join(page.split())
    for line in (
        "Executive. This slip is cut off before the paper is unfolded.",
        "Number candidates in the order in which you prefer them, from 1.",
        "Return this paper to: Wick & Watch, 3 Quay Street, Alderby.",
        "It must be there by ",
        "Independent scrutineer: Wick & Watch.",
        "The order was drawn by lot with the seed lamp 7.",
        "Do not sign this paper",
    ):
        assert line in words
    assert names_on(page) == [("A", "Alma Ardent"), ("B", "Bela Brook"), ("C", "Ida Inch")]


def test_numbers_of_a_contest_go_on_where_the_last_run_ended(vote: Polled, tmp_path: Path) -> None:
    stock(vote, 2)
    pages = text_of(stock(vote, 3, large=True), tmp_path)
    assert [re.findall(r"No\. (\d+)", page) for page in pages] == [["3"], ["4"], ["5"]]
    runs = PrintRun.objects.filter(contest=vote.executive)
    assert [(run.first, run.last, run.large, run.papers) for run in runs] == [(1, 2, False, 2), (3, 5, True, 3)]


def test_papers_in_french(vote: Polled, tmp_path: Path) -> None:
    (page,) = text_of(stock(vote, 1, language="fr"), tmp_path)
    assert "Commissaire au scrutin indépendant : Wick & Watch." in page.replace("\xa0", " ")


def test_check_12_the_printed_pack_has_the_order_of_the_list_of_candidates_and_of_the_screen(
    vote: Polled, tmp_path: Path
) -> None:
    """Check 12: the printed pack has the order of the published list and of the screen, and names its seed."""
    Contest.objects.filter(pk=vote.executive.pk).update(order_seed="lamp 7")
    vote.executive.refresh_from_db()
    contest = vote.executive
    (page,) = text_of(stock(vote, 1), tmp_path)
    printed = [name for _letter, name in names_on(page)]
    on_screen = list(election_of(vote.poll(contest)).questions[0].answers)
    in_public = [candidate.printed_name for candidate in contest.candidates.on_the_paper()]
    assert printed == on_screen == in_public
    assert "drawn by lot with the seed lamp 7." in " ".join(page.split())


def test_rotated_papers_each_begin_one_candidate_later_and_keep_the_letters(vote: Polled, tmp_path: Path) -> None:
    """Check 12, for an order that is rotated."""
    Contest.objects.filter(pk=vote.executive.pk).update(ballot_order=BallotOrder.ROTATED, order_seed="lamp 7")
    vote.executive.refresh_from_db()
    pages = text_of(stock(vote, 4), tmp_path)
    a, b, c = ("A", "Alma Ardent"), ("B", "Bela Brook"), ("C", "Ida Inch")
    assert [names_on(page) for page in pages] == [[a, b, c], [b, c, a], [c, a, b], [a, b, c]]
    assert "Each paper begins one candidate later than the one before." in " ".join(pages[0].split())


def test_a_paper_says_what_is_printed_beside_a_name_and_who_withdrew(vote: Polled) -> None:
    contest = vote.executive
    contest.printed = Printed.LIST
    beacon = contest.lists.create(name="Beacon", publisher="Beacon", source="minutes")
    second = contest.candidates.get(position=2)
    beacon.places.create(candidate=second, position=1)
    contest.candidates.filter(position=3).update(standing=Standing.WITHDRAWN)
    assert [(row.beside, row.note) for row in rows_of(contest, 1)] == [("", ""), ("Beacon", ""), ("", "withdrawn")]


def test_packs_hold_a_letter_and_the_papers_of_each_elector_who_waits(vote: Polled, tmp_path: Path) -> None:
    number_list.make_list_key(by=BY, election=vote.election, passphrase=PASSPHRASE)
    for number in ("0001", "0002", "0006"):
        ask_for_paper(by=BY, election=vote.election, number=number, passphrase=PASSPHRASE)
    pages = text_of(packs(vote), tmp_path)
    letters = [page for page in pages if "Dear" in page]
    assert [re.findall(r"Dear Member (\d+),", page)[0] for page in letters] == ["0006", "0002", "0001"]
    assert [re.findall(r"(Executive|Youth officer)\. This slip", page) for page in pages] == [
        *([], ["Youth officer"]),
        *([], ["Executive"], ["Youth officer"]),
        *([], ["Executive"]),
    ]
    assert "If you do, in any contest, that vote stands" in " ".join(letters[0].split())
    requests = PaperRequest.objects.filter(election=vote.election)
    assert [(request.state, request.sent) for request in requests] == [("sent", 1)] * 3
    with pytest.raises(ValidationError, match="Nobody waits"):
        packs(vote)


def test_which_number_went_to_whom_is_sealed_for_the_scrutineer_alone(vote: Polled) -> None:
    number_list.make_list_key(by=BY, election=vote.election, passphrase=PASSPHRASE)
    for number in ("0001", "0002"):
        ask_for_paper(by=BY, election=vote.election, number=number, passphrase=PASSPHRASE)
    packs(vote)
    ask_for_paper(by=BY, election=vote.election, number="0003", passphrase=PASSPHRASE)
    packs(vote)
    with pytest.raises(ValidationError, match="not the passphrase"):
        number_list.read_list(by=BY, election=vote.election, passphrase="eight lamps in a row")
    assert number_list.read_list(by=BY, election=vote.election, passphrase=PASSPHRASE) == [
        Numbered("executive", 1, "0002"),
        Numbered("executive", 2, "0001"),
        Numbered("executive", 3, "0003"),
        Numbered("youth-officer", 1, "0002"),
    ]
    assert Entry.objects.filter(act="elections.read_number_list").count() == 1


def test_the_list_of_numbers_can_be_erased_and_is_then_gone(vote: Polled, tmp_path: Path) -> None:
    number_list.make_list_key(by=BY, election=vote.election, passphrase=PASSPHRASE)
    ask_for_paper(by=BY, election=vote.election, number="0001", passphrase=PASSPHRASE)
    packs(vote)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "papers").iterdir())
    number_list.erase_list(by=BY, election=vote.election)
    number_list.erase_list(by=BY, election=vote.election)
    assert list((tmp_path / "papers").iterdir()) == []
    with pytest.raises(ValidationError, match="There is no list"):
        number_list.read_list(by=BY, election=vote.election, passphrase=PASSPHRASE)


def test_what_printing_refuses(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="The scrutineer first chooses a passphrase"):
        packs(vote)
    with pytest.raises(ValidationError, match="at least 12 characters"):
        number_list.make_list_key(by=BY, election=vote.election, passphrase="lamp")
    with pytest.raises(ValidationError, match="at least one paper"):
        stock(vote, 0)
    with pytest.raises(ValidationError, match="Say where papers are sent back to"):
        print_stock(by=BY, contest=vote.executive, papers=1, large=False, language="en", return_to=" ")
    vote.executive.election.paper_rule = PaperRule.NO_PAPER
    with pytest.raises(ValidationError, match="give no paper"):
        stock(vote, 1)


def test_destroyed_papers_are_written_down_with_their_reason(vote: Polled) -> None:
    stock(vote, 5)
    destroy_papers(by=BY, contest=vote.executive, papers=2, reason="smudged")
    with pytest.raises(ValidationError):
        destroy_papers(by=BY, contest=vote.executive, papers=1, reason=" ")
    assert [(each.papers, each.reason) for each in vote.executive.papers_destroyed.all()] == [(2, "smudged")]
