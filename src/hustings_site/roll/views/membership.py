"""What an organisation holds of its reader, where they may vote and why, and how to have it corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_the_member
from hustings_site.roll.exporters import eligibility
from hustings_site.roll.forms import CorrectionForm
from hustings_site.roll.models import CorrectionRequest, Member
from hustings_site.roll.requests import ask_correction
from hustings_site.roll.selectors import entries_of, history_of


@for_the_member
def view(request: SignedInRequest, member: Member) -> HttpResponse:
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_correction(by=request.user.scope, member=member, text=form.cleaned_data["text"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Your request is with the organisation. The answer will stand on this page."))
            return redirect("roll:membership", member.organisation.slug)
    context = {
        "organisation": member.organisation,
        "member": member,
        "eligibility": eligibility(member),
        "entries": entries_of(member),
        "history": history_of(member),
        "requests": CorrectionRequest.objects.filter(member=member),
        "form": form,
    }
    return render(request, "roll/membership.html", context)
