"""Every programme that candidates were asked to answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import published_programmes


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "campaign/programmes.html", {"programmes": published_programmes(), "place": "campaign"})
