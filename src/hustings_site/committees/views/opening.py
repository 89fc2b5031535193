"""What an election could change: every outcome still possible, and the balance that each claim makes of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.balance import what_could_change
from hustings_site.committees.selectors.seats import sitting


@require_safe
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    opening = get_object_or_404(committee.openings.select_related("committee"), pk=pk)
    shown = what_could_change(opening, sitting(committee, opening.day), request.GET.get("page"))
    context = {"committee": committee, "opening": opening, "shown": shown, "place": "committees"}
    return render(request, "committees/opening.html", context)
