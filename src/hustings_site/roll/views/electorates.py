"""Who may vote, by which rule, and the rolls frozen by them."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.roll.selectors import published_rolls


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "electorates": Electorate.objects.of(organisation),
        "rolls": published_rolls(organisation),
        "place": "desk",
    }
    return render(request, "roll/electorates.html", context)
