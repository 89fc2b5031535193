"""The doors of the campaign's desk: who may come in to what."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person
from hustings_site.campaign.models import Meeting, Programme, Request
from hustings_site.campaign.permissions import may_chair, may_edit, may_moderate
from hustings_site.campaign.selectors.meetings import meetings
from hustings_site.elections.desk_selectors import elections_run_by
from hustings_site.elections.models import Contest
from hustings_site.elections.permissions import may_run


class SignedInRequest(HttpRequest):
    """What a view is given once somebody is signed in."""

    user: User


def programme_to_edit(request: HttpRequest, programme: int) -> Programme:
    """The programme, for its editors. Raises PermissionDenied for anybody else."""
    found = get_object_or_404(Programme.objects.select_related("contest__election__organisation"), pk=programme)
    if not may_edit(request.user, found):
        raise PermissionDenied
    return found


def request_to_work_on(request: HttpRequest, request_pk: int) -> Request:
    """The request to one candidate, for whoever runs the election."""
    found = get_object_or_404(
        Request.objects.select_related("candidate", "programme__contest__election__organisation"), pk=request_pk
    )
    if not may_run(request.user, found.programme.contest.election):
        raise PermissionDenied
    return found


def meeting_to_run(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for whoever runs the election."""
    found = get_object_or_404(meetings(), pk=pk)
    if not may_run(request.user, found.contest.election):
        raise PermissionDenied
    return found


def meeting_to_chair(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for its chair and whoever runs the election."""
    found = get_object_or_404(meetings(), pk=pk)
    if not may_chair(request.user, found):
        raise PermissionDenied
    return found


def meeting_to_moderate(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for its moderators and whoever runs the election."""
    found = get_object_or_404(meetings(), pk=pk)
    if not may_moderate(request.user, found.contest.election):
        raise PermissionDenied
    return found


def contests_run_by(user: Person) -> QuerySet[Contest]:
    """Contests of the elections that the person runs, newest election first."""
    contests = Contest.objects.select_related("election__organisation").order_by("-election__pk", "position")
    return contests.filter(election__in=elections_run_by(user)) if isinstance(user, User) else contests.none()
