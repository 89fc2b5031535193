"""Committees, their seats, and what happens to the seats. A record is never changed: it is corrected in public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.committees.enums import LEAVES, Filling, Happening, How, Status
from hustings_site.committees.history import SeatState, state_on
from hustings_site.committees.models import Body, Committee, Person, Seat, SeatEvent, SeatTerms, Section
from hustings_site.committees.services.ledgers import open_ledgers
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.models import Result
from hustings_site.roll.models import Organisation


@transaction.atomic
def found_committee(
    *,
    by: str,
    organisation: Organisation,
    name: str,
    about: str = "",
    source: str = "",
    founded: date | None = None,
    report_days: int = 14,
    invented: bool = False,
) -> Committee:
    """A committee without sections yet."""
    stem = slugify(f"{organisation.slug}-{name}")[:90] or "committee"
    taken = Committee.objects.filter(slug__startswith=stem).count()
    committee = Committee(
        organisation=organisation,
        slug=f"{stem}-{taken + 1}" if taken else stem,
        name=name,
        about=about,
        source=source,
        founded=founded,
        report_days=report_days,
        invented=invented,
    )
    committee.full_clean()
    committee.save()
    record(by=by, act="committees.found", subject=committee.scope, details={"name": name})
    return committee


@transaction.atomic
def add_section(*, by: str, committee: Committee, name: str) -> Section:
    """A section after those that are there."""
    last = committee.sections.last()
    section = Section(committee=committee, position=last.position + 1 if last else 1, name=name)
    section.full_clean()
    section.save()
    record(by=by, act="committees.add_section", subject=committee.scope, details={"name": name})
    return section


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatIs:
    """What a seat is: how it is filled, between which days it exists, by which decision."""

    exists_from: date
    exists_until: date | None = None
    dates_note: str = ""
    decision: str = ""
    filling: Filling
    filled_by: str = ""
    body: Body | None = None
    contest: Contest | None = None
    term_months: int | None = None
    incompatible: str = ""
    voting: bool = True
    source: str

    def as_fields(self) -> dict[str, object]:
        """By the names of the table's columns."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def make_seat(
    *, by: str, section: Section, terms: SeatIs, number: int | None = None, now: datetime | None = None
) -> Seat:
    """A further seat of a section; `number` None: the next. Until somebody takes it, its holder is not recorded."""
    last = section.seats.last()
    seat = Seat(section=section, number=number if number is not None else last.number + 1 if last else 1)
    seat.full_clean()
    seat.save()
    _keep(SeatTerms(seat=seat, recorded_at=now or clock.now(), **terms.as_fields()))
    record(by=by, act="committees.make_seat", subject=seat.scope, details={"from": terms.exists_from.isoformat()})
    return seat


@transaction.atomic
def correct_seat(*, by: str, old: SeatTerms, terms: SeatIs, reason: str, now: datetime | None = None) -> SeatTerms:
    """Say anew what a seat is: that it ends, or that it was entered wrongly. What was said before stays readable."""
    new = SeatTerms(seat=old.seat, recorded_at=now or clock.now(), corrects=old, reason=reason, **terms.as_fields())
    _keep_correction(old, new)
    record(by=by, act="committees.correct_seat", subject=old.seat.scope, details={"reason": reason})
    return new


@transaction.atomic
def person_named(*, by: str, organisation: Organisation, name: str) -> Person:
    """The person of this name in the organisation; entered if new here. Two people of one name need a distinction."""
    person = Person.objects.filter(organisation=organisation, name=name.strip()).first()
    if person is None:
        person = Person(organisation=organisation, name=name.strip())
        person.full_clean()
        person.save()
        record(by=by, act="committees.enter_person", subject=person.scope)
    return person


@transaction.atomic
def link_account(*, by: str, person: Person, user: User) -> Person:
    """The account with which a holder of a seat reports and replies."""
    person.user = user
    person.save()
    record(by=by, act="committees.link_account", subject=person.scope, details={"user": user.scope})
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What happens to a seat on a day."""

    what: Happening
    on: date
    person: Person | None = None
    how: How | str = ""
    until: date | None = None
    candidate: Candidate | None = None
    body: Body | None = None
    note: str = ""
    source: str

    def as_fields(self) -> dict[str, object]:
        """By the names of the table's columns."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def enter_event(*, by: str, seat: Seat, what: What, now: datetime | None = None) -> SeatEvent:
    """Enter what happened to a seat. Raises ValidationError where it cannot follow what is recorded before that day."""
    before = state_of(seat, what.on)
    _refuse_impossible(before, what)
    event = SeatEvent(seat=seat, recorded_at=now or clock.now(), **what.as_fields())
    if what.what in {*LEAVES, Happening.SUSPENDED, Happening.REINSTATED} and what.person is None:
        event.person_id = before.person
    _keep(event)
    record(
        by=by,
        act="committees.enter_event",
        subject=seat.scope,
        details={"what": str(what.what), "on": what.on.isoformat(), "person": event.person_id},
    )
    return event


@transaction.atomic
def correct_event(*, by: str, old: SeatEvent, what: What | None, reason: str, now: datetime | None = None) -> SeatEvent:
    """Put another account of an event in the place of one that was wrong; None: it never happened."""
    fields = what.as_fields() if what else _fields_of(old)
    new = SeatEvent(
        seat=old.seat, recorded_at=now or clock.now(), corrects=old, struck=what is None, reason=reason, **fields
    )
    _keep_correction(old, new)
    record(by=by, act="committees.correct_event", subject=old.seat.scope, details={"reason": reason})
    return new


@transaction.atomic
def seat_elected(
    *,
    by: str,
    result: Result,
    seats: Sequence[Seat],
    on: date,
    terms_end: Sequence[date | None],
    refused: Mapping[Candidate, str] | None = None,
    now: datetime | None = None,
) -> list[SeatEvent]:
    """Seat those whom a result elected, in the order of election, each linked to the count.

    `seats` are taken in their order. `terms_end`: one date for all (None: not known), or one for each in the order of
    election: staggered terms, the first elected first. Who refuses (-> how that came) is recorded as refusing and sits
    nowhere: that seat is vacant for the term that would have begun. Raises ValidationError where there are more elected
    than seats, or a seat is given twice.
    """
    refused = refused or {}
    elected = list(result.elected.select_related("candidate"))
    if len(elected) > len(seats):
        raise ValidationError(
            _("%(elected)d are elected and %(seats)d seats are given: name a seat for each.")
            % {"elected": len(elected), "seats": len(seats)}
        )
    if len({seat.pk for seat in seats}) != len(seats):
        raise ValidationError(_("A seat is given to two of those elected: name another for one of them."))
    if len(terms_end) not in {1, len(elected)}:
        raise ValidationError(_("Give one end of term for all, or one for each who is elected."))
    ends = list(terms_end) * (len(elected) if len(terms_end) == 1 else 1)
    events = []
    for place, seat, until in zip(elected, seats, ends, strict=False):
        organisation = seat.section.committee.organisation
        person = person_named(by=by, organisation=organisation, name=place.candidate.printed_name)
        person.candidacies.add(place.candidate)
        refuses = place.candidate in refused
        what = What(
            what=Happening.REFUSED if refuses else Happening.TAKES,
            on=on,
            person=person,
            how=How.ELECTED,
            until=until,
            candidate=place.candidate,
            note=refused.get(place.candidate, ""),
            source=f"{result.contest.election}, {result.contest}",
        )
        if refuses and state_of(seat, on).status is Status.HELD:
            enter_event(by=by, seat=seat, what=What(what=Happening.ENDED, on=on, source=what.source), now=now)
        events.append(enter_event(by=by, seat=seat, what=what, now=now))
    open_ledgers(by=by, events=events)
    return events


def state_of(seat: Seat, day: date) -> SeatState:
    """How one seat stands on a day, by all that is known now. Raises ValidationError where it does not exist then."""
    found = state_on([t.made() for t in seat.terms.all()], [e.happened() for e in seat.events.all()], day)
    if not found:
        raise ValidationError(_("%(seat)s does not exist on that day.") % {"seat": seat})
    return found[0]


def _refuse_impossible(before: SeatState, what: What) -> None:
    """Nobody leaves a seat, is suspended from it or comes back to it, who does not hold it."""
    held = before.status in {Status.HELD, Status.SUSPENDED}
    if what.what is Happening.TAKES and what.person is None:
        raise ValidationError(_("Say who takes the seat."))
    if what.what is Happening.SUSPENDED and before.status is not Status.HELD:
        raise ValidationError(_("Nobody who could be suspended holds this seat on that day."))
    if what.what is Happening.REINSTATED and before.status is not Status.SUSPENDED:
        raise ValidationError(_("The holder of this seat is not suspended on that day."))
    if what.what in LEAVES - {Happening.VACANT} and not held:
        raise ValidationError(_("Nobody is recorded as holding this seat on that day, so nobody can leave it."))


def _fields_of(old: SeatEvent) -> dict[str, object]:
    return {name: getattr(old, name) for name in What.__slots__}


def _keep(row: SeatTerms | SeatEvent) -> None:
    row.full_clean()
    row.save()


def _keep_correction(old: SeatTerms | SeatEvent, new: SeatTerms | SeatEvent) -> None:
    if not new.reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    if type(old).objects.filter(corrects=old.pk).exists():
        raise ValidationError(_("This has been corrected already: correct the newest account of it."))
    _keep(new)
