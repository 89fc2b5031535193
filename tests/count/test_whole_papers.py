"""Papers that move whole: one row a paper, in the order read, and those filed last on top."""

from dataclasses import replace

import pytest

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.errors import CountError
from hustings.count.lots import Lots
from hustings.count.papers import rule_on
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet, SortedPapers
from hustings.count.whole_papers import Filed, file_one_after_another, last_filed, one_by_one

CONTEST = Contest(tuple(Candidate(name, name) for name in "ABC"), 1)
CUT = MarkedPapers(RankingMarks(((2,), (), (0,))), 1)
VOID = MarkedPapers(RankingMarks(((0, 1),)), 1)
PROFILE = Profile(
    tuple("ABC"),
    MarkKind.RANKING,
    RankingList([(0, 1), (1,)], [2, 1]),
    (CUT, VOID),
    blank=1,
    sequence=[1, 0, 3, -1, 2, 0],
)


def test_papers_stand_in_the_order_read_without_the_void_and_the_blank():
    papers = one_by_one(PROFILE, rule_on(PROFILE, CONTEST, up_to_the_first_fault))
    assert [row.preferences for row in papers.rankings] == [(1,), (0, 1), (2,), (0, 1)]
    assert (papers.valid, papers.invalid, papers.blank, papers.store) == (4, 1, 1, "python")


def test_papers_without_an_order_or_with_weights_are_refused():
    unordered = replace(PROFILE, sequence=None)
    with pytest.raises(CountError, match="these carry no order"):
        one_by_one(unordered, rule_on(unordered, CONTEST, up_to_the_first_fault))
    weighted = replace(PROFILE, plain=RankingList([(0, 1), (1,)], [2, 1], [1, 3]))
    with pytest.raises(CountError, match="whole papers cannot have weights"):
        one_by_one(weighted, rule_on(weighted, CONTEST, up_to_the_first_fault))


def test_last_filed_takes_the_papers_on_top():
    a, b = CandidateId(0), CandidateId(1)
    papers = SortedPapers(CandidateId(2), {a: [0, 3, 4], b: [1, 2]}, {a: 3, b: 2}, 2, [5, 6])
    assert last_filed(papers, {a: 2, b: 0}) == SortedPapers(CandidateId(2), {a: [3, 4]}, {a: 2}, 0, None)


@pytest.mark.parametrize(
    ("order", "at_most", "filed"),
    [
        ([0, 1, 2, 3], None, ({1: [0], 2: [1]}, [2, 3], [1])),
        ([3, 2, 1, 0], None, ({1: [3], 2: [1, 0]}, [2], [1, 2])),
        ([0, 1, 2, 3], 1, ({1: [0]}, [1, 2, 3], [1])),
    ],
    ids=["who is full is passed over", "order decides who is full", "the rest is kept"],
)
def test_file_one_after_another(order, at_most, filed):
    profile = Profile(
        tuple("ABC"), MarkKind.RANKING, RankingList([(0, 1, 2), (0, 2), (0,), (0, 1), (1,)], [1] * 5), sequence=range(5)
    )
    papers = one_by_one(profile, rule_on(profile, CONTEST, up_to_the_first_fault))
    sheet = CountSheet(CONTEST, papers, Lots(), rule="any", decimals=0)
    sheet.sort_first_preferences("1")
    piles, kept, full = filed
    source = CandidateId(0)
    moved = SortedPapers(source, piles, {c: len(pile) for c, pile in piles.items()}, 0, None)
    assert file_one_after_another(sheet, source, order, 2, at_most=at_most) == Filed(moved, kept, full)
