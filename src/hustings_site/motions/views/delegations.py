"""A list of delegations as it was published: votes of each, source, fingerprint."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at
from hustings_site.motions.selectors.votes import known_by_weight


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    listed = row_at(found.delegation_lists.prefetch_related("delegations"), pk)
    delegations = list(listed.delegations.all())
    context = {
        "organisation": found,
        "listed": listed,
        "delegations": delegations,
        "total": sum(each.votes for each in delegations),
        "known": known_by_weight(listed) if listed.electorate_id else None,
        "place": "motions",
    }
    return render(request, "motions/delegations.html", context)
