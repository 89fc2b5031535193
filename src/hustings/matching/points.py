"""Points of a programme, and where an answer stands on one."""

from collections.abc import Mapping
from dataclasses import dataclass

from hustings.matching.errors import MatchingError

Answers = Mapping[str, int]
"""For each point that somebody took a position on: how many steps from the "no" end. A point that is missing was
skipped, left open, or answered "no view"."""


@dataclass(frozen=True, slots=True)
class Point:
    """A question put to everybody, with `steps` equal steps from one end of its answers to the other.

    Two steps are no, with reservations, yes; four are a scale of five; none is free text, which has no position and is
    never compared.
    """

    id: str
    steps: int

    def __post_init__(self) -> None:
        if self.steps < 0:
            msg = f"point {self.id}: {self.steps} steps; write 0 for free text, or how many steps there are"
            raise MatchingError(msg)


def check_answers(points: Mapping[str, Point], answers: Answers) -> None:
    """Raise MatchingError where an answer is to no point, or beyond the ends of its point."""
    for name, position in answers.items():
        if name not in points:
            msg = f"point {name}: there is no such point (there are {len(points)})"
            raise MatchingError(msg)
        steps = points[name].steps
        if not steps:
            msg = f"point {name}: is answered in free text and has no positions; leave it out"
            raise MatchingError(msg)
        if not 0 <= position <= steps:
            msg = f"point {name}: position {position} is not on it; positions go from 0 to {steps}"
            raise MatchingError(msg)
