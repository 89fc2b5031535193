"""Results from which a committee's seats can be filled."""

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from hustings_site.committees.models import Committee
from hustings_site.elections.enums import ElectionKind
from hustings_site.results.models import Result
from hustings_site.results.selectors import results_in_force

OF_MEMBERS = (ElectionKind.MEMBERS, ElectionKind.BY_ELECTION)


def results_for(committee: Committee) -> QuerySet[Result]:
    """Results in force of elections of members of the organisation, newest first."""
    found = results_in_force().filter(
        contest__election__organisation=committee.organisation_id, contest__election__kind__in=OF_MEMBERS
    )
    return found.select_related("contest__election").order_by(
        F("contest__election__closed_on").desc(nulls_last=True), "-published_at", "-pk"
    )


def result_for(committee: Committee, contest: int) -> Result:
    """The result in force of one contest. Raises Http404."""
    return get_object_or_404(results_for(committee), contest=contest)
