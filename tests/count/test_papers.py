"""Rulings on doubtful papers: what stands of each, why, and that none is lost."""

import pytest

from hustings.ballots.paper import ApprovalMarks, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.papers import RuledPapers, Ruling, rule_on
from hustings.count.rulings import closing_gaps, marks_within, passing_over_faults, up_to_the_first_fault

CONTEST = Contest(tuple(Candidate(name, name) for name in "ABC"), 1)


@pytest.mark.parametrize(
    ("levels", "ruling"),
    [
        (((0,), (1,)), Ruling((0, 1))),
        (((0,), (), (1,)), Ruling((0,), "read up to 1: no 2")),
        (((0,), (1, 2)), Ruling((0,), "read up to 1: 2 given to 2 candidates")),
        (((0,), (1,), (0,)), Ruling((0, 1), "read up to 2: 3 given to a candidate already ranked")),
        (((), (1,)), Ruling(None, "no 1")),
        (((0, 1), (2,)), Ruling(None, "1 given to 2 candidates")),
    ],
)
def test_up_to_the_first_fault(levels, ruling):
    assert up_to_the_first_fault(MarkedPapers(RankingMarks(levels), 1), CONTEST) == ruling


def test_up_to_the_first_fault_takes_no_crosses():
    assert up_to_the_first_fault(MarkedPapers(ApprovalMarks((0,)), 1), CONTEST) == Ruling(None, "not a ranking")


@pytest.mark.parametrize(
    ("levels", "ruling"),
    [
        (((0,), (1,)), Ruling((0, 1))),
        (
            ((), (1,), (1,), (0, 2), (2,)),
            Ruling((1, 2), "passed over: no 1, 3 given to a candidate already ranked, 4 given to 2 candidates"),
        ),
        (((0, 1), ()), Ruling(None, "1 given to 2 candidates, no 2")),
    ],
)
def test_passing_over_faults(levels, ruling):
    assert passing_over_faults(MarkedPapers(RankingMarks(levels), 1), CONTEST) == ruling


@pytest.mark.parametrize(
    ("levels", "ruling"),
    [
        (((), (1,), (), (2,)), Ruling((1, 2), "no 1, no 3")),
        (((1,), (1,), (0,)), Ruling((1, 0), "2 given to a candidate already ranked")),
        (((1,), (0, 2), (0,)), Ruling((1,), "2 given to 2 candidates")),
        (((0, 1), (2,)), Ruling(None, "1 given to 2 candidates")),
    ],
)
def test_closing_gaps(levels, ruling):
    assert closing_gaps(MarkedPapers(RankingMarks(levels), 1), CONTEST) == ruling


def test_closing_gaps_takes_no_crosses():
    assert closing_gaps(MarkedPapers(ApprovalMarks((0,)), 1), CONTEST) == Ruling(None, "not a ranking")


def test_passing_over_faults_takes_no_crosses():
    assert passing_over_faults(MarkedPapers(ApprovalMarks((0,)), 1), CONTEST) == Ruling(None, "not a ranking")


@pytest.mark.parametrize(
    ("marks", "most", "ruling"),
    [
        (ApprovalMarks((0, 2)), 2, Ruling((0, 2))),
        (ApprovalMarks((0, 2)), 1, Ruling(None, "2 marks where 1 is allowed")),
        (RankingMarks(((2,), (0,), (), (2, 1))), 3, Ruling((0, 1, 2))),
        (RankingMarks(((2,), (0,), (1,))), 2, Ruling(None, "3 marks where 2 are allowed")),
        (ScoreMarks(((0, 3),)), 2, Ruling(None, "scores, not marks")),
    ],
)
def test_marks_within(marks, most, ruling):
    assert marks_within(MarkedPapers(marks, 1), most) == ruling


def test_rule_on_keeps_every_paper_valid_invalid_or_blank():
    in_part = MarkedPapers(RankingMarks(((2,), (), (0,))), papers=3, line=7)
    invalid = MarkedPapers(RankingMarks(((0, 1),)), papers=2, weight=2, line=9)
    profile = Profile(tuple("ABC"), MarkKind.RANKING, RankingList([(0, 1)], [5]), (in_part, invalid), blank=4)
    papers = rule_on(profile, CONTEST, up_to_the_first_fault)
    assert (papers.valid, papers.invalid, papers.blank) == (8, 4, 4)
    assert list(papers.rankings) == [DistinctRanking((0, 1), 5, 1, 0), DistinctRanking((2,), 3, 1, 7)]
    assert papers.rulings == (
        RuledPapers(in_part, Ruling((2,), "read up to 1: no 2")),
        RuledPapers(invalid, Ruling(None, "1 given to 2 candidates")),
    )


def test_rule_on_looks_at_plain_papers_that_bear_too_many_names():
    profile = Profile(tuple("ABC"), MarkKind.RANKING, RankingList([(0, 1), (2,)], [5, 1], None, [2, 3]))
    papers = rule_on(profile, CONTEST, lambda paper, _: marks_within(paper, 1), most_marks=1)
    assert list(papers.rankings) == [DistinctRanking((2,), 1, 1, 3)]
    over = MarkedPapers(RankingMarks(((0,), (1,))), 5, 1, 2)
    assert papers.rulings == (RuledPapers(over, Ruling(None, "2 marks where 1 is allowed")),)
