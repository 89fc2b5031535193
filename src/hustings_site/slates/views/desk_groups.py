"""At the desk of an officer: the pages of groups are opened, on the same terms for all, and postcodes entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.elections.models import Election
from hustings_site.roll.models import Organisation
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, elections_run
from hustings_site.slates.forms import BodyForm, LinkForm, PostcodesForm
from hustings_site.slates.models import Body
from hustings_site.slates.services.bodies import enter_postcodes, link_supporters, open_body


@dataclass(frozen=True, slots=True)
class Subject:
    """The elections that the officer runs, and the organisations."""

    elections: list[Election]
    organisations: QuerySet[Organisation]

    def __str__(self) -> str:
        return "groups"


def _open(by: str, _subject: Subject, data: Mapping[str, Any]) -> None:
    open_body(
        by=by,
        organisation=data["organisation"],
        name=data["name"],
        kind=data["kind"],
        editors=[data["editor"]],
    )


ACTS: Mapping[str, DeskAct[Subject]] = {
    "open": DeskAct(
        _("Open the pages of a group"),
        _("Open its pages"),
        lambda subject, sent, prefix: BodyForm(subject.elections, sent, prefix),
        _open,
        _("Its pages are open; its editor writes them, and you do not."),
    ),
    "postcodes": DeskAct(
        _("Postcodes and branches"),
        _("Keep these postcodes"),
        lambda subject, sent, prefix: PostcodesForm(subject.elections, sent, prefix),
        lambda by, _subject, data: enter_postcodes(by=by, organisation=data["organisation"], areas=data["found"]),
        _("Kept; every group’s recommendations are found by them."),
    ),
    "link": DeskAct(
        _("A list of supporters"),
        _("Send this group’s notices to the list"),
        lambda subject, sent, prefix: (
            LinkForm(subject.organisations, sent, prefix) if subject.organisations.exists() else None
        ),
        lambda by, _subject, data: link_supporters(by=by, **data),
        _("Linked; the group’s notices go to the list, and its editors never see it."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest) -> HttpResponse:
    elections = elections_run(request.user)
    if not elections:
        raise PermissionDenied
    offered = offered_acts(request, Subject(elections, organisations_run_by(request.user)), ACTS)
    if offered is None:
        return redirect("slates:desk_groups")
    bodies = Body.objects.filter(organisation__in={each.organisation_id for each in elections})
    context = {"bodies": bodies.prefetch_related("editors"), "offered": offered, "place": "desk"}
    return render(request, "slates/desk_groups.html", context)
