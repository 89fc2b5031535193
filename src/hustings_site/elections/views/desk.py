"""The returning officer's desk: what is waiting, put there by each room."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.elections.desk_door import OfficersRequest, for_officers
from hustings_site.pages.sections import DESK


@for_officers
def view(request: OfficersRequest) -> HttpResponse:
    return render(request, "elections/desk.html", {"sections": DESK.ready_for(request), "place": "desk"})
