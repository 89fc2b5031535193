"""Rename a branch, or move it with everything under it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.branches import change_branch
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.forms import BranchForm
from hustings_site.roll.models import Branch, Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, branch: str) -> HttpResponse:
    found = get_object_or_404(Branch.objects.of(organisation), code=branch)
    initial = {"name": found.name, "kind": found.kind, "parent": found.parent_id, "version": found.version}
    form = BranchForm(organisation, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_branch(
                by=request.user.scope,
                branch=found,
                version=given["version"],
                name=given["name"],
                kind=BranchKind(given["kind"]),
                parent=given["parent"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(branch)s is changed.") % {"branch": given["name"]})
            return redirect("roll:branches", organisation.slug)
    return render(
        request,
        "roll/branch.html",
        {"organisation": organisation, "branch": found, "form": form, "place": "desk"},
    )
