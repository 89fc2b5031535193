"""The complaints of an election on its returning officer's desk: those that wait first, by the day of their answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.complaints.enums import ComplaintState
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.running import election_run
from hustings_site.journal import clock


@login_required
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run(request, election)
    rows = Complaint.objects.filter(election=found).select_related("ruling", "contest")
    context = {
        "election": found,
        "waiting": rows.filter(state=ComplaintState.OPEN).order_by("answer_by", "number"),
        "decided": rows.exclude(state=ComplaintState.OPEN),
        "now": clock.now(),
        "place": "desk",
    }
    return render(request, "elections/complaints/desk.html", context)
