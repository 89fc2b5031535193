"""PrefLib files: facts headed #, the older heading, and why a file is refused."""

from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

SAMPLES = Path(__file__).parent / "samples"
NEW = (SAMPLES / "branch.toi").read_text()
OLD = (SAMPLES / "old.soi").read_text()


def read(text: str) -> Profile:
    return read_papers(PaperFile("branch.toi", text.encode()), "preflib")


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def test_facts_headed_by_a_sign() -> None:
    profile = read(NEW)
    assert (profile.title, profile.candidates) == ("Branch committee", ("Ada Ash", "Ben Birch", "Cy Cedar"))
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 11)]
    assert profile.marked == (MarkedPapers(marks((2,), (0, 1)), 2, 1, 12), MarkedPapers(marks((1, 2)), 1, 1, 13))
    assert (profile.papers, profile.blank, profile.vacancies, profile.remarks) == (8, 0, None, ())


def test_the_heading_of_before_2022() -> None:
    profile = read(OLD)
    assert profile.candidates == ("Ada Ash", "Ben Birch", "Cedar, Cy")
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 6), DistinctRanking((2,), 2, 1, 7)]
    assert profile.marked == (MarkedPapers(marks((1,), (0, 2)), 1, 1, 8),)


def test_an_empty_order_is_a_blank_paper() -> None:
    assert read(NEW.replace("5: 1,2", "5:")).blank == 5


def test_a_wrong_number_of_orders_is_remarked_on() -> None:
    profile = read(NEW.replace("ORDERS: 3", "ORDERS: 4"))
    assert profile.remarks == ("branch.toi: 3 orders, but the heading promises 4",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "branch.toi:1: the file is empty; name a file of papers"),
        (NEW.replace("toi", "wmd"), "branch.toi:4: data type 'wmd'; only orders are papers: soc, soi, toc, toi"),
        (NEW.replace("VOTERS: 8", "VOTERS: 9"), "branch.toi:13: 8 papers, but the heading promises 9; is the file cut"),
        (NEW.replace("VOTERS: 8", "VOTERS: x"), "branch.toi:6: 'x' for NUMBER VOTERS; say it as # NUMBER VOTERS: 5"),
        (NEW.replace("IVES: 3", "IVES: 4"), "branch.toi:5: 4 alternatives, but 3 names, or numbered otherwise; name "),
        (NEW.replace("IVES: 3", "IVES: 0"), "branch.toi:5: '0' for NUMBER ALTERNATIVES; say it as # NUMBER ALTERNAT"),
        (NEW.replace("NAME 2", "NAME 4"), "branch.toi:5: 3 alternatives, but 3 names, or numbered otherwise; name "),
        (NEW.replace("5: 1,2", "5 1,2"), "branch.toi:11: '5 1,2' is no order; write it as count: 1,2,3"),
        (NEW.replace("5: 1,2", "-5: 1,2"), "branch.toi:11: '-5' is no number of papers; it must be a whole number; "),
        (NEW.replace("5: 1,2", "5: 1,4"), "branch.toi:11: candidate 4 does not exist (this file has 3); correct it,"),
        (NEW.replace("5: 1,2", "5: 1,x"), "branch.toi:11: 'x' is no candidate's number; candidates are named by num"),
        (NEW.replace("{1,2}", "{1,1}"), "branch.toi:12: one candidate stands twice in '{1,1}'; name it once"),
        (NEW.replace("{1,2}", "{1,2"), "branch.toi:12: '{' is no candidate's number; candidates are named by number"),
        (OLD.replace("3\n", "x\n", 1), "branch.toi:1: 'x' where the number of candidates should be; begin with the "),
        (OLD.replace("2,Ben", "3,Ben"), "branch.toi:3: '3,Ben Birch' where candidate 2 should be; write 2,name"),
        (OLD.replace("8,8,3", "8,8"), "branch.toi:5: '8,8' where three sums should be; write voters,papers,orders"),
        (
            NEW.replace("Branch c", "c" * 1000),
            "branch.toi:2: a name of 1008 letters: 'cccccccccccccccccccccccccccccccc",
        ),
        ("3\n1,A\n", "branch.toi:2: the file ends before the names of 3 candidates; is it cut short?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read(text)
    assert str(refused.value)[: len(message)] == message


@pytest.mark.parametrize(
    ("orders", "kind"),
    [("1 1 2 0", "soc"), ("1 1 0", "soi"), ("1 1=2 0", "toc"), ("1 1 2 0\n1 2 0", "soi")],
)
def test_the_narrowest_type_is_written(orders: str, kind: str) -> None:
    profile = read_papers(PaperFile("a.blt", f'2 1\n{orders}\n0\n"A"\n"B"\n'.encode()))
    assert f"# DATA TYPE: {kind}\n" in write_papers(profile, "out.soi").decode()


def test_the_whole_file_that_is_written() -> None:
    plain = RankingList(((0, 1),), (5,))
    profile = Profile(("A", "B"), MarkKind.RANKING, plain, (MarkedPapers(marks((0, 1)), 2),), title="T")
    assert write_papers(profile, "out.toc").decode() == (
        "# FILE NAME: out.toc\n# TITLE: T\n# DATA TYPE: toc\n# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 7\n"
        "# NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n5: 1,2\n2: {1,2}\n"
    )


def test_a_section_of_an_electoral_college(oracles: Path) -> None:
    profile = read_papers(oracles / "electoral-college" / "uk-labour-2010-mps.soi")
    assert (profile.title, profile.papers, len(profile.plain)) == ("2010 UK Labor Leadership", 266, 76)
    assert profile.candidates == ("D.Abbott", "E.Balls", "A.Burnhm", "D.Milbnd", "E.Milbnd")
