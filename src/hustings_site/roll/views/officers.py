"""Two officers from now on, or one alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Organisation
from hustings_site.roll.organisations import propose_officers
from hustings_site.roll.said import tell


@require_POST
@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    try:
        proposal = propose_officers(
            by=request.user.scope,
            organisation=organisation,
            two=request.POST.get("two") == "1",
            reason=request.POST.get("reason", "")[:1000],
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        tell(request, proposal)
    return redirect("roll:settings", organisation.slug)
