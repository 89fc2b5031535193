"""One meeting, for a calendar: loaded again, it updates its entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from hustings_site.campaign.calendars import calendar_of
from hustings_site.campaign.selectors.meetings import meetings


def view(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(), pk=pk)
    text = calendar_of([meeting], request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
