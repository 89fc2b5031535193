"""One meeting at the desk: attendance, and its decisions, each beside the way to correct it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.selectors.meetings import meetings_of

ON_A_PAGE = 100


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    meeting = get_object_or_404(meetings_of(committee), pk=pk)
    decisions = meeting.decisions.filter(corrected_by=None, struck=False).order_by("-pk")
    page = Paginator(decisions, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"committee": committee, "meeting": meeting, "page": page, "place": "desk"}
    return render(request, "committees/desk_meeting.html", context)
