"""Campaigns through the API: programmes with their checklists, hustings meetings, endorsements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.campaign.public_data import (
    EndorsementsShown,
    MeetingInBrief,
    MeetingShown,
    ProgrammeInBrief,
    endorsements_shown,
    meeting_shown,
    meetings_in_brief,
    programme_in_brief,
)
from hustings_site.campaign.selectors.checklist import published_programmes
from hustings_site.campaign.selectors.meetings import meetings
from hustings_site.elections.public_data import public_contest
from hustings_site.pages.open_data import open_to_all, table

router = Router(tags=[gettext_noop("campaigns")])


@router.get(
    "/programmes",
    response=list[ProgrammeInBrief],
    summary=gettext_noop("Every programme put to candidates, with where its checklist is read"),
)
@decorate_view(open_to_all)
def programmes(request: HttpRequest) -> list[ProgrammeInBrief]:
    return [programme_in_brief(each) for each in published_programmes()]


@router.get(
    "/meetings", response=list[MeetingInBrief], summary=gettext_noop("Every hustings meeting, cancelled ones too")
)
@decorate_view(open_to_all)
def hustings_meetings(request: HttpRequest) -> list[MeetingInBrief]:
    return meetings_in_brief(list(meetings()))


@router.get("/meetings.csv", summary=gettext_noop("Every hustings meeting, as a table"))
def hustings_meetings_csv(request: HttpRequest) -> HttpResponse:
    columns = ("number", "title", "election", "contest", "starts_at", "ends_at", "where", "chair", "taken", "waiting")
    shown = meetings_in_brief(list(meetings()))
    rows = (
        (
            m.number,
            m.title,
            m.election,
            m.contest,
            m.starts_at.isoformat(),
            m.ends_at.isoformat(),
            m.where,
            m.chair,
            m.taken,
            m.waiting,
        )
        for m in shown
    )
    return table("hustings-meetings", columns, rows)


@router.get(
    "/meetings/{int:meeting}",
    response=MeetingShown,
    summary=gettext_noop("A hustings meeting: who is invited and came, questions and decisions, seconds spoken"),
)
@decorate_view(open_to_all)
def hustings_meeting(request: HttpRequest, meeting: int) -> MeetingShown:
    return meeting_shown(get_object_or_404(meetings(), pk=meeting))


@router.get(
    "/{slug:election}/{slug:contest}/endorsements",
    response=EndorsementsShown,
    summary=gettext_noop("Who recommends whom, with history, and what is said of who stands behind a list"),
)
@decorate_view(open_to_all)
def endorsements(request: HttpRequest, election: str, contest: str) -> EndorsementsShown:
    return endorsements_shown(public_contest(election, contest))


@router.get("/{slug:election}/{slug:contest}/endorsements.csv", summary=gettext_noop("Who recommends whom, as a table"))
def endorsements_csv(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    columns = ("candidate", "endorser", "kind", "said_on", "source", "state")
    rows = (
        (e.candidate, e.endorser, e.kind, e.said_on.isoformat(), e.source, e.state)
        for e in endorsements_shown(public_contest(election, contest)).endorsements
    )
    return table(f"{election}-{contest}-endorsements", columns, rows)
