"""Reading vacancies and the clauses by which they are filled."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from hustings_site.committees.enums import LEAVES, Happening
from hustings_site.committees.models import Clause, Committee, SeatEvent, Vacancy


def vacancies_of(committee: Committee) -> QuerySet[Vacancy]:
    """Every vacancy of a committee, newest first."""
    found = Vacancy.objects.filter(seat__section__committee=committee)
    return found.defer("result__transcript", "reserves__result__transcript").select_related(
        "seat__section__committee__organisation",
        "event__person",
        "clause__body",
        "filled_by__person",
        "result__contest__election",
        "by_election__election",
        "pool",
        "reserves__section",
        "reserves__result__contest__election",
    )


def vacancy_at(committee: Committee, pk: int) -> Vacancy:
    """One vacancy of the committee. Raises Http404."""
    return get_object_or_404(vacancies_of(committee), pk=pk)


def clauses_of(committee: Committee) -> QuerySet[Clause]:
    """The clauses that speak of a committee, in the order in which they were entered."""
    return committee.clauses.select_related("section", "body")


def not_yet_opened(committee: Committee) -> QuerySet[SeatEvent]:
    """Events that left a seat vacant, which nobody has taken since and of which nothing has been begun."""
    events = SeatEvent.objects.filter(seat__section__committee=committee, corrected_by=None, struck=False)
    events = events.filter(what__in=[*LEAVES, Happening.REFUSED], vacancy=None).exclude(what=Happening.ENDED)
    since = SeatEvent.objects.filter(seat=OuterRef("seat"), what=Happening.TAKES, corrected_by=None, struck=False)
    events = events.filter(
        ~Exists(since.filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))))
    )
    return events.select_related("seat__section", "person").order_by("-on")


def clauses_for(committee: Committee, event: SeatEvent) -> QuerySet[Clause]:
    """The clauses that may speak of this seat: its section's, and the committee's general ones."""
    return Clause.objects.filter(committee=committee).filter(Q(section=None) | Q(section=event.seat.section_id))
