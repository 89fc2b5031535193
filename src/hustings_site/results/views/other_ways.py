"""What the marks of a block vote say of other ways of voting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.results.other_ways import has_other_ways, other_ways
from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    result = published_result(election, contest, number)
    if not has_other_ways(result):
        raise Http404
    context = {"ways": other_ways(result), "result": result, "contest": result.contest}
    return render(request, "results/other_ways.html", context | {"election": result.contest.election})
