"""A meeting: agenda and papers, who was there, what was decided and how each one voted, who has reported."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at, today
from hustings_site.committees.selectors.meetings import attendance_of, decision_numbers, decisions_of, meetings_of
from hustings_site.committees.selectors.reports import owed

ON_A_PAGE = 50


@require_safe
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    meeting = get_object_or_404(meetings_of(committee).prefetch_related("papers"), pk=pk)
    page = Paginator(decision_numbers(meeting), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "committee": committee,
        "meeting": meeting,
        "attendance": attendance_of(meeting),
        "page": page,
        "decisions": decisions_of(committee, meeting, list(page.object_list)),
        "owed": owed(meeting),
        "over": meeting.on <= today(),
        "place": "committees",
    }
    return render(request, "committees/meeting.html", context)
