"""Lists that split a vote, under the assumption that stands with the figures."""

import pytest

from hustings.analysis.splitting import MOST_LISTS, Together, evenly, together
from hustings.count.errors import CountError

MARKS = (500, 496, 490, 402, 398, 395, 300, 259)
LISTS = ((0, 1, 2), (3, 4, 5), (6, 7))


def test_every_set_of_lists_is_worked_out_alike() -> None:
    """The invented union's block vote: Beacon and Current have 54.1 % of the marks and none of three vacancies."""
    assert together(MARKS, LISTS, (0, 1, 2)) == [
        Together((0, 1), 2681, 3, 3, 3),
        Together((0, 2), 2045, 3, 3, 3),
        Together((1, 2), 1754, 0, 3, 3),
    ]


def test_set_that_leaves_out_nobody_with_a_mark_is_left_out() -> None:
    assert [each.lists for each in together((5, 4, 0), ((0,), (1,)), (0,))] == []


def test_candidates_on_no_list_stand_against_all() -> None:
    assert together((5, 4, 6), ((0,), (1,)), (2,)) == [Together((0, 1), 9, 0, 1, 1)]


def test_joint_list_can_win_less_than_its_lists_did_apart() -> None:
    """Marks spread over two candidates of 6 each lose to one of 7, where 8 and 4 won a vacancy."""
    assert together((8, 4, 7, 7), ((0,), (1,)), (0, 2)) == [Together((0, 1), 12, 1, 0, 0)]


@pytest.mark.parametrize(
    ("others", "least", "most"),
    [((6,), 1, 2), ((6, 6), 0, 2), ((7, 6), 0, 1), ((6, 5), 1, 2), ((5, 5), 2, 2), ((7, 7), 0, 0)],
)
def test_lot_decides_between_equals(others: tuple[int, ...], least: int, most: int) -> None:
    marks = (6, 6, *others)
    assert together(marks, ((0,), (1,)), range(2)) == [Together((0, 1), 12, 2, least, most)]


def test_marks_are_spread_evenly() -> None:
    assert (evenly(1754, 3), evenly(6, 3), evenly(1, 3)) == ([585, 585, 584], [2, 2, 2], [1, 0, 0])


def test_too_many_lists_are_refused() -> None:
    with pytest.raises(CountError, match="9 lists: joint lists are worked out for at most 8"):
        together(range(9), [(each,) for each in range(MOST_LISTS + 1)], (8,))
