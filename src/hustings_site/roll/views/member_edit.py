"""Change a member's record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import MemberForm
from hustings_site.roll.members import change_member
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import member_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member: int) -> HttpResponse:
    found = member_of(organisation, member)
    form = MemberForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            changed = change_member(by=request.user.scope, member=found, version=version, details=form.details())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The record is changed.") if changed else _("Nothing was different."))
            return redirect("roll:member", organisation.slug, found.pk)
    context = {"organisation": organisation, "member": found, "form": form, "place": "desk"}
    return render(request, "roll/member_edit.html", context)
