"""Who comes in where papers are handled: who runs the election, who watches it, and its scrutineer."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import Person, holds
from hustings_site.elections.models import Election
from hustings_site.elections.papers.models import Batch
from hustings_site.elections.permissions import may_run, may_watch, scopes_of


def election_watched(request: HttpRequest, slug: str) -> Election:
    """The election, for whoever runs or watches it. Raises Http404 and PermissionDenied."""
    election = get_object_or_404(Election.objects.select_related("organisation"), slug=slug)
    if not may_watch(request.user, election):
        raise PermissionDenied
    return election


def election_scrutinised(request: HttpRequest, slug: str) -> Election:
    """The election, for its scrutineer alone."""
    election = get_object_or_404(Election.objects.select_related("organisation"), slug=slug)
    if not is_scrutineer(request.user, election):
        raise PermissionDenied
    return election


def is_scrutineer(user: Person, election: Election) -> bool:
    """Whether the person is the election's scrutineer, to whom the list of numbers belongs."""
    return holds(user, Office.SCRUTINEER, scopes=scopes_of(election))


def batch_run(request: HttpRequest, pk: int) -> Batch:
    """The batch of this number, for whoever runs the election."""
    batch = get_object_or_404(Batch.objects.select_related("contest__election__organisation"), pk=pk)
    if not may_run(request.user, batch.contest.election):
        raise PermissionDenied
    return batch


def batch_watched(request: HttpRequest, pk: int) -> Batch:
    """The batch of this number, for whoever runs or watches the election."""
    batch = get_object_or_404(Batch.objects.select_related("contest__election__organisation"), pk=pk)
    if not may_watch(request.user, batch.contest.election):
        raise PermissionDenied
    return batch
