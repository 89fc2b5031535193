"""What is public of an election, in the shapes in which the API, the feeds and the calendar give it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from ninja import Schema

from hustings_site.accounts.places import place_of
from hustings_site.accounts.selectors import officers_of
from hustings_site.elections.candidates.selectors import named_in_public
from hustings_site.elections.columns import label
from hustings_site.elections.complaints.selectors import register
from hustings_site.elections.desk_selectors import timetable_of
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.moves import MOVES
from hustings_site.elections.nominations.enums import NominationState
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.selectors import nominations_are_public, nominations_of
from hustings_site.elections.timetable import DATES
from hustings_site.journal.public_acts import Told

TOLD = ("elections.announce", "elections.correct_terms", *(f"elections.{move}" for move in MOVES))
"""Acts of which webhooks are told."""


class ContestInBrief(Schema):
    """A post to be filled."""

    slug: str
    title: str
    vacancies: int
    state: str
    rule: str


class ElectionInBrief(Schema):
    """An election, with its contests in the order of the notice."""

    slug: str
    organisation: str
    title: str
    kind: str
    invented: bool
    statutory: bool
    announced_at: datetime | None
    closed_on: str | None
    contests: list[ContestInBrief]


class PromisedDate(Schema):
    """A date of the timetable."""

    name: str
    title: str
    at: datetime


class PromiseShown(Schema):
    """An act of the timetable: promised for when, and how it went."""

    title: str
    due: datetime
    state: str
    ended_at: datetime | None
    outcome: str


class ComplaintShown(Schema):
    """A line of the register of complaints: no text and no name."""

    number: int
    received_at: datetime
    matter: str
    contest: str | None
    summary: str
    state: str
    upheld: bool | None
    effect: str | None


class OfficerShown(Schema):
    """Who holds an office in an election."""

    name: str
    office: str
    since: datetime
    until: datetime | None
    suspended_at: datetime | None
    interests: str
    conflicts: list[str]


class StandingShown(Schema):
    """A dated state of a candidate with its source."""

    standing: str
    at: datetime
    source: str


class CandidateShown(Schema):
    """A candidate on the ballot paper."""

    position: int
    name: str
    standing: str
    history: list[StandingShown]


class NominationShown(Schema):
    """Who nominated whom, where the terms make it public; a member's name stands only by consent."""

    candidate: str
    nominator: str
    kind: str
    met_on: str | None
    state: str


def public_elections() -> QuerySet[Election]:
    """Elections whose terms are announced, or that were recorded from elsewhere with their result; newest first."""
    contests = Prefetch("contests", queryset=Contest.objects.order_by("position", "pk"))
    public = Election.objects.filter(Q(announced_at__isnull=False) | Q(contests__state=ContestState.RECORDED))
    return public.select_related("organisation").prefetch_related(contests).distinct()


def public_election(slug: str) -> Election:
    """One of them by its address. Raises Http404."""
    election = public_elections().filter(slug=slug).first()
    if election is None:
        raise Http404
    return election


def public_contest(election: str, slug: str) -> Contest:
    """A contest of a public election. Raises Http404."""
    found = public_election(election)
    for contest in found.contests.all():
        if contest.slug == slug:
            contest.election = found
            return contest
    raise Http404


def in_brief(election: Election) -> ElectionInBrief:
    """An election as a list shows it."""
    return ElectionInBrief(
        slug=election.slug,
        organisation=election.organisation.name,
        title=election.title,
        kind=election.kind,
        invented=election.invented,
        statutory=election.statutory,
        announced_at=election.announced_at,
        closed_on=election.closed_on.isoformat() if election.closed_on else None,
        contests=[
            ContestInBrief(slug=c.slug, title=c.title, vacancies=c.vacancies, state=c.state, rule=c.rule)
            for c in election.contests.all()
        ],
    )


def dates_shown(election: Election) -> list[PromisedDate]:
    """The dates of an announced election, as they stand."""
    if election.announced_at is None:
        return []
    dated = [(name, getattr(election, name)) for name in DATES]
    return [PromisedDate(name=name, title=label(Election, name), at=at) for name, at in dated if at is not None]


def promises_shown(election: Election) -> list[PromiseShown]:
    """Every promised act of an announced election, by time."""
    acts = timetable_of(election) if election.announced_at is not None else []
    return [
        PromiseShown(title=act.title, due=act.due, state=act.state, ended_at=act.ended_at, outcome=act.outcome)
        for act in acts
    ]


def complaints_shown(election: Election) -> list[ComplaintShown]:
    """The public register of complaints, by number."""
    found = []
    for complaint in register(election):
        ruling = getattr(complaint, "ruling", None)
        found.append(
            ComplaintShown(
                number=complaint.number,
                received_at=complaint.received_at,
                matter=complaint.matter,
                contest=complaint.contest.slug if complaint.contest else None,
                summary=complaint.summary,
                state=complaint.state,
                upheld=ruling.upheld if ruling else None,
                effect=ruling.effect if ruling else None,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class DateHistory:
    """How a date fared since the announcement: how often it was corrected, when it got its value, what it was last."""

    corrections: int
    at: datetime
    last: datetime | None


def histories_of(election: Election) -> dict[str, DateHistory]:
    """The history of each date that ever stood in the terms; `last` stays where a date was taken out."""
    found: dict[str, DateHistory] = {}
    before: dict[str, object] = {}
    for terms in election.terms.order_by("edition"):
        said = json.loads(terms.text)["election"]
        for name in DATES:
            value = parse_datetime(said[name]) if said.get(name) else None
            past = found.get(name)
            if past is None:
                found[name] = DateHistory(0, terms.at, value)
            elif before.get(name) != said.get(name):
                found[name] = DateHistory(past.corrections + 1, terms.at, value or past.last)
        before = said
    return {name: history for name, history in found.items() if history.last is not None}


def officers_shown(election: Election) -> list[OfficerShown]:
    """Who runs, watches and keeps the keys of an election."""
    place = place_of(election.scope)
    return [
        OfficerShown(
            name=held.name,
            office=held.role.office,
            since=held.role.since,
            until=held.role.until,
            suspended_at=held.role.suspended_at,
            interests=held.role.declared,
            conflicts=held.conflicts,
        )
        for held in (officers_of(place) if place else [])
    ]


def candidates_shown(contest: Contest) -> list[CandidateShown]:
    """Those on the ballot paper, in its order, each with the public history of their standing."""
    return [
        CandidateShown(
            position=candidate.place,
            name=candidate.printed_name,
            standing=candidate.standing,
            history=[
                StandingShown(standing=change.standing, at=change.at, source=change.source)
                for change in candidate.changes.all()
            ],
        )
        for candidate in _on_the_paper(contest)
    ]


def _on_the_paper(contest: Contest) -> QuerySet[Candidate]:
    return contest.candidates.on_the_paper().prefetch_related("changes")


def nominations_shown(contest: Contest) -> list[NominationShown]:
    """Who named whom, of those whose names are public; nothing where it is not public, or not yet."""
    if not nominations_are_public(contest):
        return []
    public = {candidate.pk for candidate in named_in_public(contest, contest.candidates.all())}
    return [
        NominationShown(
            candidate=nomination.candidate.printed_name,
            nominator=_nominator(nomination),
            kind=nomination.nominator,
            met_on=nomination.met_on.isoformat() if nomination.met_on else None,
            state=nomination.state,
        )
        for nomination in nominations_of(contest)
        if nomination.candidate_id in public and nomination.state != NominationState.TAKEN_BACK
    ]


def _nominator(nomination: Nomination) -> str:
    """The public name of a nominator; "" for a member who does not want to be named."""
    if nomination.branch is not None:
        return nomination.branch.name
    if nomination.affiliate is not None:
        return nomination.affiliate.name
    return nomination.member.name if nomination.member is not None and nomination.name_shown else ""


def told(subject: str) -> Told | None:
    """Of which organisation an election or contest is, and where its public data are; None: it is not public yet."""
    kind, _colon, key = subject.partition(":")
    if not key.isdigit() or kind not in {"election", "contest"}:
        return None
    where = {"pk": key} if kind == "election" else {"contests": key}
    election = Election.objects.filter(announced_at__isnull=False, **where).first()
    if election is None:
        return None
    return Told(f"organisation:{election.organisation_id}", reverse("api:election", args=[election.slug]))
