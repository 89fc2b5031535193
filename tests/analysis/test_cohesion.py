"""Cohesion from recorded votes."""

from fractions import Fraction

from hustings.analysis.cohesion import Cohesion, cohesion

SIDES = {"Ada": "Anchor", "Amos": "Anchor", "Ava": "Anchor", "Bo": "Beacon"}


def test_cohesion_counts_votes_for_and_against_only() -> None:
    divisions = [
        {"Ada": "for", "Amos": "for", "Ava": "against", "Bo": "against"},
        {"Ada": "for", "Amos": "abstained", "Ava": "absent", "Bo": "against"},
    ]
    assert cohesion(divisions, SIDES) == {
        "Anchor": Cohesion(2, 4, Fraction(3, 4), (Fraction(1, 3) + 1) / 2),
        "Beacon": Cohesion(2, 2, Fraction(1), Fraction(1)),
    }


def test_side_split_evenly_has_half_with_its_majority_and_no_unity() -> None:
    assert cohesion([{"Ada": "for", "Amos": "against"}], SIDES) == {
        "Anchor": Cohesion(1, 2, Fraction(1, 2), Fraction(0))
    }


def test_side_that_cast_no_vote_is_left_out() -> None:
    assert cohesion([{"Bo": "abstained", "Nobody's": "for"}], SIDES) == {}
