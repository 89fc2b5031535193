"""How the seats of a committee stood on any day, as known at any moment: functions of what was recorded, nothing else.

Two times run here. A thing happens on a *day*; it is *recorded* at a moment, perhaps long after. Nothing recorded is
ever changed: a correction is a further record that names the one it takes the place of. So "who sat on 1 May?" has an
answer for today's knowledge, and another for what was known on 2 May, and both stay readable.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from hustings_site.committees.enums import LEAVES, Happening, Status


class Recorded(Protocol):
    """Anything that is appended and never changed."""

    @property
    def number(self) -> int: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def replaces(self) -> int | None: ...
    @property
    def struck(self) -> bool: ...


Row = TypeVar("Row", bound=Recorded)


def in_force(rows: Iterable[Row], known: datetime | None = None) -> list[Row]:
    """Of these records the ones that nobody has corrected by the moment `known` (None: by now), oldest first.

    One that only strikes another out says nothing itself.
    """
    there = [row for row in rows if known is None or row.recorded_at <= known]
    corrected = {row.replaces for row in there if row.replaces is not None}
    return sorted((row for row in there if row.number not in corrected and not row.struck), key=lambda row: row.number)


@dataclass(frozen=True, slots=True)
class Made:
    """That a seat exists: from a day until before another, or without end."""

    number: int
    seat: int
    exists_from: date
    exists_until: date | None
    voting: bool
    recorded_at: datetime
    replaces: int | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a seat on a day. `until`: the day on which a term that begins here is to end."""

    number: int
    seat: int
    what: Happening
    on: date
    person: int | None
    recorded_at: datetime
    until: date | None = None
    replaces: int | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class SeatState:
    """A seat on a day. `since` and `until` are those of the holder's term, or since when it is vacant; `by`: the
    number of the record that says so, None where none does."""

    seat: int
    status: Status
    person: int | None
    since: date | None
    until: date | None
    voting: bool
    by: int | None

    @property
    def votes(self) -> bool:
        """Whether somebody can cast this seat's vote."""
        return self.status in {Status.HELD, Status.NOT_RECORDED} and self.voting


def state_on(
    made: Iterable[Made], happened: Iterable[Happened], day: date, known: datetime | None = None
) -> list[SeatState]:
    """Every seat that exists on the day, in the order in which they were made, as known at a moment (None: now)."""
    seats = [each for each in in_force(made, known) if exists_on(each, day)]
    events = of_seats(in_force(happened, known))
    return [_state(seat, [e for e in events.get(seat.seat, ()) if e.on <= day]) for seat in seats]


def exists_on(seat: Made, day: date) -> bool:
    """Whether a seat exists on a day."""
    return seat.exists_from <= day and (seat.exists_until is None or day < seat.exists_until)


def of_seats(happened: Iterable[Happened]) -> Mapping[int, Sequence[Happened]]:
    """What happened to each seat, in the order of the days; of one day, in the order of the records."""
    seats: dict[int, list[Happened]] = {}
    for each in sorted(happened, key=lambda event: (event.on, event.number)):
        seats.setdefault(each.seat, []).append(each)
    return seats


def _state(seat: Made, events: Sequence[Happened]) -> SeatState:
    state = SeatState(seat.seat, Status.NOT_RECORDED, None, None, None, seat.voting, None)
    for event in events:
        state = _after(state, event)
    return state


def _after(state: SeatState, event: Happened) -> SeatState:
    if event.what is Happening.TAKES:
        return SeatState(state.seat, Status.HELD, event.person, event.on, event.until, state.voting, event.number)
    if event.what is Happening.REFUSED:
        return state if state.person else _vacant(state, event)
    if event.what in LEAVES:
        return _vacant(state, event)
    status = Status.SUSPENDED if event.what is Happening.SUSPENDED else Status.HELD
    return SeatState(state.seat, status, state.person, state.since, state.until, state.voting, event.number)


def _vacant(state: SeatState, event: Happened) -> SeatState:
    return SeatState(state.seat, Status.VACANT, None, event.on, None, state.voting, event.number)


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a seat. `ended` and `ended_by` are None while it lasts; `suspended` the days of each time
    without a vote, from and (None: still) until."""

    seat: int
    person: int
    began: date
    until: date | None
    ended: date | None
    ended_by: Happening | None
    suspended: tuple[tuple[date, date | None], ...]
    by: int


def tenures(happened: Iterable[Happened], known: datetime | None = None) -> list[Tenure]:
    """Every tenure of every seat, oldest first in each seat."""
    found: list[Tenure] = []
    for events in of_seats(in_force(happened, known)).values():
        for place, event in enumerate(events):
            if event.what is Happening.TAKES and event.person is not None:
                found.append(_tenure(event, event.person, events[place + 1 :]))
    return found


def _tenure(began: Happened, person: int, later: Sequence[Happened]) -> Tenure:
    end = next((e for e in later if e.what is Happening.TAKES or e.what in LEAVES), None)
    inside = later[: later.index(end)] if end else later
    spells: list[tuple[date, date | None]] = []
    for event in inside:
        if event.what is Happening.SUSPENDED:
            spells.append((event.on, end.on if end else None))
        elif event.what is Happening.REINSTATED and spells:
            spells[-1] = (spells[-1][0], event.on)
    return Tenure(
        began.seat,
        person,
        began.on,
        began.until,
        end.on if end else None,
        end.what if end and end.what in LEAVES else None,
        tuple(spells),
        began.number,
    )


def days_of_change(made: Iterable[Made], happened: Iterable[Happened], known: datetime | None = None) -> list[date]:
    """Every day on which the committee was not as on the day before, earliest first."""
    days = {seat.exists_from for seat in in_force(made, known)}
    days |= {seat.exists_until for seat in in_force(made, known) if seat.exists_until}
    days |= {event.on for event in in_force(happened, known)}
    return sorted(days)
