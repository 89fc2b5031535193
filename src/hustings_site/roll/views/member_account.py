"""Let a member sign in with the address of their record, or take that back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.members import give_account, link_account
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import member_of


@require_POST
@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member: int) -> HttpResponse:
    found = member_of(organisation, member)
    try:
        if "take_back" in request.POST:
            link_account(by=request.user.scope, member=found, user=None)
            messages.success(request, _("The account is tied to this record no more."))
        else:
            give_account(by=request.user.scope, member=found)
            messages.success(request, _("The member can sign in with the e-mail address of the record."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("roll:member", organisation.slug, found.pk)
