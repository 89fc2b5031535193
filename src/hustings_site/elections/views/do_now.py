"""Do a promised act by hand: it failed, or it is due and no worker runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run
from hustings_site.elections.timetable import election_of
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import ScheduledAct
from hustings_site.journal.schedule import do_now
from hustings_site.pages.stale import AlreadySentError, take


@signed_in
@require_POST
def view(request: OfficersRequest, act: int) -> HttpResponse:
    promised = get_object_or_404(ScheduledAct, pk=act)
    try:
        election = election_of(promised.subject)
    except (Election.DoesNotExist, ValueError) as nobodys:
        raise PermissionDenied from nobodys
    if not may_run(request.user, election):
        raise PermissionDenied
    try:
        with transaction.atomic():
            take(request.POST, election.pk)
            done = do_now(by=request.user.scope, act=promised)
    except AlreadySentError as twice:
        messages.warning(request, twice.messages[0])
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        tell = messages.success if done.state == ActState.DONE else messages.error
        tell(request, done.outcome)
    return redirect("elections:overview", election.slug)
