"""Points that tell nobody apart are found for whoever wrote them (check 18)."""

from hustings.matching.points import Point
from hustings.matching.telling import Alike, Twins, alike, twins

POINTS = [Point("a", 2), Point("b", 2), Point("c", 4), Point("text", 0)]


def test_point_answered_alike_by_all_is_named_with_its_answer() -> None:
    assert alike(POINTS, [{"a": 2, "b": 1}, {"a": 2, "b": 2}, {"b": 1}]) == [Alike("a", 2, answered=2)]


def test_point_answered_by_one_says_nothing_yet() -> None:
    assert alike(POINTS, [{"a": 2}, {}]) == []


def test_two_points_answered_alike_by_all_are_twins() -> None:
    assert twins(POINTS, [{"a": 2, "b": 2}, {"a": 0, "b": 0}, {"a": 1, "b": 1}, {"a": 2}]) == [
        Twins("a", "b", opposite=False, answered=3)
    ]


def test_two_points_answered_in_exact_opposition_are_twins() -> None:
    assert twins(POINTS, [{"a": 2, "b": 0}, {"a": 0, "b": 2}, {"a": 1, "b": 1}]) == [
        Twins("a", "b", opposite=True, answered=3)
    ]


def test_points_are_no_twins_by_one_candidate_or_one_answer_or_another_scale() -> None:
    assert twins(POINTS, [{"a": 2, "b": 2}, {"a": 0, "b": 0}]) == []
    assert twins(POINTS, [{"a": 2, "b": 2}] * 3) == []
    assert twins(POINTS, [{"a": 2, "b": 2}, {"a": 0, "b": 0}, {"a": 1, "b": 2}]) == []
    assert twins(POINTS, [{"a": 2, "c": 2}, {"a": 0, "c": 0}, {"a": 1, "c": 1}]) == []
