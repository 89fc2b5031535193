"""For whoever watches: the batches of papers, each to be looked into once two people agree on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.door import election_watched, is_scrutineer
from hustings_site.elections.papers.pages import batches_of, envelopes_in_numbers, precedence


@signed_in
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_watched(request, election)
    context = {
        "election": found,
        "batches": batches_of(found),
        "openings": found.openings.all(),
        "envelopes": envelopes_in_numbers(found),
        "keeps_list": is_scrutineer(request.user, found),
        "precedence": precedence(found),
        "place": "desk",
    }
    return render(request, "elections/papers/watch.html", context)
