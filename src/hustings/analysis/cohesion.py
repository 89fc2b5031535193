"""How far a side voted as one, from recorded votes. Who belongs to a side is again somebody's claim."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

FOR = "for"
AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Cohesion:
    """A side over several divisions. Only votes for and against are votes: whoever abstains or is away is neither.

    `with_majority` of `cast` votes went the way of most of the side; where it split evenly, half of them did.
    `rice` is the mean of |for - against| / (for + against) over the divisions in which the side cast a vote.
    """

    divisions: int
    cast: int
    with_majority: Fraction
    """As a share of `cast`."""
    rice: Fraction


def cohesion(divisions: Iterable[Mapping[str, str]], side_of: Mapping[str, str]) -> dict[str, Cohesion]:
    """Each side's cohesion; a division maps a member to the option chosen. A side that cast no vote is left out.

    Source of the index: Stuart Rice, "The behavior of legislative groups", Political Science Quarterly 40 (1925).
    """
    tallies: dict[str, list[Counter[str]]] = {}
    for division in divisions:
        here: dict[str, Counter[str]] = {}
        for member, option in division.items():
            if option in {FOR, AGAINST} and member in side_of:
                here.setdefault(side_of[member], Counter())[option] += 1
        for side, tally in here.items():
            tallies.setdefault(side, []).append(tally)
    return {side: _over(tallies[side]) for side in dict.fromkeys(side_of.values()) if side in tallies}


def _over(tallies: list[Counter[str]]) -> Cohesion:
    cast = sum(tally.total() for tally in tallies)
    larger = sum(max(tally[FOR], tally[AGAINST]) for tally in tallies)
    rice = sum((Fraction(abs(tally[FOR] - tally[AGAINST]), tally.total()) for tally in tallies), Fraction(0))
    return Cohesion(len(tallies), cast, Fraction(larger, cast), rice / len(tallies))
