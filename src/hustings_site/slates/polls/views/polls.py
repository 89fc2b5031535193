"""Every supporters' poll whose rules are published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.polls.selectors import public_polls


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "slates/polls/polls.html", {"polls": public_polls()})
