"""Who stands for a post: the list, its order and how to draw that again; who was named and does not stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.candidates.public_page import candidates_page
from hustings_site.elections.candidates.selectors import public_contest
from hustings_site.elections.nominations.selectors import may_see_nominations


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    found = public_contest(election, contest)
    page = candidates_page(found)
    context = {
        "contest": found,
        "page": page,
        "nominations": may_see_nominations(request.user, found),
        "place": "elections",
    }
    return render(request, "elections/candidates/candidates.html", context)
