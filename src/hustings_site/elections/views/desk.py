"""The returning officer's desk: what is waiting, put there by each room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.desk_door import for_returning_officers
from hustings_site.pages.sections import DESK


@for_returning_officers
def view(request: HttpRequest) -> HttpResponse:
    return render(request, "elections/desk.html", {"sections": DESK.ready_for(request), "place": "desk"})
