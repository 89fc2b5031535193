"""One candidate: every answer with its history, how often asked, and how far the others agree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import agreements_with, checklist, published_programme


def view(request: HttpRequest, slug: str, candidate: int) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme)
    context = {"programme": programme, "found": found, "row": found.row_of(candidate), "place": "campaign"}
    return render(request, "campaign/candidate.html", {**context, "agreements": agreements_with(found, candidate)})
