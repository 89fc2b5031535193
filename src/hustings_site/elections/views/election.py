"""The public page of an election held here: what is open until when, its contests, where everything is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_selectors import contests_on_desk, timetable_of
from hustings_site.elections.links import IN_PUBLIC
from hustings_site.elections.public_selectors import announced_election, headline


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    contests = contests_on_desk(found)
    context = {
        "election": found,
        "contests": contests,
        "headline": headline(found, contests),
        "timetable": timetable_of(found),
        "links": IN_PUBLIC.of(found),
        "place": "elections",
    }
    return render(request, "elections/election.html", context)
