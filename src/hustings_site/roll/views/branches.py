"""The tree of branches, and a form for a new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.forms import NewBranchForm
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import branches_with_members
from hustings_site.roll.services import enter_branch


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = NewBranchForm(organisation, request.POST or None, initial={"kind": BranchKind.BRANCH})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            enter_branch(
                by=request.user.scope,
                organisation=organisation,
                code=given["code"],
                name=given["name"],
                kind=BranchKind(given["kind"]),
                parent=given["parent"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(branch)s is entered.") % {"branch": given["name"]})
            return redirect("roll:branches", organisation.slug)
    context = {
        "organisation": organisation,
        "branches": branches_with_members(organisation),
        "form": form,
        "place": "desk",
    }
    return render(request, "roll/branches.html", context)
