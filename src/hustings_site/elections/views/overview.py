"""One election on the desk: how it stands, what is to be done next, its contests, its timetable."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_acts import ELECTION_ACTS, acts_for
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import contests_on_desk, election_watched_by, proposals_in, timetable_of
from hustings_site.elections.links import ON_DESK
from hustings_site.elections.permissions import may_run
from hustings_site.elections.terms import lacking
from hustings_site.elections.two_officers import agreed_ahead
from hustings_site.pages.stale import slip


@signed_in
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_watched_by(request.user, election)
    runs = may_run(request.user, found)
    contests = contests_on_desk(found)
    announced = found.announced_at is not None
    possible = {name: act for name, act in ELECTION_ACTS.items() if announced and act.possible(found)}
    return render(
        request,
        "elections/overview.html",
        {
            "election": found,
            "runs": runs,
            "contests": [(contest, acts_for(contest) if announced and runs else []) for contest in contests],
            "lacking": [] if announced else lacking(found),
            "acts": [(name, act, agreed_ahead(found, f"elections.{name}")) for name, act in possible.items() if runs],
            "timetable": timetable_of(found),
            "proposals": proposals_in(found, request.user),
            "links": ON_DESK.of(found),
            "slip": slip(found.pk),
            "place": "desk",
        },
    )
