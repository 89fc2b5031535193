"""What is new on a committee: what happened to seats, meetings, decisions, reports."""

from collections import Counter
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings_site.committees.clauses import left
from hustings_site.committees.doors import committee_at
from hustings_site.committees.enums import Option
from hustings_site.committees.history import in_force
from hustings_site.committees.models import Committee, Decision, Report, SeatEvent, Vacancy
from hustings_site.committees.recall.selectors import news
from hustings_site.pages.feeds import Entry, Feed, written

MOST = 100


@require_safe
def view(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    committee = committee_at(slug)
    found = sorted(entries(committee), key=lambda entry: entry.updated, reverse=True)[:MOST]
    return written(request, Feed(str(committee), reverse("committees:committee", args=[slug]), found), form)


def entries(committee: Committee) -> Iterator[Entry]:
    """The newest records of each kind."""
    events = SeatEvent.objects.filter(seat__section__committee=committee).select_related("seat__section", "person")
    for event in events.order_by("-recorded_at", "-pk")[:MOST]:
        day = timezone.localdate(event.recorded_at)
        path = f"{reverse('committees:committee', args=[committee.slug])}?on={event.on:%Y-%m-%d}"
        title = f"{event.person or ''} {event}".strip()
        yield Entry("seat-event", event.pk, day, title, path, event.recorded_at, event.reason or event.source)
    vacancies = Vacancy.objects.filter(seat__section__committee=committee).select_related(
        "seat__section__committee", "event", "clause"
    )
    for vacancy in vacancies.order_by("-event__recorded_at", "-pk")[:MOST]:
        at = vacancy.event.recorded_at
        path = reverse("committees:vacancy", args=[committee.slug, vacancy.pk])
        title = _("Vacancy: %(seat)s") % {"seat": vacancy.seat}
        yield Entry("vacancy", vacancy.pk, timezone.localdate(at), title, path, at, notice_of(vacancy))
    decisions = Decision.objects.filter(meeting__committee=committee).select_related("meeting")
    for decision in decisions.prefetch_related("votes").order_by("-recorded_at", "-pk")[:MOST]:
        day = timezone.localdate(decision.recorded_at)
        path = reverse("committees:meeting", args=[committee.slug, decision.meeting_id])
        said = f"{how_taken(decision)}. {decision.source}"
        yield Entry("decision", decision.pk, day, decision.title, path, decision.recorded_at, said)
    reports = Report.objects.filter(meeting__committee=committee).select_related("meeting", "person")
    for report in reports.order_by("-recorded_at", "-pk")[:MOST]:
        day = timezone.localdate(report.recorded_at)
        path = reverse("committees:meeting", args=[committee.slug, report.meeting_id])
        yield Entry("committee-report", report.pk, day, str(report), path, report.recorded_at, report.text[:500])
    yield from news(committee)


def notice_of(vacancy: Vacancy) -> str:
    """What follows by the clause on file: how the seat is filled, by when, and how much of the term is left."""
    told = [f"{vacancy.clause.name}: {vacancy.get_kind_display()}"]
    if vacancy.next_date:
        told.append(_("next step by %(day)s") % {"day": date_format(vacancy.next_date)})
    if vacancy.term_ends:
        rest = left(vacancy.event.on, vacancy.term_ends)
        figures = {"months": rest.months, "days": rest.days}
        told.append(_("left of the term: %(months)d months and %(days)d days") % figures)
    return "; ".join(told)


def how_taken(decision: Decision) -> str:
    """Whether there was a division, and in which ways how many voted or did not; or that it was never taken."""
    if decision.struck:
        return _("taken out: it was never decided")
    given = Counter(vote.option for vote in in_force(decision.votes.all()))
    told = ", ".join(f"{option.label} {given[option]}" for option in Option if given[option])
    taken = str(decision.get_kind_display())
    return f"{taken}: {told}" if told else taken
