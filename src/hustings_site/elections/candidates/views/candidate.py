"""One candidate: what the candidate publishes, how the candidate stands and since when, who nominated."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.elections.candidates.selectors import (
    history_of,
    named_in_public,
    public_contest,
    shown_of,
    statements_are_public,
)
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.public_page import nominations_page
from hustings_site.elections.nominations.selectors import may_see_nominations


def view(request: HttpRequest, election: str, contest: str, candidate: int) -> HttpResponse:
    found = public_contest(election, contest)
    one = public_candidate(found, candidate)
    row = None
    if may_see_nominations(request.user, found):
        page = nominations_page(found, everybody=False)
        row = next((row for row in page.rows if row.candidate == one), None)
    context = {
        "contest": found,
        "candidate": one,
        "shown": shown_of(one) if statements_are_public(found) else None,
        "history": history_of(one),
        "row": row,
        "place": "elections",
    }
    return render(request, "elections/candidates/candidate.html", context)


def public_candidate(contest: Contest, pk: int) -> Candidate:
    """A candidate whose name is public. Raises Http404."""
    rows = contest.candidates.select_related("contest__election__organisation", "member__branch")
    candidate = get_object_or_404(rows, pk=pk)
    if not named_in_public(contest, [candidate]):
        raise Http404
    return candidate
