"""Filling a casual vacancy by the clause that applies: whom it yields, whether they consent, and how it ended."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.campaign.services.post import put_in_post
from hustings_site.committees.clauses import Rule, Step, step
from hustings_site.committees.enums import ClauseKind, Consent, Happening, How, Next, Status, VacancyState
from hustings_site.committees.models import (
    Body,
    Clause,
    Committee,
    Notice,
    ReserveList,
    SeatEvent,
    Section,
    Vacancy,
    Yielded,
)
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.seats import What, enter_event, person_named, state_of
from hustings_site.committees.stored_papers import by_countback, by_recount, runners_up, why
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.models import Result

HOW = {
    ClauseKind.BY_ELECTION: How.BY_ELECTION,
    ClauseKind.RUNNER_UP: How.RUNNER_UP,
    ClauseKind.RECOUNT: How.RECOUNT,
    ClauseKind.COUNTBACK: How.COUNTBACK,
    ClauseKind.POOL: How.POOL,
    ClauseKind.APPOINTMENT: How.APPOINTED,
}
FROM_A_RESULT = (ClauseKind.RUNNER_UP, ClauseKind.RECOUNT, ClauseKind.COUNTBACK)
BY_COUNT = (ClauseKind.RECOUNT, ClauseKind.COUNTBACK)


@transaction.atomic
def enter_clause(
    *,
    by: str,
    committee: Committee,
    name: str,
    text: str,
    kind: ClauseKind,
    source: str,
    section: Section | None = None,
    meaning: Next = Next.VOTES,
    body: Body | None = None,
    days: int = 28,
    not_within_months: int = 0,
    otherwise: ClauseKind = ClauseKind.EMPTY,
) -> Clause:
    """A clause on casual vacancies, as data."""
    clause = Clause(
        committee=committee,
        section=section,
        name=name,
        text=text,
        kind=kind,
        meaning=meaning,
        body=body,
        days=days,
        not_within_months=not_within_months,
        otherwise=otherwise,
        source=source,
    )
    clause.full_clean()
    clause.save()
    record(by=by, act="committees.enter_clause", subject=committee.scope, details={"kind": str(kind)})
    return clause


def what_follows(clause: Clause, vacant_on: date, term_ends: date | None) -> Step:
    """What a clause comes to for a seat vacant from a day on."""
    rule = Rule(ClauseKind(clause.kind), clause.days, clause.not_within_months, ClauseKind(clause.otherwise))
    return step(rule, vacant_on, term_ends)


@transaction.atomic
def open_vacancy(*, by: str, event: SeatEvent, clause: Clause) -> Vacancy:
    """Begin to fill the seat that an event left vacant: which way applies and by when is worked out and kept.

    The term is that of whoever sat there last, or of whoever refused the seat. Raises ValidationError where the seat
    is not vacant, or where the clause is of another committee or of another section.
    """
    state = state_of(event.seat, event.on)
    if state.status is not Status.VACANT or state.by != event.pk:
        raise ValidationError(_("This did not leave the seat vacant."))
    if clause.committee_id != event.seat.section.committee_id or clause.section_id not in {
        None,
        event.seat.section_id,
    }:
        raise ValidationError(_("This clause does not speak of this seat."))
    ends = term_left_by(event)
    found = what_follows(clause, event.on, ends)
    vacancy = Vacancy(seat=event.seat, event=event, clause=clause, term_ends=ends, kind=found.kind, next_date=found.by)
    vacancy.full_clean()
    vacancy.save()
    record(by=by, act="committees.open_vacancy", subject=vacancy.scope, details={"kind": str(found.kind)})
    return vacancy


def term_left_by(event: SeatEvent) -> date | None:
    """The end of the term that an event leaves unfilled; None: not known."""
    if event.what == Happening.REFUSED:
        return event.until
    sat = event.seat.events.filter(what=Happening.TAKES, on__lte=event.on, corrected_by=None).last()
    return sat.until if sat else None


@transaction.atomic
def yield_from_result(*, by: str, vacancy: Vacancy, result: Result) -> list[Yielded]:
    """All whom the election that filled the seat leaves over, in the order of the clause. Under a recount or countback
    the order is that of the ballot paper: the papers decide among those who consent."""
    _refuse_unless(vacancy, *FROM_A_RESULT)
    if vacancy.kind in BY_COUNT:
        elected = set(result.elected.values_list("candidate", flat=True))
        others = [each for each in result.contest.candidates.on_the_paper() if each.pk not in elected]
        found = [(each, _("the papers decide among those who consent")) for each in others]
    else:
        ranked = runners_up(result, Next(vacancy.clause.meaning))
        found = [(each.candidate, why(each)) for each in ranked]
    vacancy.result = result
    vacancy.save()
    return _keep_yielded(by, vacancy, found)


@transaction.atomic
def yield_from_pool(*, by: str, vacancy: Vacancy, pool: PublishedList) -> list[Yielded]:
    """All of a published pool, in its order."""
    _refuse_unless(vacancy, ClauseKind.POOL)
    vacancy.pool = pool
    vacancy.save()
    places = pool.places.select_related("candidate")
    return _keep_yielded(by, vacancy, [(p.candidate, _("place %(n)d of the pool") % {"n": p.position}) for p in places])


@transaction.atomic
def yield_from_reserves(*, by: str, vacancy: Vacancy, reserves: ReserveList) -> list[Yielded]:
    """All reserves of a published list, in its order, but for those who hold a seat of the committee on that day."""
    _refuse_unless(vacancy, ClauseKind.POOL)
    vacancy.reserves = reserves
    vacancy.save()
    seats = sitting(vacancy.seat.section.committee, vacancy.event.on).seats
    seated = {each.event.candidate_id for each in seats if each.person and each.event}
    places = [each for each in reserves.places.select_related("candidate") if each.candidate_id not in seated]
    return _keep_yielded(by, vacancy, [(p.candidate, _("reserve %(n)d") % {"n": p.position}) for p in places])


@transaction.atomic
def name_somebody(*, by: str, vacancy: Vacancy, name: str) -> Yielded:
    """Whom the body names that appoints."""
    _refuse_unless(vacancy, ClauseKind.APPOINTMENT)
    body = vacancy.clause.body.name if vacancy.clause.body else vacancy.clause.name
    person = person_named(by=by, organisation=vacancy.seat.section.committee.organisation, name=name)
    named = Yielded.objects.create(
        vacancy=vacancy,
        position=vacancy.yielded.count() + 1,
        name=person.name,
        person=person,
        why=_("named by %(body)s") % {"body": body},
    )
    record(by=by, act="committees.name_for_vacancy", subject=vacancy.scope, details={"person": person.pk})
    return named


@transaction.atomic
def link_by_election(*, by: str, vacancy: Vacancy, contest: Contest) -> Vacancy:
    """The by-election that is to fill the seat; who wins it is seated from its result."""
    _refuse_unless(vacancy, ClauseKind.BY_ELECTION)
    vacancy.by_election = contest
    vacancy.save()
    record(by=by, act="committees.link_by_election", subject=vacancy.scope, details={"contest": contest.scope})
    return vacancy


@transaction.atomic
def ask(*, by: str, yielded: Yielded, site: str, now: datetime | None = None) -> Notice:
    """Ask somebody whether they would serve: by e-mail where the books have an address, else by a letter to print."""
    vacancy = _open(yielded.vacancy)
    if yielded.consent in {Consent.CONSENTS, Consent.DECLINES}:
        raise ValidationError(_("%(name)s has answered already.") % {"name": yielded.name})
    yielded.consent, yielded.asked_at = Consent.ASKED, now or clock.now()
    yielded.save()
    member = yielded.candidate.member if yielded.candidate else None
    subject, text = _asking(vacancy, yielded, site)
    notice = _write(vacancy, yielded.name, member.email if member else "", subject, text, now)
    record(by=by, act="committees.ask_for_consent", subject=vacancy.scope, details={"place": yielded.position})
    return notice


@transaction.atomic
def answer(*, by: str, yielded: Yielded, consents: bool, said: str, now: datetime | None = None) -> Yielded:
    """Record what somebody answered, and how the answer came. Raises ValidationError where they were not asked."""
    _open(yielded.vacancy)
    if yielded.consent != Consent.ASKED:
        raise ValidationError(_("%(name)s has not been asked, or has answered already.") % {"name": yielded.name})
    if not said.strip():
        raise ValidationError(_("Say how the answer came: a letter, a message, a call, and of which day."))
    yielded.consent = Consent.CONSENTS if consents else Consent.DECLINES
    yielded.answered_at, yielded.said = now or clock.now(), said
    yielded.save()
    record(
        by=by,
        act="committees.record_consent",
        subject=yielded.vacancy.scope,
        details={"place": yielded.position, "consents": consents},
    )
    return yielded


def goes_to(vacancy: Vacancy) -> Yielded | None:
    """To whom the clause gives the seat, by the answers so far; None: to nobody of those yielded.

    In an order of the clause the first who consents, once everybody before them has declined. Under a recount or
    countback whom the papers elect among those who consent, once everybody who was asked has answered. Raises
    ValidationError while an answer is missing.
    """
    yielded = list(vacancy.yielded.select_related("candidate"))
    if vacancy.kind not in BY_COUNT:
        for each in yielded:
            if each.consent == Consent.CONSENTS:
                return each
            if each.consent != Consent.DECLINES:
                raise ValidationError(_("%(name)s comes first, and has not answered yet.") % {"name": each.name})
        return None
    if waiting := [each for each in yielded if each.consent == Consent.ASKED]:
        raise ValidationError(_("%(name)s has been asked, and has not answered yet.") % {"name": waiting[0].name})
    consenting = {each.candidate_id: each for each in yielded if each.consent == Consent.CONSENTS}
    found = _by_papers(vacancy, [each.candidate for each in consenting.values() if each.candidate])
    return consenting[found.pk] if found else None


def _by_papers(vacancy: Vacancy, consenting: list[Candidate]) -> Candidate | None:
    leaver = _sat(vacancy).candidate
    if vacancy.result is None or leaver is None:
        raise ValidationError(_("The seat is not linked to the count of an election: name the election first."))
    if not consenting:
        return None
    if vacancy.kind == ClauseKind.COUNTBACK:
        return by_countback(vacancy.result, leaver, consenting)
    return by_recount(vacancy.result, leaver, _sitting(vacancy, leaver), consenting)


def _sitting(vacancy: Vacancy, leaver: Candidate) -> list[Candidate]:
    """Those elected by the same contest who still sit."""
    seats = sitting(vacancy.seat.section.committee, vacancy.event.on).seats
    elected = [each.event.candidate for each in seats if each.state.person and each.event and each.event.candidate]
    return [each for each in elected if each.contest_id == leaver.contest_id and each.pk != leaver.pk]


def _sat(vacancy: Vacancy) -> SeatEvent:
    """That somebody took the seat that is vacant; of a seat that was refused, the refusal."""
    if vacancy.event.what == Happening.REFUSED:
        return vacancy.event
    sat = vacancy.seat.events.filter(what=Happening.TAKES, on__lte=vacancy.event.on, corrected_by=None).last()
    if sat is None:
        raise ValidationError(_("Nobody is recorded as having held this seat."))
    return sat


@transaction.atomic
def fill(*, by: str, vacancy: Vacancy, on: date, reasons: str, site: str, now: datetime | None = None) -> SeatEvent:
    """Seat whom the clause gives the seat to, for the rest of the term, with the reasons; they are told in writing."""
    _open(vacancy)
    chosen = goes_to(vacancy)
    if chosen is None:
        raise ValidationError(_("The clause gives the seat to nobody who consents: leave it empty, with your reasons."))
    person = chosen.person or person_named(
        by=by, organisation=vacancy.seat.section.committee.organisation, name=chosen.name
    )
    if chosen.candidate:
        person.candidacies.add(chosen.candidate)
    member = chosen.candidate.member if chosen.candidate else None
    _seat(by, vacancy, on, reasons, now, person=person, candidate=chosen.candidate)
    subject, text = _seated(vacancy, chosen.name, site)
    _write(vacancy, chosen.name, member.email if member else "", subject, text, now)
    filled = vacancy.filled_by
    assert filled is not None
    return filled


@transaction.atomic
def fill_from_by_election(
    *, by: str, vacancy: Vacancy, result: Result, on: date, reasons: str, now: datetime | None = None
) -> SeatEvent:
    """Seat whom the by-election elected, for the rest of the term."""
    _open(vacancy)
    if vacancy.by_election_id != result.contest_id:
        raise ValidationError(_("This is not the result of the by-election that fills this seat."))
    place = result.elected.select_related("candidate").first()
    if place is None:
        raise ValidationError(_("The by-election elected nobody."))
    organisation = vacancy.seat.section.committee.organisation
    person = person_named(by=by, organisation=organisation, name=place.candidate.printed_name)
    person.candidacies.add(place.candidate)
    return _seat(by, vacancy, on, reasons, now, person=person, candidate=place.candidate)


@transaction.atomic
def leave_empty(*, by: str, vacancy: Vacancy, reasons: str) -> Vacancy:
    """The seat stays empty for the rest of the term, with the reasons."""
    _open(vacancy)
    if not reasons.strip():
        raise ValidationError(_("Give the reasons: they are published."))
    vacancy.state, vacancy.reasons = VacancyState.EMPTY, reasons
    vacancy.save()
    record(by=by, act="committees.leave_empty", subject=vacancy.scope)
    return vacancy


def _seat(by: str, vacancy: Vacancy, on: date, reasons: str, now: datetime | None, **who: object) -> SeatEvent:
    if not reasons.strip():
        raise ValidationError(_("Give the reasons: they are published."))
    what = What(
        what=Happening.TAKES,
        on=on,
        how=HOW[ClauseKind(vacancy.kind)],
        until=vacancy.term_ends,
        source=f"{vacancy.clause.name}, {vacancy.clause.source}",
        **who,  # type: ignore[arg-type]
    )
    event = enter_event(by=by, seat=vacancy.seat, what=what, now=now)
    vacancy.state, vacancy.reasons, vacancy.filled_by = VacancyState.FILLED, reasons, event
    vacancy.save()
    record(by=by, act="committees.fill_vacancy", subject=vacancy.scope, details={"kind": vacancy.kind})
    return event


def _keep_yielded(by: str, vacancy: Vacancy, found: list[tuple[Candidate, str]]) -> list[Yielded]:
    _open(vacancy)
    if vacancy.yielded.exists():
        raise ValidationError(_("Whom the clause yields stands there already."))
    rows = Yielded.objects.bulk_create(
        Yielded(vacancy=vacancy, position=position, name=each.printed_name, candidate=each, why=why)
        for position, (each, why) in enumerate(found, start=1)
    )
    record(by=by, act="committees.yield_candidates", subject=vacancy.scope, details={"candidates": len(rows)})
    return rows


def _open(vacancy: Vacancy) -> Vacancy:
    if vacancy.state != VacancyState.OPEN:
        raise ValidationError(_("This vacancy is settled."))
    return vacancy


def _refuse_unless(vacancy: Vacancy, *kinds: ClauseKind) -> None:
    _open(vacancy)
    if vacancy.kind not in kinds:
        raise ValidationError(_("This vacancy is filled another way: %(way)s.") % {"way": vacancy.get_kind_display()})


def _write(vacancy: Vacancy, name: str, email: str, subject: str, text: str, now: datetime | None) -> Notice:
    mail = put_in_post(about=vacancy.scope, to=email, subject=subject, text=text) if email else None
    return Notice.objects.create(
        vacancy=vacancy, to=name, subject=subject, text=text, written_at=now or clock.now(), mail=mail
    )


def _asking(vacancy: Vacancy, yielded: Yielded, site: str) -> tuple[str, str]:
    committee = vacancy.seat.section.committee
    with translation.override(committee.organisation.language):
        subject = _("Would you take a seat on %(committee)s?") % {"committee": committee.name}
        return subject, _(
            "Dear %(name)s,\n\na seat of %(seat)s on %(committee)s has been vacant since %(since)s. By %(clause)s it "
            "may be offered to you. Please say whether you would serve%(until)s. Whether you consent is published, "
            "with the whole procedure:\n%(page)s\n"
        ) % {
            "name": yielded.name,
            "seat": vacancy.seat,
            "committee": committee.name,
            "since": date_format(vacancy.event.on),
            "clause": vacancy.clause.name,
            "until": _(", until %(day)s") % {"day": date_format(vacancy.term_ends)} if vacancy.term_ends else "",
            "page": page_of(vacancy, site),
        }


def _seated(vacancy: Vacancy, name: str, site: str) -> tuple[str, str]:
    committee = vacancy.seat.section.committee
    with translation.override(committee.organisation.language):
        subject = _("Your seat on %(committee)s") % {"committee": committee.name}
        return subject, _(
            "Dear %(name)s,\n\nyou have a seat of %(seat)s on %(committee)s. The reasons stand here:\n%(page)s\n"
        ) % {"name": name, "seat": vacancy.seat, "committee": committee.name, "page": page_of(vacancy, site)}


def page_of(vacancy: Vacancy, site: str) -> str:
    """The public page of a vacancy."""
    return site + reverse("committees:vacancy", args=[vacancy.seat.section.committee.slug, vacancy.pk])
