"""Every finished election, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.results.selectors import published_elections


def view(request: HttpRequest) -> HttpResponse:
    """The list of elections."""
    return render(request, "results/elections.html", {"elections": published_elections(), "place": "elections"})
