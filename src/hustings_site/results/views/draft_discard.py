"""Throw a draft away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.results.door import for_the_draft
from hustings_site.results.drafting import discard_draft
from hustings_site.results.models import Draft


@for_the_draft
@require_POST
def view(request: OfficersRequest, found: Draft) -> HttpResponse:
    discard_draft(draft=found)
    messages.success(request, _("The draft is gone. Nothing of it was public."))
    return redirect("elections:desk")
