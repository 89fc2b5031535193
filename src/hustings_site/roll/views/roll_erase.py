"""Ask for the names on a roll to be erased."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.erasure import propose_erasing_names
from hustings_site.roll.forms import ReasonForm
from hustings_site.roll.models import FrozenRoll, Organisation
from hustings_site.roll.said import tell


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, roll: int) -> HttpResponse:
    rolls = FrozenRoll.objects.of(organisation).select_related("organisation", "electorate")
    found = get_object_or_404(rolls, pk=roll)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            proposal = propose_erasing_names(by=request.user.scope, roll=found, reason=reason)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            tell(request, proposal)
        return redirect("roll:roll", organisation.slug, found.pk)
    context = {"organisation": organisation, "roll": found, "form": form, "place": "desk"}
    return render(request, "roll/roll_erase.html", context)
