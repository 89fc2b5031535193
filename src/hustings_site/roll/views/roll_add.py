"""Ask for a member to be added to a frozen roll."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.journal.models import Proposal
from hustings_site.roll.door import SignedInRequest, for_rolls_officers
from hustings_site.roll.forms import AdditionForm
from hustings_site.roll.late_changes import propose_addition
from hustings_site.roll.models import FrozenRoll, Member
from hustings_site.roll.said import tell
from hustings_site.roll.use import places_of, why_closed


@for_rolls_officers
def view(request: SignedInRequest, roll: FrozenRoll) -> HttpResponse:
    organisation = roll.organisation
    form = AdditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, reason = form.cleaned_data["number"].strip(), form.cleaned_data["reason"]
        member = Member.objects.of(organisation).filter(number=number).select_related("branch").first()
        if member is None:
            form.add_error("number", _("There is no member with this number: look it up in the members’ list."))
        else:
            try:
                tell(request, _propose(request.user, roll, member, reason))
                return redirect("roll:roll", organisation.slug, roll.pk)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
    context = {
        "organisation": organisation,
        "roll": roll,
        "form": form,
        "closed": why_closed(roll),
        "place": "desk",
    }
    return render(request, "roll/roll_add.html", context)


def _propose(user: User, roll: FrozenRoll, member: Member, reason: str) -> Proposal:
    return propose_addition(by=user.scope, roll=roll, member=member, reason=reason, place=places_of(roll)[0])
