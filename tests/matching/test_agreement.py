"""How far two people agree: the sources' worked examples, each rule by itself, and a slow obvious way beside it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.matching.agreement import DOUBLE, Agreement, agreement, closest_first, likeness
from hustings.matching.errors import MatchingError
from hustings.matching.points import Point

NO, RESERVED, YES = 0, 1, 2


def theses(number: int, steps: int = 2) -> list[Point]:
    return [Point(str(n), steps) for n in range(1, number + 1)]


def answers(*positions: int | None) -> dict[str, int]:
    return {str(n): p for n, p in enumerate(positions, start=1) if p is not None}


@pytest.mark.parametrize(
    ("mine", "theirs", "points"),
    [(YES, YES, 2), (RESERVED, RESERVED, 2), (NO, NO, 2), (YES, RESERVED, 1), (NO, RESERVED, 1), (YES, NO, 0)],
)
def test_wahl_o_mat_gives_two_one_or_no_points(mine: int, theirs: int, points: int) -> None:
    assert likeness(Point("1", 2), mine, theirs) == Fraction(points, 2)


def test_wahl_o_mat_counts_a_marked_thesis_double_in_both_sums() -> None:
    found = agreement(theses(3), answers(YES, YES, NO), answers(YES, NO, RESERVED), {"1": DOUBLE})
    assert found == Agreement(Fraction(5, 2), Fraction(4), compared=3, taken=3)  # 4 + 0 + 1 of 8 points


def test_wahl_o_mat_is_at_half_with_everybody_for_whoever_is_always_in_the_middle() -> None:
    """What its editor told MDR in 2021: nobody scores high by answering neutrally throughout."""
    middle = answers(*[RESERVED] * 38)
    assert agreement(theses(38), answers(*[YES, NO] * 19), middle).share == Fraction(1, 2)


@pytest.mark.parametrize(("boxes_away", "percent"), [(0, 100), (1, 90), (2, 80), (10, 0)])
def test_stemhulp_takes_a_tenth_for_each_box_between_two_answers(boxes_away: int, percent: int) -> None:
    """Published at mijnstemhulp.nl: the same box 100 %, the next 90 %, and so on, on eleven boxes."""
    assert likeness(Point("1", 10), 0, boxes_away) == Fraction(percent, 100)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (answers(3, 1), answers(0, 4), Fraction(1, 4)),
        (answers(None, 0), answers(3, 1), Fraction(3, 4)),
        (answers(None, 0), answers(4, 0), Fraction(1)),
    ],
)
def test_valgomat_three_published_examples(one: dict[str, int], other: dict[str, int], share: Fraction) -> None:
    """NRK's package gives them on a scale from -2 to 2, where 0 is neutral and left out: ours goes from 0 to 4."""
    assert agreement(theses(2, steps=4), one, other).share == share


def test_check_18_skipped_point_changes_no_score() -> None:
    theirs = answers(YES, NO, YES, YES)
    with_it = agreement(theses(4), answers(YES, YES, NO, None), theirs)
    assert with_it == agreement(theses(3), answers(YES, YES, NO), answers(YES, NO, YES))
    assert with_it.share == Fraction(1, 3)


def test_point_of_weight_nought_is_left_out() -> None:
    found = agreement(theses(2), answers(YES, NO), answers(YES, YES), {"2": 0})
    assert found == Agreement(Fraction(1), Fraction(1), compared=1, taken=1)


def test_silence_of_a_candidate_is_told_and_not_judged() -> None:
    found = agreement(theses(4), answers(YES, YES, YES, YES), answers(YES, None, None, None))
    assert (found.share, found.compared, found.taken, found.enough) == (Fraction(1), 1, 4, False)


def test_half_of_the_points_are_enough_to_compare() -> None:
    assert agreement(theses(4), answers(YES, YES, YES, YES), answers(YES, NO)).enough
    assert not agreement(theses(3), answers(YES, YES, YES), answers(YES)).enough


def test_nothing_to_compare_has_no_share() -> None:
    found = agreement(theses(2), answers(YES, None), answers(None, NO))
    assert (found.share, found.enough) == (None, False)
    assert agreement([], {}, {}) == Agreement(Fraction(0), Fraction(0), 0, 0)


def test_closest_stand_first_those_level_in_the_order_of_the_paper() -> None:
    mine = answers(YES, YES)
    candidates = {
        "Ash": answers(NO, YES),
        "Birch": answers(YES, YES),
        "Cedar": answers(YES, NO),
        "Daphne": {},
        "Elm": answers(YES, RESERVED),
    }
    found = {name: agreement(theses(2), mine, theirs) for name, theirs in candidates.items()}
    assert closest_first(found) == ["Birch", "Elm", "Ash", "Cedar"]


@pytest.mark.parametrize(
    ("mine", "weights", "message"),
    [
        ({"9": YES}, {}, "point 9: there is no such point (there are 2)"),
        ({"1": 3}, {}, "point 1: position 3 is not on it; positions go from 0 to 2"),
        ({"1": -1}, {}, "point 1: position -1 is not on it; positions go from 0 to 2"),
        ({"text": 0}, {}, "point text: is answered in free text and has no positions; leave it out"),
        ({}, {"9": 1}, "point 9: has a weight, but there is no such point"),
        (
            {},
            {"1": -1},
            "point 1: a weight of -1; write 0 to leave the point out, 1, or 2 for double",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(mine: dict[str, int], weights: dict[str, int], message: str) -> None:
    points = [Point("1", 2), Point("text", 0)]
    with pytest.raises(MatchingError) as refused:
        agreement(points, mine, {}, weights)
    assert str(refused.value) == message


def test_answers_of_the_other_are_checked_too() -> None:
    with pytest.raises(MatchingError, match="point 1: position 5"):
        agreement(theses(1), {}, {"1": 5})


def test_point_has_no_fewer_than_no_steps() -> None:
    with pytest.raises(MatchingError, match="point 1: -1 steps"):
        Point("1", -1)


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[list[Point], dict[str, int], dict[str, int], dict[str, int]]:
    points = [Point(str(n), draw(st.integers(0, 6))) for n in range(draw(st.integers(0, 8)))]

    def filled_in() -> dict[str, int]:
        return {p.id: draw(st.integers(0, p.steps)) for p in points if p.steps and draw(st.booleans())}

    return points, filled_in(), filled_in(), {p.id: draw(st.integers(0, 3)) for p in points if draw(st.booleans())}


@given(questionnaires())
def test_agreement_is_what_a_slow_obvious_way_finds(
    questionnaire: tuple[list[Point], dict[str, int], dict[str, int], dict[str, int]],
) -> None:
    points, mine, theirs, weights = questionnaire
    reached = longest = Fraction(0)
    compared = 0
    for point in points:
        for _copy in range(weights.get(point.id, 1)):
            if point.id in mine and point.id in theirs:
                longest += 1
                distance = mine[point.id] - theirs[point.id]
                reached += 1 - Fraction(max(distance, -distance), point.steps)
        compared += point.id in mine and point.id in theirs and weights.get(point.id, 1) > 0
    found = agreement(points, mine, theirs, weights)
    assert (found.agreed, found.possible, found.compared) == (reached, longest, compared)
    assert found.share == (reached / longest if longest else None)


@given(questionnaires())
def test_agreement_is_mutual_and_whole_with_oneself(
    questionnaire: tuple[list[Point], dict[str, int], dict[str, int], dict[str, int]],
) -> None:
    points, mine, theirs, weights = questionnaire
    assert agreement(points, mine, theirs, weights).share == agreement(points, theirs, mine, weights).share
    assert agreement(points, mine, mine, weights).share in {None, Fraction(1)}
    turned = {p.id: p.steps - mine[p.id] for p in points if p.id in mine}
    back = {p.id: p.steps - theirs[p.id] for p in points if p.id in theirs}
    assert agreement(points, turned, back, weights) == agreement(points, mine, theirs, weights)
