"""Voting on paper on the desk: what waits, and the way to each thing to be done. Whoever watches is led on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.door import election_watched
from hustings_site.elections.papers.enums import RequestState
from hustings_site.elections.papers.models import Challenge, PaperRequest, PrintRun
from hustings_site.elections.papers.number_list import has_key
from hustings_site.elections.papers.pages import batches_of, envelopes_in_numbers, precedence, to_be_counted
from hustings_site.elections.permissions import may_run


@signed_in
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_watched(request, election)
    if not may_run(request.user, found):
        return redirect("elections:paper_watch", found.slug)
    asked = PaperRequest.objects.filter(election=found)
    context = {
        "election": found,
        "precedence": precedence(found),
        "runs": PrintRun.objects.filter(contest__election=found).select_related("contest"),
        "asked": asked.count(),
        "to_be_sent": asked.filter(state=RequestState.ASKED).count(),
        "envelopes": envelopes_in_numbers(found),
        "to_be_counted": len(to_be_counted(found)),
        "batches": batches_of(found),
        "challenges": Challenge.objects.filter(batch__contest__election=found, adjudication=None).count(),
        "has_key": has_key(found),
        "place": "desk",
    }
    return render(request, "elections/papers/desk.html", context)
