"""Take a whole import back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.imports.running import undo, why_not_undone
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import import_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int) -> HttpResponse:
    found = import_of(organisation, member_import)
    if request.method == "POST":
        try:
            undo(by=request.user.scope, member_import=found)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The import is undone: the members’ list is as it was before."))
        return redirect("roll:import", organisation.slug, found.pk)
    context = {"organisation": organisation, "import": found, "standing": why_not_undone(found), "place": "desk"}
    return render(request, "roll/import_undo.html", context)
