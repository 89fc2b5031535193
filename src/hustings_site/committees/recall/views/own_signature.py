"""Whoever may sign a petition signs it, or takes the signature back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.committees.doors import SignedInRequest, committee_at
from hustings_site.committees.recall.selectors import petition_at
from hustings_site.committees.recall.services import sign, take_back


@login_required
@require_POST
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    petition = petition_at(committee_at(slug), pk)
    try:
        if "take_back" in request.POST:
            take_back(user=request.user, petition=petition)
            messages.success(request, _("Your signature is taken back; nothing is left of it."))
        else:
            sign(user=request.user, petition=petition)
            messages.success(request, _("You have signed. Until the close you can take it back here."))
    except ValidationError as refused:
        messages.add_message(request, messages.WARNING, " ".join(refused.messages), extra_tags="stop")
    return redirect("committees:recall_petition", slug, petition.pk)
