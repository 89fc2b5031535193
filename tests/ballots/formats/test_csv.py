"""CSV tables: what columns and cells mean, and why a table is refused."""

from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking

SAYS_CANDIDATES = (
    "read as csv:candidates: columns are candidates, cells the number given to each (for scores say csv:scores)"
)
SAMPLES = Path(__file__).parent / "samples"


def read(text: str, layout: str = "") -> Profile:
    return read_papers(PaperFile("poll.csv", text.encode()), f"csv:{layout}" if layout else "csv")


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def crosses(*candidates: int) -> ApprovalMarks:
    return ApprovalMarks(tuple(CandidateId(c) for c in candidates))


def test_columns_of_candidates_with_a_number_of_papers() -> None:
    profile = read_papers(SAMPLES / "candidates.csv")
    assert profile.candidates == ("Ash, Ada", "Ben Birch", "Cy Cedar")
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 2)]
    assert profile.marked == (
        MarkedPapers(marks((0, 1), (2,)), 1, 1, 3),
        MarkedPapers(marks((0,), (0,), (), (2,)), 1, 1, 4),
    )
    assert (profile.blank, profile.kind) == (2, MarkKind.RANKING)
    path = SAMPLES / "candidates.csv"
    assert profile.remarks == (
        f"{path}:1: the column 'Voter ID' is not read",
        f"{path}: {SAYS_CANDIDATES}",
    )


def test_columns_of_ranks_with_semicolons() -> None:
    profile = read_papers(SAMPLES / "ranks.csv")
    assert profile.candidates == ("Ada Ash", "Ben Birch", "Cy Cedar")
    assert list(profile.plain) == [DistinctRanking((0, 1), 1, 1, 2)]
    assert profile.marked == (
        MarkedPapers(marks((0, 1), (2,)), 1, 1, 3),
        MarkedPapers(marks((), (2,), (0,)), 1, 1, 4),
    )
    assert profile.blank == 1


def test_scores_with_weights() -> None:
    profile = read_papers(SAMPLES / "scores.csv")
    first = ScoreMarks(((CandidateId(0), 5), (CandidateId(1), 3), (CandidateId(2), 0)))
    second = ScoreMarks(((CandidateId(0), -1), (CandidateId(2), 4)))
    assert profile.marked == (MarkedPapers(first, 5, 1, 2), MarkedPapers(second, 1, 2, 3))
    assert (profile.kind, profile.blank, profile.remarks) == (MarkKind.SCORES, 2, ())


def test_crosses_between_tabs() -> None:
    profile = read_papers(SAMPLES / "crosses.tsv")
    assert [paper.marks for paper in profile.each()] == [crosses(0, 1), crosses(2)]
    assert (profile.kind, profile.blank) == (MarkKind.APPROVAL, 1)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("A,B\n1,2\n2,1\n", "candidates"),
        ("A,B\n1,1\n2,1\n", "candidates"),
        ("A,B\n1,1\n1,0\n", "crosses"),
        ("A,B\n1,0\n0,1\n", "candidates"),
        ("Yes,No\nx,\n", "crosses"),
        ("Rank 1,Rank 2\nA,B\n", "ranks"),
        ("rank1,rank2\nA,B\n", "ranks"),
        ("1st choice,2nd choice\nA,B\n", "ranks"),
        ("Preference 1,Preference 2\nA,B\n", "ranks"),
        ("1,2\nA,B\n", "ranks"),
        ("voterID,voteTime,pollID,A,B\nq,2020,p,5,0\n", "scores"),
        ("papers:scores,1,2\n1,1,2\n", "scores"),
        ("papers:ranking,1,2\n1,1,2\n", "candidates"),
        ("papers:approval,1,2\n1,x,\n", "crosses"),
    ],
)
def test_the_layout_is_found_out(text: str, layout: str) -> None:
    found, said = read(text), read(text, layout)
    assert (found.digest(), found.kind) == (said.digest(), said.kind)


@pytest.mark.parametrize("cell", ["", "-", "0", "No opinion", " ", "n/a"])
def test_no_number(cell: str) -> None:
    assert list(read(f"A,B\n1,{cell}\n").plain) == [DistinctRanking((0,), 1, 1, 2)]


@pytest.mark.parametrize("cell", ["2", "2.0", " 2 ", '"2"', "02"])
def test_a_number_as_programs_write_it(cell: str) -> None:
    assert list(read(f"A,B\n1,{cell}\n").plain) == [DistinctRanking((0, 1), 1, 1, 2)]


def test_columns_that_head_no_rank_are_ranks_in_their_order() -> None:
    assert list(read("First,Then\nB,A\n", "ranks").plain) == [DistinctRanking((1, 0), 1, 1, 2)]


def test_numbers_of_columns_of_ranks_may_leave_out_some() -> None:
    profile = read("papers,Rank 3,Rank 1\n4,A,B\n", "ranks")
    assert profile.marked == (MarkedPapers(marks((1,), (), (0,)), 4, 1, 2),)


def test_lines_are_told_apart_where_a_cell_spans_two() -> None:
    with pytest.raises(BallotFileError) as refused:
        read('"A\nB",C\n1,2\n1,x\n')
    assert str(refused.value) == (
        "poll.csv:4: 'x' is no rank; a cell holds a number (1 is first) or nothing; other marks are csv:scores or "
        "csv:crosses"
    )


@pytest.mark.parametrize(
    ("text", "layout", "message"),
    [
        ("", "", "poll.csv:1: no candidates; head each column with a candidate or a rank"),
        ("id,papers\n1,1\n", "", "poll.csv:1: no candidates; head each column with a candidate or a rank"),
        ("A,\n1,2\n", "", "poll.csv:1: an empty name; name every candidate, and the contest"),
        ("A,B\n1,2,3\n", "", "poll.csv:2: 3 cells under 2 headings; give every row one cell for each heading"),
        ("A,B\n1,2\n1\n", "", "poll.csv:3: 1 cells under 2 headings; give every row one cell for each heading"),
        (
            "1,2\n1,2\n",
            "",
            "poll.csv:1: the heading is numbers and so are the cells: ranks or candidates?; say --",
        ),
        ("Rank 1,B\n1,2\n", "", "poll.csv:1: 'B' among columns of ranks; leave that column out"),
        ("A,B\n5,0\n3,4\n", "", "poll.csv:1: on most papers nobody is given 1: scores?; say --from csv:scores or "),
        ("A,B\n1,-2\n", "", "poll.csv:2: '-2' is no rank; a cell holds a number (1 is first) or nothing; other marks"),
        ("A,B\n1,2.5\n", "", "poll.csv:2: '2.5' is no rank; a cell holds a number (1 is first) or nothing; other "),
        ("A,B\n1,1001\n", "", "poll.csv:2: the rank 1001; it must be 1 to 1000"),
        ("A,B\n1,0+1\n", "", "poll.csv:2: the rank 0; it must be 1 to 1000"),
        (f"A,B\n1,{10**30}\n", "", "poll.csv:2: the rank a number of more than 15 digits; it must be 1 to 1000"),
        ("papers,A\n0,1\n", "", "poll.csv:2: 0 papers; it must be from 1 to 999999999999"),
        ("papers,A\n0.5,1\n", "", "poll.csv:2: '0.5' is no number of papers; it must be a whole number; papers that "),
        ("weight,A\n0.5,1\n", "", "poll.csv:2: '0.5' is no weight; a weight is a whole number from 1; multiply all "),
        ("A,B\n3,x\n", "scores", "poll.csv:2: 'x' is no score; a score is a whole number below 1000000000, or nothi"),
        ("A,B\n3,1000000000\n", "scores", "poll.csv:2: '1000000000' is no score; a score is a whole number below 100"),
        ("A,B\n3,x\n", "crosses", "poll.csv:2: '3' is no cross; a cell holds x, 1 or nothing"),
        (
            "Rank 1,1st choice\nA,B\n",
            "",
            "poll.csv:1: two columns of one rank; head each column with a rank of its own",
        ),
        ("Rank 1\novervote\n", "", "poll.csv:2: overvote: who was marked?; name those marked, joined by ="),
        ("Rank 1\nA=A\n", "", "poll.csv:2: 'A=A' at rank 1; name each candidate once, joined by ="),
        ("Rank 1\nA=\n", "", "poll.csv:2: 'A=' at rank 1; name each candidate once, joined by ="),
        ("A\n1\n\n1\n", "candidates", "poll.csv:3: an empty line: a blank paper, or nothing?; write 0 for a blank pa"),
        ('A,B\n1,"2\n', "", "poll.csv:2: not CSV: unexpected end of data; close every quote, and double those inside"),
        ('A,B\n1,"2"3\n', "", "poll.csv:2: not CSV: ',' expected after '\"'; close every quote, and double those "),
        (",".join(["A"] * 10_001) + "\n", "", "poll.csv:1: 10001 columns; there must be at most 10000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str, layout: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read(text, layout)
    assert str(refused.value)[: len(message)] == message


def test_semicolons_in_a_name_do_not_separate_what_we_wrote() -> None:
    assert read("papers:ranking,A;B;C\n2,1\n").candidates == ("A;B;C",)


def test_a_candidate_may_be_called_like_a_column() -> None:
    profile = read("papers:ranking,weight,weight,Rank 1,id\n2,3,1,2,\n")
    assert profile.candidates == ("weight", "Rank 1", "id")
    assert list(profile.plain) == [DistinctRanking((0, 1), 2, 3, 2)]
    assert write_papers(profile, "out.csv") == b"papers:ranking,weight,weight,Rank 1,id\n2,3,1,2,\n"


@pytest.mark.parametrize(
    ("year", "papers"), [(2017, 309), (2018, 307), (2019, 377), (2020, 312), (2021, 256), (2022, 219), (2023, 209)]
)
def test_steering_elections_with_no_opinion(oracles: Path, year: int, papers: int) -> None:
    folder = oracles / "kubernetes" / str(year)
    file = next(path for path in folder.iterdir() if path.name.lower() == "ballots.csv")
    assert read_papers(file).papers == papers


def test_a_table_with_tabs_and_zeros(oracles: Path) -> None:
    profile = read_papers(oracles / "blt-dialects" / "ims_election.txt")
    assert (len(profile.candidates), profile.papers) == (10, 620)
    assert profile.plain.papers() + sum(paper.papers for paper in profile.marked) + profile.blank == 620
