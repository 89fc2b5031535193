"""Which points do not tell candidates apart, for whoever writes a programme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.matching.points import Answers, Point


@dataclass(frozen=True, slots=True)
class Alike:
    """A point on which all `answered` candidates stand at the same `position`: it moves no share against another."""

    point: str
    position: int
    answered: int


@dataclass(frozen=True, slots=True)
class Twins:
    """Two points that everybody who answered both answered alike, or exactly opposite: one weighs as two."""

    first: str
    second: str
    opposite: bool
    answered: int


def alike(points: Iterable[Point], everybody: Sequence[Answers]) -> list[Alike]:
    """Points that at least two candidates answered, all in the same way; in the order given."""
    found = []
    for point in points:
        positions = Counter(answers[point.id] for answers in everybody if point.id in answers)
        if len(positions) == 1 and positions.total() > 1:
            found.append(Alike(point.id, next(iter(positions)), positions.total()))
    return found


def twins(points: Iterable[Point], everybody: Sequence[Answers]) -> list[Twins]:
    """Pairs of points with as many steps, which at least three candidates answered in two or more ways, and which
    nobody answered differently; in the order given."""
    scored = [point for point in points if point.steps]
    found = []
    for place, first in enumerate(scored):
        for second in scored[place + 1 :]:
            if first.steps != second.steps:
                continue
            both = [(a[first.id], a[second.id]) for a in everybody if first.id in a and second.id in a]
            if len(both) < 3 or len(set(both)) < 2:
                continue
            if all(x == y for x, y in both):
                found.append(Twins(first.id, second.id, opposite=False, answered=len(both)))
            elif all(x + y == first.steps for x, y in both):
                found.append(Twins(first.id, second.id, opposite=True, answered=len(both)))
    return found
