"""The reserves of a committee: who is next, and what became of those before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.reserves import reserves_of


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {"committee": committee, "lists": reserves_of(committee), "place": "committees"}
    return render(request, "committees/reserves.html", context)
