"""Who may work on a draft: whoever runs the election of a contest held here; else whoever publishes for all."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.permissions import may_open_desk, may_publish_for_anybody, may_run
from hustings_site.results.drafting import held_here
from hustings_site.results.models import Draft
from hustings_site.results.selectors import draft_on_desk

DraftView = Callable[[OfficersRequest, Draft], HttpResponse]


def for_the_draft(view: DraftView) -> Callable[[OfficersRequest, UUID], HttpResponse]:
    """Give a view the draft of its address. A stranger is asked to sign in, others are refused."""

    @wraps(view)
    def guarded(request: OfficersRequest, draft: UUID) -> HttpResponse:
        if not may_open_desk(request.user):
            raise PermissionDenied
        found = draft_on_desk(draft)
        if found.contest is not None and held_here(found.contest):
            allowed = may_run(request.user, found.contest.election)
        else:
            allowed = may_publish_for_anybody(request.user)
        if not allowed:
            raise PermissionDenied
        return view(request, found)

    guard: Callable[[OfficersRequest, UUID], HttpResponse] = login_required(guarded)
    return guard
