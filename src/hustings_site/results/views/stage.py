"""One stage of a count on a page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.results.selectors import published_result
from hustings_site.results.stage_page import stage_page


def view(request: HttpRequest, election: str, contest: str, number: int, stage: int) -> HttpResponse:
    result = published_result(election, contest, number)
    page = stage_page(result, stage) if result.rule else None
    if page is None:
        raise Http404
    context = {"page": page, "result": result, "contest": result.contest, "election": result.contest.election}
    return render(request, "results/stage.html", context | {"place": "elections"})
