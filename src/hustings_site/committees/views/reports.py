"""Who reported back from which meeting, who was late, and who has not reported, by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at, today
from hustings_site.committees.selectors.reports import ledger


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {"committee": committee, "ledger": ledger(committee, today()), "place": "committees"}
    return render(request, "committees/reports.html", context)
