"""The ledger: who was asked, how often, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import checklist, published_programme


def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    context = {"programme": programme, "found": checklist(programme), "place": "campaign"}
    return render(request, "campaign/outreach.html", context)
