"""Ask for an electorate to be frozen; the page says what will happen to whom."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hustings_site.pages.stale import slip, take
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.electorates import Names, read_rule, sentences
from hustings_site.roll.freezing import propose_freeze
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.roll.said import tell
from hustings_site.roll.selectors import whom_it_finds


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, electorate: str) -> HttpResponse:
    found = get_object_or_404(Electorate.objects.of(organisation).select_related("organisation"), slug=electorate)
    if request.method == "POST":
        try:
            with transaction.atomic():
                take(request.POST, found.version)
                proposal = propose_freeze(by=request.user.scope, electorate=found)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            tell(request, proposal)
        return redirect("roll:electorates", organisation.slug)
    rule = read_rule(found.rule)
    context = {
        "organisation": organisation,
        "electorate": found,
        "tests": sentences(rule, Names.of(organisation)),
        "found": whom_it_finds(organisation, rule),
        "slip": slip(found.version),
        "place": "desk",
    }
    return render(request, "roll/electorate_freeze.html", context)
