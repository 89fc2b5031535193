"""Every meeting, for a calendar to subscribe to."""

from django.http import HttpRequest, HttpResponse

from hustings_site.campaign.calendars import calendar_of
from hustings_site.campaign.selectors.meetings import meetings


def view(request: HttpRequest) -> HttpResponse:
    text = calendar_of(meetings(), request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
