"""Ask for a member to be added to a frozen roll."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import AdditionForm
from hustings_site.roll.late_changes import propose_addition
from hustings_site.roll.models import FrozenRoll, Member, Organisation
from hustings_site.roll.said import tell
from hustings_site.roll.use import why_closed


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, roll: int) -> HttpResponse:
    rolls = FrozenRoll.objects.of(organisation).select_related("organisation", "electorate")
    found = get_object_or_404(rolls, pk=roll)
    form = AdditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, reason = form.cleaned_data["number"].strip(), form.cleaned_data["reason"]
        member = Member.objects.of(organisation).filter(number=number).select_related("branch").first()
        if member is None:
            form.add_error("number", _("There is no member with this number: look it up in the members’ list."))
        else:
            try:
                tell(request, propose_addition(by=request.user.scope, roll=found, member=member, reason=reason))
                return redirect("roll:roll", organisation.slug, found.pk)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
    context = {
        "organisation": organisation,
        "roll": found,
        "form": form,
        "closed": why_closed(found),
        "place": "desk",
    }
    return render(request, "roll/roll_add.html", context)
