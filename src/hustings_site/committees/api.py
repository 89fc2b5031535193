"""Committees through the API: each in Popolo's words, and its seats on a day."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.committees.doors import committee_at, today
from hustings_site.committees.popolo import as_popolo
from hustings_site.committees.recall.exporters import as_record
from hustings_site.committees.selectors.seats import committees, sitting
from hustings_site.pages.open_data import open_to_all

router = Router(tags=[gettext_noop("committees")])


@router.get("/", response=list[dict[str, Any]], summary=gettext_noop("Every committee: name, organisation, address"))
@decorate_view(open_to_all)
def all_committees(request: HttpRequest) -> list[dict[str, object]]:
    return [{"slug": each.slug, "name": each.name, "organisation": each.organisation.name} for each in committees()]


@router.get(
    "/{slug:slug}",
    response=dict[str, Any],
    summary=gettext_noop("A committee in Popolo: people, posts, memberships, motions, vote events"),
)
@decorate_view(open_to_all)
def committee(request: HttpRequest, slug: str) -> dict[str, object]:
    return as_popolo(committee_at(slug), request.build_absolute_uri("/").rstrip("/"))


@router.get(
    "/{slug:slug}/seats",
    response=list[dict[str, Any]],
    summary=gettext_noop(
        "Its seats on a day (on=2026-05-31; today where none is given): who holds each, and how it stands"
    ),
)
@decorate_view(open_to_all)
def seats(request: HttpRequest, slug: str, on: date | None = None) -> list[dict[str, object]]:
    shown = sitting(committee_at(slug), on or today())
    return [
        {
            "section": each.seat.section.name,
            "number": each.seat.number,
            "status": each.status.value,
            "holder": each.person.name if each.person else None,
            "since": each.state.since,
            "until": each.state.until,
            "votes": each.state.votes,
        }
        for each in shown.seats
    ]


@router.get(
    "/{slug:slug}/recall",
    response=dict[str, Any],
    summary=gettext_noop("Recall: the rule in force, petitions with their signatures counted, accountability meetings"),
)
@decorate_view(open_to_all)
def recall(request: HttpRequest, slug: str) -> dict[str, object]:
    return as_record(committee_at(slug))
