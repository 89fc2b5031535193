"""Equal time: the order of speaking drawn by lot, and how long everybody has spoken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.campaign.permissions import may_chair
from hustings_site.campaign.selectors.meetings import asked_to_all, invited, meetings, spoken_by_all
from hustings_site.journal import clock


def view(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(), pk=pk)
    asked = asked_to_all(meeting, invited(meeting), clock.now())
    context = {"meeting": meeting, "asked": asked, "total": spoken_by_all(asked)}
    chairs = may_chair(request.user, meeting)
    return render(request, "campaign/meeting_clock.html", {**context, "chairs": chairs, "place": "campaign"})
