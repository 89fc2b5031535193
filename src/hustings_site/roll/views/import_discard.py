"""Throw an import away that was not applied, or the rejected rows of one that is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.imports.running import discard
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import import_of


@require_POST
@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int) -> HttpResponse:
    try:
        discard(by=request.user.scope, member_import=import_of(organisation, member_import))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The rows of the file are thrown away."))
    return redirect("roll:imports", organisation.slug)
