"""The doors of this room: who reads a slate that is not open yet, and who comes to its desk."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person
from hustings_site.elections.desk_selectors import elections_run_by
from hustings_site.elections.models import Election
from hustings_site.slates.models import Alliance, Body, Slate
from hustings_site.slates.permissions import may_edit_alliance, may_edit_body, may_edit_slate


class SignedInRequest(HttpRequest):
    """What a view is given once somebody is signed in."""

    user: User


def slate_to_read(request: HttpRequest, slug: str) -> Slate:
    """An open slate, or one that the reader edits. Raises Http404."""
    slate = get_object_or_404(
        Slate.objects.select_related("election__organisation", "body__organisation", "alliance"), slug=slug
    )
    if slate.published_at is None and not may_edit_slate(request.user, slate):
        raise Http404
    return slate


def slate_to_edit(request: HttpRequest, pk: int) -> Slate:
    """A slate, for those who write for its body."""
    slate = get_object_or_404(
        Slate.objects.select_related("election__organisation", "body__organisation", "alliance"), pk=pk
    )
    if not may_edit_slate(request.user, slate):
        raise PermissionDenied
    return slate


def body_to_edit(request: HttpRequest, pk: int) -> Body:
    """A body, for those who write for it."""
    body = get_object_or_404(Body.objects.select_related("organisation"), pk=pk)
    if not may_edit_body(request.user, body):
        raise PermissionDenied
    return body


def alliance_to_edit(request: HttpRequest, pk: int) -> Alliance:
    """An alliance, for those who write for the body that convened it."""
    alliance = get_object_or_404(Alliance.objects.select_related("convener__organisation"), pk=pk)
    if not may_edit_alliance(request.user, alliance):
        raise PermissionDenied
    return alliance


def elections_run(user: Person) -> list[Election]:
    """The elections that the person runs, newest first: for their organisations they open the pages of groups."""
    if not isinstance(user, User):
        return []
    return list(elections_run_by(user).select_related("organisation").order_by("-pk"))
