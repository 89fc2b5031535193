"""Debian tally sheets: options, numbers by option, and why a sheet is refused."""

from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

SAMPLES = Path(__file__).parent / "samples"
SHEET = "Option 1: Ada Ash\nOption 2: Ben Birch\n"


def read(text: str) -> Profile:
    return read_papers(PaperFile("vote.txt", text.encode()), "debian")


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def test_numbers_are_kept_as_marked() -> None:
    profile = read_papers(SAMPLES / "sheet.tally")
    assert profile.candidates == ("Ada Ash", "Ben Birch", "None of the above")
    assert list(profile.plain) == [DistinctRanking((0, 1), 2, 1, 9)]
    assert profile.marked == (
        MarkedPapers(marks((1, 2), (0,)), 1, 1, 10),
        MarkedPapers(marks((2,), (), (0,)), 1, 1, 11),
    )
    assert profile.blank == 1


def test_letters_stand_for_numbers_from_ten() -> None:
    options = "".join(f"Option {number}: O{number}\n" for number in range(1, 12))
    profile = read(options + "V: 123456789Ab\n")
    assert list(profile.plain) == [DistinctRanking(tuple(range(11)), 1, 1, 12)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("No votes here.\n", "vote.txt:1: no options: no line is Option 1: and a name; name a tally sheet"),
        (SHEET.replace("2", "3"), "vote.txt:2: option 3 where option 2 should be; list the options in order, before"),
        (SHEET + "V: 12\nOption 3: C\n", "vote.txt:4: option 3 where option 3 should be; list the options in order"),
        (SHEET + "V: 123\n", "vote.txt:3: '123' has 3 signs, and there are 2 options; give one number or - for each"),
        (SHEET + "V: \n", "vote.txt:3: '' has 0 signs, and there are 2 options; give one number or - for each option"),
        (SHEET + "V: 1?\n", "vote.txt:3: '?' is no number; numbers are 1 to 9, then A to Z; none is -"),
        (SHEET + "V: 10\n", "vote.txt:3: '0' is no number; numbers are 1 to 9, then A to Z; none is -"),
        (SHEET + "V: 1²\n", "vote.txt:3: '²' is no number; numbers are 1 to 9, then A to Z; none is -"),
        (SHEET + "Option 3:\nV: 123\n", "vote.txt:3: an empty name; name every candidate, and the contest"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read(text)
    assert str(refused.value)[: len(message)] == message


def test_the_whole_sheet_that_is_written() -> None:
    profile = Profile(
        ("A", "B", "C"), MarkKind.RANKING, RankingList(((0, 1),), (2,)), (MarkedPapers(marks((2,), (0, 1)), 1),), 1
    )
    assert write_papers(profile, "out.tally").decode() == (
        "    Option 1--->: A\n  /  Option 2-->: B\n  |/  Option 3->: C\n  ||/\nV: 12-\nV: 12-\nV: 221\nV: ---\n"
    )


@pytest.mark.parametrize("name", ["A  ||/", "A B   /"])
def test_a_name_that_would_be_taken_for_the_drawing_is_refused(name: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        write_papers(Profile((name,), MarkKind.RANKING), "out.tally")
    assert str(refused.value) == f"out.tally: {name!r} ends like a line of the drawing; write blt or json"


def test_a_number_past_the_letters_is_refused() -> None:
    levels = (*(((),) * 35), (CandidateId(0),))
    profile = Profile(("A",), MarkKind.RANKING, marked=(MarkedPapers(RankingMarks(levels), 1),))
    with pytest.raises(BallotFileError) as refused:
        write_papers(profile, "out.tally")
    assert str(refused.value) == (
        "out.tally: a tally sheet cannot say the number 36; its numbers end at 35: write blt or json"
    )


@pytest.mark.parametrize(
    ("year", "options", "papers"), [(2002, 4, 475), (2003, 5, 488), (2004, 4, 482), (2005, 7, 504)]
)
def test_leader_votes(oracles: Path, year: int, options: int, papers: int) -> None:
    profile = read_papers(oracles / "debian" / f"leader{year}_tally.txt")
    assert (len(profile.candidates), profile.papers) == (options, papers)


def test_a_mailing_list_page_without_papers_is_refused(oracles: Path) -> None:
    with pytest.raises(BallotFileError) as refused:
        read_papers(oracles / "debian" / "leader2001_tally.txt")
    assert str(refused.value).split(": ", 1)[1].startswith("not a file of papers in a format known here; name its")
