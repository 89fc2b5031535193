"""The doors of the pages of motions: which organisation, which row of it, and who comes in."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.elections.models import Contest
from hustings_site.motions.permissions import may_keep_motions
from hustings_site.motions.selectors.votes import PUT_HERE
from hustings_site.roll.models import Organisation

Row = TypeVar("Row", bound=Model)


def organisation_at(slug: str) -> Organisation:
    """The organisation at this address. Raises Http404."""
    return get_object_or_404(Organisation, slug=slug)


def organisation_kept_by(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, for whoever keeps its motions. Raises Http404, PermissionDenied."""
    organisation = organisation_at(slug)
    if not may_keep_motions(request.user, organisation):
        raise PermissionDenied
    return organisation


def row_at(rows: QuerySet[Row], pk: int) -> Row:
    """The row of this number among those of an organisation. Raises Http404."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def vote_at(organisation: Organisation, pk: int) -> Contest:
    """The contest that puts a motion of this organisation to the vote. Raises Http404."""
    rows = Contest.objects.filter(PUT_HERE, election__organisation=organisation).distinct()
    return row_at(rows.select_related("election__organisation", "roll", "electorate", "run_again_of"), pk)
