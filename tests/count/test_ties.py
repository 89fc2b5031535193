"""Named readings of "had more votes at an earlier stage", on one history."""

import pytest

from hustings.count.ties import earliest_difference, latest_all_different, latest_difference, no_earlier_stage

#             A  B  C  D
HISTORY = [(4, 4, 3, 5),
           (5, 4, 4, 6),
           (6, 6, 6, 6)]  # fmt: skip


@pytest.mark.parametrize(
    ("tied", "end", "left", "stages"),
    [
        ((0, 1, 2, 3), min, [2], [2, 1]),  # stage 2 leaves B and C, stage 1 says C
        ((0, 1, 2, 3), max, [3], [2]),
        ((0, 1), min, [1], [2]),
        ((0, 1), max, [0], [2]),
        ((1, 2), max, [1], [1]),
    ],
)
def test_latest_difference_narrows_from_the_latest_stage(tied, end, left, stages):
    assert latest_difference(HISTORY, tied, end) == (left, stages)


def test_latest_difference_leaves_those_whom_no_stage_tells_apart():
    assert latest_difference([(3, 1, 1), (3, 3, 3)], (0, 1, 2), min) == ([1, 2], [1])
    assert latest_difference([(3, 3)], (0, 1), min) == ([0, 1], [])


@pytest.mark.parametrize(
    ("tied", "end", "left", "stages"),
    [
        ((0, 1, 2, 3), min, [2], [1]),
        ((0, 1, 3), min, [1], [1, 2]),  # stage 1 leaves A and B, stage 2 says B
        ((0, 1, 2), max, [0], [1, 2]),
        ((0, 1), max, [0], [2]),
    ],
)
def test_earliest_difference_narrows_from_the_first_stage(tied, end, left, stages):
    assert earliest_difference(HISTORY, tied, end) == (left, stages)


def test_earliest_difference_leaves_those_whom_no_stage_tells_apart():
    assert earliest_difference([(3, 3, 3), (3, 1, 1)], (0, 1, 2), min) == ([1, 2], [2])
    assert earliest_difference([(3, 3)], (0, 1), min) == ([0, 1], [])


def test_latest_all_different_wants_all_of_them_apart():
    history = [(4, 3, 2), (5, 4, 4), (6, 6, 6)]
    assert latest_all_different(history, (0, 1, 2), max) == ([0], [1])
    assert latest_all_different(history, (0, 1, 2), min) == ([2], [1])
    assert latest_all_different(history, (1, 0), min) == ([1], [2])
    assert latest_all_different([(3, 3, 1)], (0, 1, 2), max) == ([0, 1, 2], [])


def test_no_earlier_stage_looks_at_none():
    assert no_earlier_stage(HISTORY, (3, 0, 2), min) == ([0, 2, 3], [])
