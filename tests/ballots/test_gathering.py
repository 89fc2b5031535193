"""Papers are gathered into distinct ones: what is the same entry, what is blank, and in which order they stood."""

from hustings.ballots.gathering import BLANK, Gathering, ranking_of
from hustings.ballots.paper import ApprovalMarks, CandidateId, RankingMarks, ScoreMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers
from hustings.ballots.rankings import DistinctRanking

A, B, C = (CandidateId(number) for number in range(3))
EQUAL = RankingMarks(((A, B),))


def test_same_marks_and_weight_are_one_entry_with_the_first_line() -> None:
    gathering = Gathering()
    for papers, weight, line in ((2, 1, 5), (3, 1, 6), (4, 7, 8)):
        gathering.add(RankingMarks(((A,), (B,))), papers, weight, line)
        gathering.add(EQUAL, papers, weight, line)
    gathered = gathering.gathered()
    assert list(gathered.plain) == [DistinctRanking((A, B), 5, 1, 5), DistinctRanking((A, B), 4, 7, 8)]
    assert gathered.marked == (MarkedPapers(EQUAL, 5, 1, 5), MarkedPapers(EQUAL, 4, 7, 8))


def test_papers_without_a_mark_are_blank_whatever_was_asked_for() -> None:
    gathering = Gathering()
    for marks in (RankingMarks(()), RankingMarks(((), ())), ApprovalMarks(()), ScoreMarks(())):
        assert gathering.add(marks, 2, 1, 1) == BLANK
    assert gathering.gathered().blank == 8


def test_crosses_are_plain_and_scores_are_not() -> None:
    gathering = Gathering()
    gathering.add(ApprovalMarks((A, C)), 1, 1, 1)
    scores = ScoreMarks(((A, 0),))
    gathering.add(scores, 1, 1, 2)
    gathered = gathering.gathered()
    assert [paper.preferences for paper in gathered.plain] == [(A, C)]
    assert gathered.marked == (MarkedPapers(scores, 1, 1, 2),)


def test_an_unreadable_paper_is_marked_and_not_blank() -> None:
    gathering = Gathering()
    gathering.unreadable(2, 1, 4)
    assert gathering.gathered()[1:3] == ((MarkedPapers(UNREADABLE, 2, 1, 4),), 0)


def test_the_order_names_plain_papers_then_marked_ones_and_blank_ones() -> None:
    gathering = Gathering(keep_order=True)
    for marks, papers in ((EQUAL, 1), (RankingMarks(((C,),)), 2), (RankingMarks(()), 1), (RankingMarks(((A,),)), 1)):
        gathering.in_order(gathering.add(marks, papers, 1, 0), papers)
    assert gathering.gathered().sequence == [2, 0, 0, -1, 1]


def test_no_order_is_kept_unless_asked_for() -> None:
    gathering = Gathering()
    gathering.in_order(gathering.add(EQUAL, 1, 1, 0), 1)
    assert gathering.gathered().sequence is None


def test_a_ranking_of_numbers_in_any_order() -> None:
    assert ranking_of([(4, A), (1, C), (1, B)]) == RankingMarks(((B, C), (), (), (A,)))
    assert ranking_of([]) == RankingMarks(())
