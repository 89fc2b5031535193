"""The same papers under block vote, with the assumption that this rests on."""

import pytest

from hustings.analysis.block import ASSUMPTION, first_preferences_as_marks, same_papers_block_vote
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.contest import Candidate, Contest, contest_of
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, LotNeeded, candidate_order
from hustings.rules import find_rule, hold_count

STV = find_rule("scotland_2011")


def test_first_preferences_are_marks_and_differences_are_named(profile):
    held = hold_count(STV, profile, lots=candidate_order(contest_of(profile)))
    same = same_papers_block_vote(STV, profile, held)
    assert same.block.stages()[0].votes == (15, 13, 5, 10, 3)
    assert (same.both, same.only_held, same.only_block) == ((0,), (3,), (1,))
    assert (same.papers, same.short) == (26, 6)
    assert same.assumption == ASSUMPTION
    assert same.held is held


def test_what_stands_of_a_doubtful_paper_stands_here_too(profile):
    marks = first_preferences_as_marks(STV, profile, contest_of(profile))
    assert {d.preferences: d.papers for d in marks.plain} == {
        (0, 1): 13,
        (2, 3): 4,
        (3,): 5,
        (0, 4): 2,
        (3, 4): 1,
        (2,): 1,
    }


def test_the_withdrawn_are_passed_over_before_the_first_are_taken(profile):
    contest = Contest(tuple(Candidate(n, n) for n in profile.candidates), 2, withdrawn=frozenset({0}))
    marks = first_preferences_as_marks(STV, profile, contest)
    assert {d.preferences: d.papers for d in marks.plain} == {
        (1, 2): 10,
        (1,): 3,
        (2, 3): 4,
        (3,): 5,
        (4,): 2,
        (3, 4): 1,
        (2,): 1,
    }


def test_weights_count():
    plain = RankingList.of([DistinctRanking((0, 1), 2, 3, 0), DistinctRanking((1,), 1, 1, 0)])
    profile = Profile(("Ash", "Birch", "Cedar"), MarkKind.RANKING, plain, vacancies=2)
    same = same_papers_block_vote(STV, profile, hold_count(STV, profile))
    assert same.block.stages()[0].votes == (6, 7, 0)
    assert (same.papers, same.short) == (7, 1)


def test_the_contest_s_constraints_do_not_bind_a_block_vote(profile):
    contest = Contest(tuple(Candidate(n, n) for n in profile.candidates), 2, protected=frozenset({4}))
    held = hold_count(STV, profile, contest, candidate_order(contest))
    assert 4 in held.elected
    assert same_papers_block_vote(STV, profile, held).block.elected == (0, 1)


def test_a_tie_for_the_last_place_stops_for_a_lot():
    profile = Profile(("Ash", "Birch"), MarkKind.RANKING, RankingList([(0, 1), (1, 0), (0,)], [1, 1, 1]), vacancies=1)
    held = hold_count(STV, profile)
    assert same_papers_block_vote(STV, profile, held).block.elected == (0,)
    level = Profile(("Ash", "Birch"), MarkKind.RANKING, RankingList([(0,), (1,)], [1, 1]), vacancies=1)
    held = hold_count(STV, level, lots=candidate_order(contest_of(level)))
    with pytest.raises(LotNeeded):
        same_papers_block_vote(STV, level, held, NO_LOTS)
    assert same_papers_block_vote(STV, level, held).block.elected == (0,)


def test_crosses_cannot_be_read_as_rankings():
    crosses = Profile(("Ash",), MarkKind.APPROVAL, RankingList([(0,)], [1]), vacancies=1)
    rule = find_rule("plurality")
    with pytest.raises(CountError, match="only rankings can be read as marks for the first n; these papers bear appro"):
        same_papers_block_vote(rule, crosses, hold_count(rule, crosses))
