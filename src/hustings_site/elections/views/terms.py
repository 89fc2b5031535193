"""The terms of an election, every one of them, with their fingerprint and every correction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.public_selectors import announced_election, terms_of
from hustings_site.elections.terms_page import terms_in_words


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    context = {
        "election": found,
        "terms": terms_of(found),
        "editions": found.terms.all(),
        "parts": terms_in_words(found),
        "place": "elections",
    }
    return render(request, "elections/terms.html", context)


@require_safe
def as_json(request: HttpRequest, election: str, edition: int) -> HttpResponse:
    """One edition, byte for byte as its fingerprint was taken."""
    terms = terms_of(announced_election(election), edition)
    return HttpResponse(terms.text, content_type="application/json; charset=utf-8")
