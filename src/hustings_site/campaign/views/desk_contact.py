"""Enter in the ledger what happened outside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.campaign.desk_door import SignedInRequest, request_to_work_on
from hustings_site.campaign.enums import Event
from hustings_site.campaign.forms import ContactForm
from hustings_site.campaign.services.asking import record_contact


@login_required
@require_POST
def view(request: SignedInRequest, request_pk: int) -> HttpResponse:
    asked = request_to_work_on(request, request_pk)
    form = ContactForm(request.POST)
    if form.is_valid():
        event, note = Event(form.cleaned_data["event"]), form.cleaned_data["note"]
        try:
            record_contact(by=request.user.scope, request=asked, event=event, note=note)
            messages.success(request, _("It stands in the ledger."))
        except ValidationError as refused:
            messages.error(request, refused.message)
    return redirect("campaign:desk_programme", asked.programme_id)
