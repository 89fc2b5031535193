"""What papers of a block vote say of a vote by ranking, and what they cannot."""

import pytest

from hustings.analysis.bounds import ASSUMPTION, Bounds, ListBounds, stv_bounds
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import contest_of
from hustings.count.errors import CountError
from hustings.rules import find_rule

BLOCK = find_rule("block_vote")
PAPERS = {(0, 1): 40, (0,): 5, (0, 2): 10, (2, 3): 25, (2,): 5, (3, 4): 6, (4,): 9}
NAMES = ("Ash", "Birch", "Cedar", "Dill", "Elm")


def profile_of(papers: dict[tuple[int, ...], int], marked: tuple[MarkedPapers, ...] = ()) -> Profile:
    return Profile(NAMES, MarkKind.APPROVAL, RankingList(list(papers), list(papers.values())), marked, 3, vacancies=2)


def test_lists_stand_between_what_is_sure_and_what_is_left() -> None:
    """100 valid papers, a quota of 34: 45 mark the first list alone, 30 the second, nine those on no list."""
    profile = profile_of(PAPERS)
    found = stv_bounds(BLOCK, profile, contest_of(profile), [(0, 1), (2, 3)])
    assert found == Bounds(
        papers=100,
        quota=34,
        vacancies=2,
        lists=(ListBounds(45, 55, 1, 2), ListBounds(30, 46, 0, 1), ListBounds(9, 15, 0, 1)),
        assumption=ASSUMPTION,
    )


def test_list_with_fewer_candidates_wins_no_more_than_it_has() -> None:
    profile = profile_of({(0,): 90, (1, 2): 10})
    found = stv_bounds(BLOCK, profile, contest_of(profile), [(0,), (1, 2, 3, 4)])
    assert found.lists == (ListBounds(90, 90, 1, 1), ListBounds(10, 10, 0, 1))


def test_papers_exactly_on_the_quota_are_sure_of_a_vacancy() -> None:
    papers = {(0, 1): 34, (2,): 33, (3,): 33}
    profile = profile_of(papers)
    found = stv_bounds(BLOCK, profile, contest_of(profile), [(0, 1), (2, 3)])
    assert [(each.least, each.most) for each in found.lists] == [(1, 1), (1, 1), (0, 0)]
    one_less = profile_of(papers | {(0, 1): 33, (2, 4): 1})
    found = stv_bounds(BLOCK, one_less, contest_of(one_less), [(0, 1), (2, 3)])
    assert [(each.least, each.most) for each in found.lists] == [(0, 1), (1, 2), (0, 1)]


def test_papers_that_the_rule_finds_invalid_say_nothing() -> None:
    three_marks = MarkedPapers(ApprovalMarks(tuple(map(CandidateId, (0, 1, 2)))), 50)
    profile = profile_of({(0,): 10, (2,): 10}, (three_marks,))
    assert stv_bounds(BLOCK, profile, contest_of(profile), [(0, 1), (2, 3)]).papers == 20


def test_rankings_are_to_be_counted() -> None:
    profile = Profile(NAMES, MarkKind.RANKING, RankingList([(0,)], [1]), vacancies=1)
    with pytest.raises(CountError, match="these papers bear ranking, and can be counted by STV"):
        stv_bounds(BLOCK, profile, contest_of(profile), [(0,)])
