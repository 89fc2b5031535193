"""What this is, in a minute; each room adds what it has to show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.pages.sections import DOORS, HOME


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", {"doors": DOORS.ready_for(request), "sections": HOME.ready_for(request)})
