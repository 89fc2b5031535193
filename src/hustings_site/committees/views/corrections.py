"""Everything that was recorded of a committee's seats, in the order in which it was, with every correction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.seats import corrections, records


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {"committee": committee, "corrections": corrections(committee), "records": records(committee)}
    return render(request, "committees/corrections.html", {**context, "place": "committees"})
