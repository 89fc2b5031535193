"""Send a candidate's link with a new code by mail."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.candidates.keys import mail_key
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.running import candidate_run


@login_required
@require_POST
def view(request: OfficersRequest, candidate: int) -> HttpResponse:
    found = candidate_run(request, candidate)
    try:
        file = mail_key(by=request.user.scope, candidate=found, address=address_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("elections:desk_candidate", found.pk)
    file.refresh_from_db()
    if file.delivery == Delivery.FAILED:
        messages.error(request, _("The mail was not sent: %(why)s") % {"why": file.delivery_note})
    else:
        messages.success(request, _("Link and code are on their way; an older code no longer works."))
    return redirect("elections:desk_candidate", found.pk)


def address_of(request: HttpRequest) -> Callable[[UUID], str]:
    """How the link of a candidate's page is written out."""
    return lambda link: request.build_absolute_uri(reverse("elections:stand", args=[link]))
