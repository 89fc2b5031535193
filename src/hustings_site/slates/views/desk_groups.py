"""At the desk of an officer: the pages of groups are opened, on the same terms for all, and postcodes entered."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.elections.models import Election
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, elections_run
from hustings_site.slates.forms import BodyForm, PostcodesForm
from hustings_site.slates.models import Body
from hustings_site.slates.services.bodies import enter_postcodes, open_body


def _open(by: str, elections: list[Election], data: Mapping[str, Any]) -> None:
    open_body(
        by=by,
        organisation=data["organisation"],
        name=data["name"],
        kind=data["kind"],
        editors=[data["editor"]],
    )


ACTS: Mapping[str, DeskAct[list[Election]]] = {
    "open": DeskAct(
        _("Open the pages of a group"),
        _("Open its pages"),
        BodyForm,
        _open,
        _("Its pages are open; its editor writes them, and you do not."),
    ),
    "postcodes": DeskAct(
        _("Postcodes and branches"),
        _("Keep these postcodes"),
        PostcodesForm,
        lambda by, _elections, data: enter_postcodes(by=by, organisation=data["organisation"], areas=data["found"]),
        _("Kept; every group’s recommendations are found by them."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest) -> HttpResponse:
    elections = elections_run(request.user)
    if not elections:
        raise PermissionDenied
    offered = offered_acts(request, elections, ACTS)
    if offered is None:
        return redirect("slates:desk_groups")
    bodies = Body.objects.filter(organisation__in={each.organisation_id for each in elections})
    context = {"bodies": bodies.prefetch_related("editors"), "offered": offered, "place": "desk"}
    return render(request, "slates/desk_groups.html", context)
