"""The story page: nine acts, what each shows, and which tests cover it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.demonstration.acts import acts
from hustings_site.demonstration.views.advance import DAYS
from hustings_site.journal import clock


def view(request: HttpRequest) -> HttpResponse:
    context = {
        "acts": acts(),
        "now": clock.now(),
        "days": DAYS,
        "open": Poll.objects.filter(state=PollState.OPEN).order_by("closes").first(),
    }
    return render(request, "demonstration/story.html", context)
