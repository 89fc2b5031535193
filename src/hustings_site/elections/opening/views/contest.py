"""The opening of one contest's ballots: each step, the server's own work as it goes on, who has done their part.

The page looks again by itself while the server is at work, without a script, until its reader lets it stand still.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hustings_site.elections import tallying
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.page import contest_page, polled_contests
from hustings_site.elections.opening.running import start


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, contest: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    row = next((each for each in polled_contests(found) if each.slug == contest), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            if "end_shuffles" in request.POST:
                tallying.end_shuffles(by=request.user.scope, contest=row)
            else:
                start(by=request.user.scope, contest=row)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("elections:contest_opening", found.slug, row.slug)
    page = contest_page(row)
    at_work = page.opening is not None and page.opening.state == OpeningState.WORKING and not page.interrupted
    since = page.opening.since if page.opening and page.opening.since else timezone.now()
    still = "still" in request.GET
    context = {
        "election": found,
        "page": page,
        "at_work": at_work,
        "seconds": (timezone.now() - since).seconds,
        "still": still,
        "place": "desk",
    }
    answer = render(request, "elections/opening/contest.html", context)
    if at_work and not still:
        answer["Refresh"] = "2"
    return answer
