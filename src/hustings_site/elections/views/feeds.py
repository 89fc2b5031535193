"""Feeds of elections and candidates, and the calendar of an election."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.elections.news import calendar_of, candidates_feed, elections_feed
from hustings_site.elections.public_data import public_election
from hustings_site.pages.feeds import written


@require_safe
def announced(request: HttpRequest, form: str) -> HttpResponse:
    """Elections announced and terms corrected."""
    return written(request, elections_feed(), form)


@require_safe
def candidates(request: HttpRequest, election: str, form: str) -> HttpResponse:
    """How the candidates of an election stand."""
    return written(request, candidates_feed(public_election(election)), form)


@require_safe
def calendar(request: HttpRequest, election: str) -> HttpResponse:
    """The dates of an election, to subscribe to."""
    site = request.build_absolute_uri("/").rstrip("/")
    response = HttpResponse(calendar_of(public_election(election), site), content_type="text/calendar; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response
