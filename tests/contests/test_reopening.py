"""Re-open nominations, way by way: whole count sheets by hand, R being RON."""

from textwrap import dedent

import pytest

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.contests.outcome import Arrangements, Outcome, Reopen, counted_contest, hold_contest
from hustings.contests.reopening import papers_with_further
from hustings.count.contest import Candidate, Contest, Reopening
from hustings.count.errors import CountError
from hustings.count.lots import candidate_order
from hustings.rules import find_rule


def arrangements(vacancies: int, way: str, candidates: str = "ABCR") -> Arrangements:
    contest = Contest(tuple(Candidate(name.lower(), name) for name in candidates), vacancies)
    return Arrangements(contest, reopen=Reopen(CandidateId(candidates.index("R")), way))


@pytest.fixture
def hold_with_ron(profile_of):
    def held(vacancies: int, way: str, papers: str, rule: str = "scotland_2011") -> Outcome:
        arranged = arrangements(vacancies, way)
        lots = candidate_order(counted_contest(arranged))
        return hold_contest(find_rule(rule), profile_of(papers, "ABCR"), arranged, lots)

    return held


def test_again_what_ron_does_not_need_elects_a_further_ron(hold_with_ron, sheet):
    outcome = hold_with_ron(2, "again", "9 R>A, 3 A, 2 B>A, 1 C")
    assert sheet(outcome.transcript) == dedent("""\
        quota 6 (r.47)
        1 first preferences: A 3 B 2 C 1 R 9 R 2 0; non-transferable 0
          R elected (r.48(1))
          R 2 stands (r.48(1))
          0.00003 lost to rounding (r.49(3))
        2 surplus R: A 3 B 2 C 1 R 6 R 2 2.99997; non-transferable 0.00003
          C excluded (r.51(1))
        3 exclusion C: A 3 B 2 C 0 R 6 R 2 2.99997; non-transferable 1.00003
          B excluded (r.51(1))
        4 exclusion B: A 5 B 0 C 0 R 6 R 2 2.99997; non-transferable 1.00003
          R 2 excluded (r.51(1))
          2.99997 not transferred (r.53(2))
        5 exclusion R 2: A 5 B 0 C 0 R 6 R 2 0; non-transferable 4
          A elected (r.53(1))""")
    assert (outcome.seated, outcome.vacant) == ((0,), ("R was elected",))


def test_again_ron_may_take_every_place(hold_with_ron):
    outcome = hold_with_ron(3, "again", "17 R, 1 A, 1 B, 1 C>R")
    assert (outcome.seated, outcome.vacant) == ((), ("R was elected", "R 2 was elected", "R 3 was elected"))


def test_again_a_further_ron_does_not_stand_before_ron_is_elected(hold_with_ron, sheet):
    outcome = hold_with_ron(2, "again", "2 R>A, 5 A, 4 B, 3 C")
    assert sheet(outcome.transcript) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 5 B 4 C 3 R 2 R 2 0; non-transferable 0
          A elected (r.48(1))
          R excluded (r.51(1))
        2 exclusion R: A 5 B 4 C 3 R 0 R 2 0; non-transferable 2
          C excluded (r.51(1))
          3 not transferred (r.53(2))
        3 exclusion C: A 5 B 4 C 0 R 0 R 2 0; non-transferable 5
          B elected (r.53(1))""")
    assert (outcome.seated, outcome.vacant) == ((0, 1), ())


def test_once_elected_ron_closes_the_contest(hold_with_ron, sheet):
    outcome = hold_with_ron(3, "once", "4 R>A, 5 A, 3 B, 2 C, 1 -")
    assert sheet(outcome.transcript) == dedent("""\
        quota 4 (r.47)
        1 first preferences: A 5 B 3 C 2 R 4; non-transferable 0
          A elected (r.48(1))
          R elected (r.48(1))""")
    assert (outcome.seated, outcome.vacant) == ((0,), ("R was elected", "R closed the contest"))


def test_once_a_candidate_behind_ron_at_the_same_stage_is_not_elected(hold_with_ron):
    outcome = hold_with_ron(2, "once", "6 R, 5 A, 1 B, 1 C")
    assert (outcome.seated, outcome.vacant) == ((), ("R was elected", "R closed the contest"))


def test_to_the_end_ron_is_passed_by_when_the_lowest_is_sought(hold_with_ron, sheet):
    outcome = hold_with_ron(1, "to the end", "1 R>A, 5 A, 4 B, 3 C>B")
    assert sheet(outcome.transcript) == dedent("""\
        quota 7 (r.47)
        1 first preferences: A 5 B 4 C 3 R 1; non-transferable 0
          C excluded (r.51(1))
        2 exclusion C: A 5 B 7 C 0 R 1; non-transferable 0
          B elected (r.48(1))""")
    assert (outcome.seated, outcome.vacant) == ((1,), ())


def test_to_the_end_ron_lowest_of_the_last_comparison_goes(hold_with_ron, sheet):
    outcome = hold_with_ron(1, "to the end", "2 R, 5 A, 4 B, 3 C")
    assert sheet(outcome.transcript) == dedent("""\
        quota 8 (r.47)
        1 first preferences: A 5 B 4 C 3 R 2; non-transferable 0
          C excluded (r.51(1))
        2 exclusion C: A 5 B 4 C 0 R 2; non-transferable 3
          B excluded (r.51(1))
          4 not transferred (r.53(2))
        3 exclusion B: A 5 B 0 C 0 R 2; non-transferable 7
          A elected (r.53(1))""")


def test_to_the_end_ron_above_the_last_candidate_leaves_the_place_vacant(hold_with_ron):
    outcome = hold_with_ron(1, "to the end", "5 R, 4 A, 3 B>R, 2 C")
    assert (outcome.seated, outcome.vacant) == ((), ("R was elected",))


def test_a_mark_cannot_be_passed_on(profile_of):
    arranged = arrangements(2, "again")
    profile = Profile(tuple("ABCR"), MarkKind.APPROVAL, RankingList([(0, 3)], [2]))
    with pytest.raises(CountError) as refused:
        hold_contest(find_rule("block_vote"), profile, arranged)
    assert str(refused.value) == ("R can be elected again only where papers are rankings; let it be elected once")


def test_further_rons_stand_behind_ron_on_doubtful_papers_too():
    contest = Contest(tuple(Candidate(n, n) for n in "ARST"), 3, reopening=Reopening((1, 2, 3)))
    marked = (MarkedPapers(RankingMarks(((1,), (), (0,))), 2), MarkedPapers(RankingMarks(((0, 1),)), 1))
    profile = Profile(("A", "R"), MarkKind.RANKING, RankingList([(1, 0), (0,)], [4, 1]), marked)
    followed = papers_with_further(profile, contest)
    assert followed.candidates == ("A", "R", "S", "T")
    assert [row.preferences for row in followed.plain] == [(1, 2, 3, 0), (0,)]
    assert [paper.marks.levels for paper in followed.marked] == [
        ((1,), (2,), (3,), (), (0,)),
        ((0, 1), (2,), (3,)),
    ]
