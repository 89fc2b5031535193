"""Ask for everything held of a member to be erased."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.erasure import propose_erasing_member
from hustings_site.roll.forms import ReasonForm
from hustings_site.roll.models import Organisation
from hustings_site.roll.said import tell
from hustings_site.roll.selectors import entries_of, history_of, member_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member: int) -> HttpResponse:
    found = member_of(organisation, member)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            proposal = propose_erasing_member(by=request.user.scope, member=found, reason=reason)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            tell(request, proposal)
        return redirect("roll:members", organisation.slug)
    context = {
        "organisation": organisation,
        "member": found,
        "entries": len(entries_of(found)),
        "changes": len(history_of(found)),
        "form": form,
        "place": "desk",
    }
    return render(request, "roll/member_erase.html", context)
