"""Hustings meetings, the coming and the past."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.meetings import meetings


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "campaign/meetings.html", {"meetings": meetings(), "place": "campaign"})
