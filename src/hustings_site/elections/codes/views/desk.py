"""The code office's desk: how the codes of an election fared, what to do next, any elector found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.enums import MailKind
from hustings_site.elections.codes.running import is_at_work, is_interrupted, latest
from hustings_site.elections.codes.selectors import find_electors, issue_of, open_requests, to_bar
from hustings_site.elections.codes.ways import health, unreachable
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run


@signed_in
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    asked = request.GET.get("q", "")
    run = latest(issue, MailKind.CODES) if issue else None
    return render(
        request,
        "elections/codes/desk.html",
        {
            "election": found,
            "runs": may_run(request.user, found),
            "issue": issue,
            "health": health(issue) if issue else [],
            "unreachable": unreachable(issue) if issue else [],
            "to_bar": to_bar(issue).count() if issue else 0,
            "given": issue.spares_given.count() if issue else 0,
            "at_work": run is not None and is_at_work(run),
            "interrupted": run is not None and is_interrupted(run),
            "requests": len(open_requests(found)),
            "asked": asked,
            "electors": find_electors(found, asked),
            "place": "desk",
        },
    )
