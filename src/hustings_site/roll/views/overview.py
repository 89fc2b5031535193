"""What waits for whoever keeps the roll of an organisation, and the ways to everything else."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.journal import clock
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.erasure import due_for_erasure
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import waiting_in


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "waiting": waiting_in(organisation),
        "due": due_for_erasure(organisation, today=clock.now()),
        "place": "desk",
    }
    return render(request, "roll/overview.html", context)
