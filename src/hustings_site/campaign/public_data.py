"""What is public of campaigns, in the shapes in which the API gives it. Checklists have their own exporters."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from ninja import Schema

from hustings_site.campaign.models import Meeting, Programme
from hustings_site.campaign.selectors.endorsements import (
    Endorsed,
    behind_lists,
    endorsements_by_candidate,
    who_endorses_nobody,
)
from hustings_site.campaign.selectors.meetings import (
    Places,
    accepted_questions,
    asked_to_all,
    invited,
    moderation_log,
    places,
    places_of_all,
)
from hustings_site.elections.models import Contest
from hustings_site.journal import clock


class ProgrammeInBrief(Schema):
    """A programme put to the candidates of a contest; its checklist stands at the paths."""

    slug: str
    title: str
    author: str
    election: str
    contest: str
    published_at: datetime | None
    closed_at: datetime | None
    json_path: str
    csv_path: str


class MeetingInBrief(Schema):
    """A hustings meeting; `capacity` null: no limit. How many have a place and wait, never who."""

    number: int
    uid: str
    title: str
    election: str
    contest: str
    starts_at: datetime
    ends_at: datetime
    where: str
    address: str
    link: str
    access: str
    chair: str
    capacity: int | None
    taken: int
    waiting: int
    recording: str
    cancelled_why: str | None


class InvitedShown(Schema):
    """A candidate's reply to the invitation, with its reason."""

    name: str
    invited_at: datetime
    attendance: str
    reason: str


class QuestionShown(Schema):
    """A question that will be asked; how many support it, never who."""

    number: int | None
    text: str
    supporters: int
    merged: list[str]


class DecisionShown(Schema):
    """A moderator's decision with its reason."""

    at: datetime
    question: str
    ruling: str
    reason: str


class SpokenShown(Schema):
    """How long somebody spoke to a question, in the order of speaking."""

    question: int
    candidate: str
    seconds: int


class MeetingShown(MeetingInBrief):
    """A meeting with all that its page shows."""

    code: str
    seconds_each: int
    order_seed: str
    invited: list[InvitedShown]
    questions: list[QuestionShown]
    decisions: list[DecisionShown]
    spoken: list[SpokenShown]


class EndorsementChangeShown(Schema):
    """How an endorsement stood from a moment on."""

    state: str
    at: datetime
    note: str


class EndorsementShown(Schema):
    """Who recommends whom, or declines to endorse anybody (`candidate` null); the newest state counts."""

    candidate: str | None
    endorser: str
    kind: str
    said_on: date
    source: str
    state: str
    history: list[EndorsementChangeShown]


class StatementShown(Schema):
    """What is said of who stands behind a list; `kind` is that of its author: declaration, claim, reply."""

    slate: str
    kind: str
    author: str
    text: str
    source: str
    said_on: date


class EndorsementsShown(Schema):
    """Who recommends whom in a contest, and what is said of who stands behind its lists."""

    endorsements: list[EndorsementShown]
    behind_lists: list[StatementShown]


def programme_in_brief(programme: Programme) -> ProgrammeInBrief:
    """A programme that has been put to candidates."""
    contest = programme.contest
    return ProgrammeInBrief(
        slug=programme.slug,
        title=programme.title,
        author=programme.author,
        election=contest.election.slug,
        contest=contest.slug,
        published_at=programme.published_at,
        closed_at=programme.closed_at,
        json_path=reverse("campaign:checklist_json", args=[programme.slug]),
        csv_path=reverse("campaign:checklist_csv", args=[programme.slug]),
    )


def meetings_in_brief(meetings: Sequence[Meeting]) -> list[MeetingInBrief]:
    """Meetings in a list, in as many queries for many as for one."""
    pairs = zip(meetings, places_of_all(meetings), strict=True)
    return [_brief(meeting, counts) for meeting, counts in pairs]


def meeting_shown(meeting: Meeting) -> MeetingShown:
    """All that the page of a meeting shows."""
    people = invited(meeting)
    return MeetingShown(
        **_brief(meeting, places(meeting)).model_dump(),
        code=meeting.code,
        seconds_each=meeting.seconds_each,
        order_seed=meeting.order_seed,
        invited=[
            InvitedShown(
                name=each.invitation.candidate.printed_name,
                invited_at=each.invitation.sent_at,
                attendance=each.attendance.value,
                reason=each.reason,
            )
            for each in people
        ],
        questions=[
            QuestionShown(
                number=each.number,
                text=each.text,
                supporters=each.supporters,
                merged=[merged.text for merged in each.merged.all()],
            )
            for each in accepted_questions(meeting)
        ],
        decisions=[
            DecisionShown(at=line.at, question=line.question.text, ruling=line.ruling, reason=line.reason)
            for line in moderation_log(meeting)
        ],
        spoken=[
            SpokenShown(
                question=asked.question.number or 0, candidate=each.candidate.printed_name, seconds=each.seconds
            )
            for asked in asked_to_all(meeting, people, clock.now())
            for each in asked.order
        ],
    )


def endorsements_shown(contest: Contest) -> EndorsementsShown:
    """What the page of endorsements shows."""
    told = [_endorsement(each) for _candidate, found in endorsements_by_candidate(contest) for each in found]
    told += [_endorsement(each) for each in who_endorses_nobody(contest)]
    said = [
        StatementShown(
            slate=behind.slate.name,
            kind=each.kind,
            author=each.author,
            text=each.text,
            source=each.source,
            said_on=each.said_on,
        )
        for behind in behind_lists(contest)
        for each in (*behind.declarations, *(s for claim, replies in behind.claims for s in (claim, *replies)))
    ]
    return EndorsementsShown(endorsements=told, behind_lists=said)


def _endorsement(found: Endorsed) -> EndorsementShown:
    e = found.endorsement
    return EndorsementShown(
        candidate=e.candidate.printed_name if e.candidate else None,
        endorser=e.endorser,
        kind=e.kind,
        said_on=e.said_on,
        source=e.source,
        state=found.state.value,
        history=[EndorsementChangeShown(state=each.state, at=each.at, note=each.note) for each in found.changes],
    )


def _brief(meeting: Meeting, counts: Places) -> MeetingInBrief:
    return MeetingInBrief(
        number=meeting.pk,
        uid=str(meeting.uid),
        title=meeting.title,
        election=meeting.contest.election.slug,
        contest=meeting.contest.slug,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        where=meeting.where,
        address=meeting.address,
        link=meeting.link,
        access=meeting.access,
        chair=meeting.chair,
        capacity=meeting.capacity,
        taken=counts.taken,
        waiting=counts.waiting,
        recording=meeting.recording,
        cancelled_why=meeting.cancelled_why if meeting.cancelled_at else None,
    )
