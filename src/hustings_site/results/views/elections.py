"""Elections that are going on, then every finished one, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.public_selectors import elections_open_to_the_public
from hustings_site.results.selectors import published_elections


def view(request: HttpRequest) -> HttpResponse:
    """The list of elections."""
    return render(
        request,
        "results/elections.html",
        {
            "elections": published_elections(),
            "going": {"elections": elections_open_to_the_public()},
            "place": "elections",
        },
    )
