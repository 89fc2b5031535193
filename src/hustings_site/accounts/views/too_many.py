"""Tried too often: when it may be tried again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hustings_site.accounts.limits import TooManyTriesError


def too_many(request: HttpRequest, refusal: TooManyTriesError) -> HttpResponse:
    """The answer 429, with the seconds to wait for programs and the time of day for people."""
    response = render(request, "429.html", {"refusal": refusal.messages[0]}, status=429)
    response["Retry-After"] = str(max(1, int((refusal.until - timezone.now()).total_seconds())))
    return response
