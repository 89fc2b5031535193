"""The seats of a committee on a day, as known at a moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hustings_site.committees.enums import Status
from hustings_site.committees.history import SeatState, Tenure, days_of_change, state_on, tenures
from hustings_site.committees.models import Committee, Person, Seat, SeatEvent, SeatTerms, Section


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat on the day: what it is, how it stands, and the record that says so (None: nothing is recorded)."""

    seat: Seat
    terms: SeatTerms
    state: SeatState
    event: SeatEvent | None

    @property
    def person(self) -> Person | None:
        """Who holds it."""
        return self.event.person if self.event and self.state.person else None

    @property
    def status(self) -> Status:
        """How it stands."""
        return self.state.status


@dataclass(frozen=True, slots=True)
class Sitting:
    """A committee on a day. `known`: only what was recorded by then counts (None: all that is known now)."""

    committee: Committee
    day: date
    known: datetime | None
    seats: tuple[SeatShown, ...]
    days: tuple[date, ...]
    """Days on which it changed."""
    tenures: tuple[Tenure, ...]

    @property
    def sections(self) -> list[tuple[Section, list[SeatShown]]]:
        """Each section that has a seat on the day, with its seats."""
        found: dict[int, tuple[Section, list[SeatShown]]] = {}
        for each in self.seats:
            found.setdefault(each.seat.section_id, (each.seat.section, []))[1].append(each)
        return list(found.values())

    @property
    def before(self) -> date | None:
        """The last day of change before this day."""
        place = bisect_left(self.days, self.day)
        return self.days[place - 1] if place else None

    @property
    def after(self) -> date | None:
        """The next day of change after this day."""
        place = bisect_right(self.days, self.day)
        return self.days[place] if place < len(self.days) else None

    def how_many(self, status: Status) -> int:
        """Seats that stand so."""
        return sum(each.status is status for each in self.seats)

    @property
    def vacant(self) -> int:
        """Vacant seats."""
        return self.how_many(Status.VACANT)

    @property
    def suspended(self) -> int:
        """Seats whose holders are suspended."""
        return self.how_many(Status.SUSPENDED)

    @property
    def not_recorded(self) -> int:
        """Seats whose holders nobody has entered."""
        return self.how_many(Status.NOT_RECORDED)

    @property
    def votes(self) -> int:
        """Seats that can vote."""
        return sum(each.state.votes for each in self.seats)


def committees() -> QuerySet[Committee]:
    """Every committee with its organisation."""
    return Committee.objects.select_related("organisation")


def sitting(committee: Committee, day: date, known: datetime | None = None) -> Sitting:
    """The committee on a day, as known at a moment: three queries, however large it is."""
    terms = list(
        SeatTerms.objects.filter(seat__section__committee=committee).select_related(
            "seat__section", "body", "contest__election"
        )
    )
    events = list(
        SeatEvent.objects.filter(seat__section__committee=committee).select_related(
            "person", "body", "candidate__contest__election"
        )
    )
    made, happened = [each.made() for each in terms], [each.happened() for each in events]
    by_number = {each.pk: each for each in events}
    in_force = {each.seat_id: each for each in _in_force(terms, known)}
    shown = [
        SeatShown(in_force[s.seat].seat, in_force[s.seat], s, by_number[s.by] if s.by else None)
        for s in state_on(made, happened, day, known)
    ]
    shown.sort(key=lambda each: (each.seat.section.position, each.seat.number))
    return Sitting(
        committee,
        day,
        known,
        tuple(shown),
        tuple(days_of_change(made, happened, known)),
        tuple(tenures(happened, known)),
    )


def _in_force(terms: list[SeatTerms], known: datetime | None) -> Iterator[SeatTerms]:
    there = [each for each in terms if known is None or each.recorded_at <= known]
    corrected = {each.corrects_id for each in there}
    return (each for each in there if each.pk not in corrected and not each.struck)
