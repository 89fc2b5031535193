"""The public timetable of an election: every promised act, when it is due and how it went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_selectors import timetable_of
from hustings_site.elections.public_selectors import announced_election


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    context = {"election": found, "timetable": timetable_of(found), "place": "elections"}
    return render(request, "elections/timetable.html", context)
