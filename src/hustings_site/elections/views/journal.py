"""The public journal of an election: what was done, when, in which office; never a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.public_selectors import announced_election, journal_of


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    page = request.GET.get("page", "1")
    shown, entries = journal_of(found, int(page) if page.isdigit() else 1)
    context = {"election": found, "page": shown, "entries": entries, "place": "elections"}
    return render(request, "elections/journal.html", context)
