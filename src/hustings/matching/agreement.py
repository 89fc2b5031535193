"""How far two people agree: city-block distance over the points on which both take a position.

Source: the German Federal Agency for Civic Education's Wahl-O-Mat: the same answer two points, the neighbouring answer
one, the opposite none; a point marked as important counts double; a skipped point is left out of the sum and of the
sum that could be reached. Carried over to points with more steps as smartvote does since 2025 ("city block"): the
distance as a part of the longest distance on that point.
Reading: what a candidate's missing answer means. Wahl-O-Mat's parties answer everything. NRK's Valgomat leaves out the
points on which one of the two is neutral; others let silence count as disagreement. Here a point is compared where both
take a position, and how many were compared stands with the share, so that silence is seen and not judged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hustings.matching.errors import MatchingError
from hustings.matching.points import Answers, Point, check_answers

DOUBLE = 2
"""The weight of a point that matters more."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people agree on: `agreed` of `possible`, over `compared` of the `taken` points on which the first takes
    a position."""

    agreed: Fraction
    possible: Fraction
    compared: int
    taken: int

    @property
    def share(self) -> Fraction | None:
        """From 0, opposite on every point, to 1, the same on every point; None where no point can be compared."""
        return Fraction(self.agreed, self.possible) if self.possible else None

    @property
    def enough(self) -> bool:
        """Whether half or more of the first one's points could be compared: fewer say little."""
        return self.compared > 0 and 2 * self.compared >= self.taken


def likeness(point: Point, one: int, other: int) -> Fraction:
    """1 for the same answer, 0 for the two ends of the point, in equal steps between them."""
    return Fraction(point.steps - abs(one - other), point.steps)


def agreement(
    points: Iterable[Point], mine: Answers, theirs: Answers, weights: Mapping[str, int] | None = None
) -> Agreement:
    """How far `theirs` agrees with `mine`; a point without a weight weighs 1, one of weight 0 is left out.

    Without weights it is the same from both sides, but for `taken`. Raises MatchingError for an answer that is on no
    point, and for a weight below 0.
    """
    by_id = {point.id: point for point in points}
    check_answers(by_id, mine)
    check_answers(by_id, theirs)
    weight = _weights(by_id, weights or {})
    taken = [name for name in mine if weight[name]]
    compared = [name for name in taken if name in theirs]
    agreed = sum((weight[name] * likeness(by_id[name], mine[name], theirs[name]) for name in compared), Fraction(0))
    possible = Fraction(sum(weight[name] for name in compared))
    return Agreement(agreed, possible, len(compared), len(taken))


def closest_first(found: Mapping[str, Agreement]) -> list[str]:
    """Names in the order of their share; those level, in the order given; those compared on too few points left out.

    `found` is in the order of the ballot paper, so nobody gains by a name.
    """
    enough = [name for name, each in found.items() if each.enough]
    return sorted(enough, key=lambda name: -(found[name].share or 0))


def _weights(points: Mapping[str, Point], weights: Mapping[str, int]) -> dict[str, int]:
    for name, weight in weights.items():
        if name not in points:
            msg = f"point {name}: has a weight, but there is no such point"
            raise MatchingError(msg)
        if weight < 0:
            msg = f"point {name}: a weight of {weight}; write 0 to leave the point out, 1, or 2 for double"
            raise MatchingError(msg)
    return {name: weights.get(name, 1) for name in points}
