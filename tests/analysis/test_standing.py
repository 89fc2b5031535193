"""Who stood: whom papers could reach."""

from hustings.analysis.standing import standing_candidates
from hustings.count.contest import Candidate, Contest, Reopening
from hustings.count.lots import NO_LOTS
from hustings.count.transcript import PapersCounted, Stands, Transcript


def counted(*events: Stands, **contest: object) -> Transcript:
    candidates = tuple(Candidate(n, n) for n in ("Ash", "Birch", "Cedar", "RON", "RON 2", "RON 3"))
    return Transcript("x", 0, Contest(candidates, 3, **contest), PapersCounted(0, 0, 0, 0, 0), NO_LOTS, list(events))


def test_everybody_stands_where_nobody_has_gone():
    assert standing_candidates(counted()) == [0, 1, 2, 3, 4, 5]


def test_the_withdrawn_and_those_passed_over_do_not_stand():
    assert standing_candidates(counted(withdrawn=frozenset({0}), passed_over=frozenset({2}))) == [1, 3, 4, 5]


def test_a_further_re_open_nominations_stands_once_it_is_called():
    assert standing_candidates(counted(reopening=Reopening((3, 4, 5)))) == [0, 1, 2, 3]
    assert standing_candidates(counted(Stands(2, "c", 4), reopening=Reopening((3, 4, 5)))) == [0, 1, 2, 3, 4]
