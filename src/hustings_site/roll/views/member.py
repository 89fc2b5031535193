"""A member as whoever keeps the roll sees them: record, where they may vote and why, every change."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.exporters import eligibility
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import entries_of, history_of, member_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member: int) -> HttpResponse:
    found = member_of(organisation, member)
    context = {
        "organisation": organisation,
        "member": found,
        "eligibility": eligibility(found),
        "entries": entries_of(found),
        "history": history_of(found),
        "place": "desk",
    }
    return render(request, "roll/member.html", context)
