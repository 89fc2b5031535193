"""How a committee is balanced, once somebody has said who is counted with whom: totals, majorities, what could change.

Who is counted where is a claim, and a claim has an author; this module adds up and says what an addition assumes. It
takes nobody's word for right.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, pairwise


class Open(Enum):
    """Where a claim puts somebody whom it counts with no side."""

    SWING = "swing"
    UNKNOWN = "unknown"


class Power(Enum):
    """Whether a seat has a vote today."""

    VOTES = "votes"
    NO_VOTE = "no vote"
    """Held by somebody who is suspended, or a seat that never has a vote."""
    VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class CountedSeat:
    """One seat as one claim counts it. A vacant seat is on no side, whatever `side` says."""

    side: str | Open
    power: Power = Power.VOTES


@dataclass(frozen=True, slots=True)
class Side:
    """A side's seats, how many of them can vote, and how many votes it lacks for a majority (0 or less: it has one)."""

    name: str
    seats: int
    votes: int
    short: int


@dataclass(frozen=True, slots=True)
class Balance:
    """A committee under one claim. `seats` = all sides' + swing + unknown + vacant, whether or not they can vote."""

    seats: int
    vacant: int
    without_vote: int
    votes: int
    majority: int
    """Votes that are more than half of those that can be cast."""
    sides: tuple[Side, ...]
    swing: int
    """Votes that the claim counts as going either way."""
    unknown: int
    """Votes of which the claim says nothing."""

    @property
    def holder(self) -> str | None:
        """The side that has a majority by itself, if one has."""
        return next((side.name for side in self.sides if side.short <= 0), None)


def majority_of(votes: int) -> int:
    """The least number that is more than half of `votes`: 13 of 24, 13 of 25."""
    return votes // 2 + 1


def balance(seats: Iterable[CountedSeat], sides: Sequence[str] = ()) -> Balance:
    """Add up one claim. Sides stand in the order of `sides`, then as they first appear; one named there may have none.

    A seat without a vote counts among its side's seats, not among its votes.
    """
    held = Counter(dict.fromkeys(sides, 0))
    voting: Counter[str] = Counter()
    everything, standing = 0, Counter[Power]()
    undecided = Counter[Open]()
    for seat in seats:
        everything += 1
        standing[seat.power] += 1
        if seat.power is Power.VACANT:
            continue
        if isinstance(seat.side, Open):
            undecided[seat.side] += seat.power is Power.VOTES
        else:
            held[seat.side] += 1
            voting[seat.side] += seat.power is Power.VOTES
    votes = standing[Power.VOTES]
    majority = majority_of(votes)
    return Balance(
        seats=everything,
        vacant=standing[Power.VACANT],
        without_vote=standing[Power.NO_VOTE],
        votes=votes,
        majority=majority,
        sides=tuple(Side(name, count, voting[name], majority - voting[name]) for name, count in held.items()),
        swing=undecided[Open.SWING],
        unknown=undecided[Open.UNKNOWN],
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim's figures on a committee of so many seats. `apart`: which side it takes seats from."""

    figures: tuple[tuple[str, int], ...]
    total: int
    majority: int
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """A claim that gives totals beside a table that has seats. `over` is how many more seats the claim counts."""

    stated: Reading
    table: int
    over: int
    others: tuple[Reading, ...]
    """How the figures could be made to fit the table; none where they fit as they stand."""


def readings(stated: Mapping[str, int], table: int) -> Readings:
    """The claim as it stands, and every way to fit it to a table of `table` seats. None of them is called right.

    Where the claim counts more seats than there are, each other reading takes the surplus from one side that has so
    many. Where it counts fewer, the rest is of no side that it names, so there is one other reading, with the same
    figures and the table's majority.
    """
    total = sum(stated.values())
    over = total - table
    as_it_stands = Reading(tuple(stated.items()), total, majority_of(total))
    if over > 0:
        others = tuple(
            _reading({**stated, side: count - over}, table, side) for side, count in stated.items() if count >= over
        )
    elif over < 0:
        others = (_reading(stated, table, None),)
    else:
        others = ()
    return Readings(as_it_stands, table, over, others)


def _reading(figures: Mapping[str, int], table: int, apart: str | None) -> Reading:
    return Reading(tuple(figures.items()), table, majority_of(table), apart)


def outcomes(vacancies: int, sides: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Every way in which `vacancies` can fall to the sides, one number for each; most for the first side first.

    There are (vacancies + sides - 1) over (sides - 1) of them: 4 for three seats and two sides, 220 for nine and four.
    """
    if not sides:
        return
    places = vacancies + len(sides) - 1
    found = []
    for bars in combinations(range(places), len(sides) - 1):
        edges = (-1, *bars, places)
        found.append(tuple(right - left - 1 for left, right in pairwise(edges)))
    yield from reversed(found)


def after(stated: Mapping[str, int], gains: Mapping[str, int]) -> dict[str, int]:
    """A claim's figures with the seats won added to them; a side that it does not name begins at 0."""
    sides = dict.fromkeys((*stated, *gains))
    return {side: stated.get(side, 0) + gains.get(side, 0) for side in sides}
