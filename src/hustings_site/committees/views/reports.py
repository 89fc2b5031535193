"""Who reported back from which meeting, who was late, and who has not reported, by name."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at, today
from hustings_site.committees.selectors.reports import ledger

ON_A_PAGE = 100


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    found = ledger(committee, today())
    context = {
        "committee": committee,
        "ledger": found,
        "page": Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "missing": Paginator(found.missing, ON_A_PAGE).get_page(request.GET.get("missing")),
        "place": "committees",
    }
    return render(request, "committees/reports.html", context)
