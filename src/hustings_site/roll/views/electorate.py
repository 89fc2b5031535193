"""An electorate: its rule in words, whom it finds today, and the form to change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.electorates import Names, read_rule, sentences
from hustings_site.roll.forms import ElectorateForm
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.roll.selectors import whom_it_finds
from hustings_site.roll.services import change_electorate
from hustings_site.roll.use import why_fixed


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, electorate: str) -> HttpResponse:
    found = get_object_or_404(Electorate.objects.of(organisation).select_related("organisation"), slug=electorate)
    form = ElectorateForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_electorate(
                by=request.user.scope,
                electorate=found,
                version=given["version"],
                name=given["name"],
                rule=given["read"].as_json(),
                weighted=given["weighted"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The rule is kept. Below is whom it finds today."))
            return redirect("roll:electorate", organisation.slug, found.slug)
    rule = read_rule(found.rule)
    context = {
        "organisation": organisation,
        "electorate": found,
        "form": form,
        "tests": sentences(rule, Names.of(organisation)),
        "found": whom_it_finds(organisation, rule),
        "fixed": why_fixed(found),
        "place": "desk",
    }
    return render(request, "roll/electorate.html", context)
