"""Every complaint of an election by its number, without names, with its ruling."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.complaints.selectors import election_with_complaints, register


def view(request: HttpRequest, election: str) -> HttpResponse:
    found = election_with_complaints(election)
    entries = register(found)
    context = {
        "election": found,
        "entries": entries,
        "open": sum(entry.state == "open" for entry in entries),
        "place": "elections",
    }
    return render(request, "elections/complaints/register.html", context)
