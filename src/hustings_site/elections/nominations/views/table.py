"""Who nominated whom for a post: public by the terms, to officers always."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.candidates.selectors import public_contest
from hustings_site.elections.models import Contest
from hustings_site.elections.nominations.public_page import Page, nominations_page
from hustings_site.elections.nominations.selectors import may_see_nominations
from hustings_site.elections.permissions import may_watch


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    found = public_contest(election, contest)
    if not may_see_nominations(request.user, found):
        return render(request, "elections/nominations/not_yet.html", {"contest": found, "place": "elections"})
    page = page_for(request, found)
    return render(request, "elections/nominations/table.html", {"page": page, "contest": found, "place": "elections"})


def page_for(request: HttpRequest, contest: Contest) -> Page:
    """The table as this reader may see it. Raises Http404 where it is not public yet."""
    if not may_see_nominations(request.user, contest):
        raise Http404
    return nominations_page(contest, everybody=may_watch(request.user, contest.election))
