"""Throw a draft away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.elections.desk_door import OfficersRequest, for_returning_officers
from hustings_site.results.drafting import discard_draft
from hustings_site.results.selectors import draft_on_desk


@for_returning_officers
@require_POST
def view(request: OfficersRequest, draft: UUID) -> HttpResponse:
    discard_draft(draft=draft_on_desk(draft))
    messages.success(request, _("The draft is gone. Nothing of it was public."))
    return redirect("elections:desk")
