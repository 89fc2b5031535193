"""Enter one member."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import MemberForm
from hustings_site.roll.members import enter_member
from hustings_site.roll.models import Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    initial = {"version": 0, "weight": 1, "email_is_personal": True}
    form = MemberForm(organisation, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            member = enter_member(by=request.user.scope, organisation=organisation, details=form.details())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect("roll:member", organisation.slug, member.pk)
    context = {"organisation": organisation, "form": form, "place": "desk"}
    return render(request, "roll/member_edit.html", context)
