"""The checklist: every candidate against every point."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import Filters, checklist, published_programme, published_programmes


def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    filters = Filters(*(request.GET.get(name, "") for name in ("slate", "region", "point")))
    others = published_programmes().filter(contest__election=programme.contest.election).exclude(pk=programme.pk)
    context = {"programme": programme, "found": checklist(programme, filters), "filters": filters, "others": others}
    return render(request, "campaign/checklist.html", {**context, "place": "campaign"})
