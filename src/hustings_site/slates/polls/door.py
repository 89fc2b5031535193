"""The doors of supporters' polls: officers of the organisation that makes one, and of each body for its own part."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.accounts.permissions import is_returning_officer
from hustings_site.slates.polls.models import PollBody, SupportersPoll


def poll_made(request: HttpRequest, pk: int) -> SupportersPoll:
    """The poll, for officers of the organisation that makes it. Raises Http404, PermissionDenied."""
    poll = get_object_or_404(SupportersPoll.objects.select_related("host", "contest__election"), pk=pk)
    if not is_returning_officer(request.user, poll.host.scope):
        raise PermissionDenied
    return poll


def body_of(request: HttpRequest, pk: int) -> PollBody:
    """A body's part in a poll, for officers of that body. Raises Http404, PermissionDenied."""
    body = get_object_or_404(PollBody.objects.select_related("poll__host", "organisation", "election"), pk=pk)
    if not is_returning_officer(request.user, body.organisation.scope):
        raise PermissionDenied
    return body
