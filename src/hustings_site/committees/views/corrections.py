"""Everything that was recorded of a committee's seats, in the order in which it was, with every correction."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.corrections import corrections, records

ON_A_PAGE = 100


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {
        "committee": committee,
        "corrections": Paginator(corrections(committee), ON_A_PAGE).get_page(request.GET.get("corrections")),
        "records": Paginator(records(committee), ON_A_PAGE).get_page(request.GET.get("page")),
        "place": "committees",
    }
    return render(request, "committees/corrections.html", context)
