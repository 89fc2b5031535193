"""A profile keeps every paper, and its digest names the papers whatever the file looked like."""

from hustings.ballots.paper import ApprovalMarks, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

EQUAL = MarkedPapers(RankingMarks(((0, 1), (2,))), 2)


def profile(rows: list[DistinctRanking], marked: tuple[MarkedPapers, ...] = (EQUAL,), blank: int = 1) -> Profile:
    return Profile(tuple("ABC"), MarkKind.RANKING, RankingList.of(rows), marked, blank)


ROWS = [DistinctRanking((0, 1), 3, 1, 2), DistinctRanking((2,), 4, 1, 3)]


def test_papers_counts_plain_marked_and_blank_ones():
    assert profile(ROWS).papers == 10


def test_each_gives_all_marked_papers_in_one_form():
    assert list(profile(ROWS).each()) == [
        MarkedPapers(RankingMarks(((0,), (1,))), 3, 1, 2),
        MarkedPapers(RankingMarks(((2,),)), 4, 1, 3),
        EQUAL,
    ]


def test_each_gives_crosses_as_crosses():
    crosses = Profile(tuple("ABC"), MarkKind.APPROVAL, RankingList([(0, 2)], [3]))
    assert list(crosses.each()) == [MarkedPapers(ApprovalMarks((0, 2)), 3)]


def test_digest_is_the_same_in_any_order_and_split():
    split = [ROWS[1]._replace(papers=1), ROWS[0], ROWS[1]._replace(papers=3, line=9)]
    assert profile(split).digest() == profile(ROWS).digest()


def test_digest_differs_where_the_papers_differ():
    others = [
        profile(ROWS[:1]),
        profile([ROWS[0]._replace(preferences=(1, 0)), ROWS[1]]),
        profile([ROWS[0]._replace(papers=4), ROWS[1]]),
        profile([ROWS[0]._replace(weight=2), ROWS[1]]),
        profile(ROWS, ()),
        profile(ROWS, (EQUAL._replace(marks=RankingMarks(((0,), (1, 2)))),)),
        profile(ROWS, (MarkedPapers(ScoreMarks(((0, 5),)), 2),)),
        profile(ROWS, blank=2),
        Profile(tuple("ABD"), MarkKind.RANKING, RankingList.of(ROWS), (EQUAL,), 1),
        Profile(tuple("ABC"), MarkKind.APPROVAL, RankingList.of(ROWS), (EQUAL,), 1),
    ]
    assert len({profile(ROWS).digest(), *(other.digest() for other in others)}) == len(others) + 1
