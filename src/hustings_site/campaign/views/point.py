"""One point: what every candidate says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import Filters, checklist, published_programme


def view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme, Filters(point=str(number)))
    context = {"programme": programme, "found": found, "point": found.point(number), "place": "campaign"}
    return render(request, "campaign/point.html", context)
