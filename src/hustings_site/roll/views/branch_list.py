"""Enter or change many branches at once, from a list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.branches import take_branches
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import BranchListForm
from hustings_site.roll.models import Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = BranchListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_branches(by=request.user.scope, organisation=organisation, text=form.cleaned_data["table"])
        except ValidationError as refusal:
            form.add_error("table", refusal.messages)
        else:
            said = _("%(new)d branches are new, %(changed)d changed, %(unchanged)d were so already.")
            messages.success(request, said % {"new": taken.new, "changed": taken.changed, "unchanged": taken.unchanged})
            return redirect("roll:branches", organisation.slug)
    return render(request, "roll/branch_list.html", {"organisation": organisation, "form": form, "place": "desk"})
