"""What is public of slates and recommendations, in the shapes in which the API gives it."""

from datetime import date, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Schema

from hustings_site.elections.models import Contest, Election
from hustings_site.pages.feeds import Entry
from hustings_site.slates.models import Alliance, Recommendation, Slate, Substitution
from hustings_site.slates.selectors.alliances import bodies_of, ledger_of, undertakings_of
from hustings_site.slates.selectors.pages import (
    Shown,
    contests_recommended_in,
    elections_recommended_in,
    recommendations_of_slate,
    shown,
)
from hustings_site.slates.selectors.recommending import Now, recommendations_in_force
from hustings_site.slates.selectors.slates import applications_of, plan_of, public_slates, questions_of

MOST_NEWS = 100


class SlateInBrief(Schema):
    """A slate, whose it is, and in which of the three ways it is made."""

    slug: str
    name: str
    election: str
    group: str
    alliance: str | None
    made: str
    public_since: datetime


class AnswerShown(Schema):
    """What a slate said to one of the questions put to all; earlier answers stay."""

    question: str
    text: str
    at: datetime


class StepShown(Schema):
    """A step of the published plan."""

    number: int
    what: str
    due: date
    state: str
    days_late: int
    added_later: bool


class EventShown(Schema):
    """What happened to an application, with its reason."""

    event: str
    on: date
    reason: str


class ApplicationShown(Schema):
    """Somebody's application to be on a slate, with its history."""

    contest: str
    name: str
    events: list[EventShown]


class NamedShown(Schema):
    """Whom a group recommends now; `place` 0 where no order is recommended."""

    name: str
    place: int
    stands_in_for: str | None


class ReserveShown(Schema):
    """A substitute: the word given (null: none yet), and for whom they stand in now."""

    name: str
    agrees: bool | None
    stands_in_for: str | None


class SubstitutionShown(Schema):
    """Who stood in for whom, from when to when."""

    gone: str
    substitute: str
    why: str
    began_at: datetime
    ended_at: datetime | None


class RegionShown(Schema):
    """The order recommended in one region."""

    branch: str
    recommended: list[NamedShown]


class RecommendationShown(Schema):
    """What a group recommends in one contest, how it was decided and why; `kind` is one of eight."""

    contest: str
    group: str
    slate: str | None
    number: int
    kind: str
    interim: bool
    rests_on: str
    rests_on_date: date | None
    how: str
    why: str
    promised: str
    published_at: datetime
    recommended: list[NamedShown]
    regions: list[RegionShown]
    pool: list[ReserveShown]
    substitutions: list[SubstitutionShown]


class SlateShown(SlateInBrief):
    """A slate with all that its page shows."""

    about: str
    answers: list[AnswerShown]
    plan: list[StepShown]
    applications: list[ApplicationShown]
    polls: list[str]
    recommendations: list[RecommendationShown]


class CharterShown(Schema):
    """An edition of a charter."""

    edition: int
    text: str
    adopted_on: date
    adopted_by: str


class DelegateShown(Schema):
    """Somebody who decides for a body, and by what they are bound."""

    name: str
    mandate: str
    told: str
    since: date
    until: date | None


class AlliedShown(Schema):
    """A group of an alliance with its agreed weight and its delegates."""

    group: str
    weight: int
    joined_on: date
    left_on: date | None
    delegates: list[DelegateShown]


class LedgerLine(Schema):
    """Who was invited or applied; `answer` null: none yet, for so many `days`."""

    name: str
    kind: str
    made_on: date
    answer: str | None
    answered_on: date | None
    days: int
    reason: str


class BoundShown(Schema):
    """Who agreed beforehand to be bound; `taken_back_on` null: still is."""

    who: str
    to_what: str
    said_on: date
    source: str
    taken_back_on: date | None


class MinutesShown(Schema):
    """Minutes as they were published."""

    title: str
    held_on: date
    present: str
    text: str


class AllianceShown(Schema):
    """An alliance with all that its page shows."""

    slug: str
    name: str
    about: str
    convener: str
    charters: list[CharterShown]
    groups: list[AlliedShown]
    ledger: list[LedgerLine]
    bound: list[BoundShown]
    minutes: list[MinutesShown]


def slate_in_brief(slate: Slate) -> SlateInBrief:
    """A slate whose page is open."""
    assert slate.published_at is not None, "its page is open"
    return SlateInBrief(
        slug=slate.slug,
        name=slate.name,
        election=slate.election.slug,
        group=slate.body.name,
        alliance=slate.alliance.name if slate.alliance else None,
        made=slate.made,
        public_since=slate.published_at,
    )


def slate_at(slug: str) -> Slate:
    """An open slate by its address. Raises Http404."""
    return get_object_or_404(public_slates(), slug=slug)


def slate_shown(slate: Slate) -> SlateShown:
    """All that the page of a slate shows."""
    return SlateShown(
        **slate_in_brief(slate).model_dump(),
        about=slate.about,
        answers=[
            AnswerShown(question=asked.question.value, text=answer.text, at=answer.at)
            for asked in questions_of(slate)
            for answer in asked.answers
        ],
        plan=[
            StepShown(
                number=each.step.number,
                what=each.step.what,
                due=each.due,
                state=each.state,
                days_late=each.days_late,
                added_later=each.added_later,
            )
            for each in plan_of(slate)
        ],
        applications=[
            ApplicationShown(
                contest=each.application.contest.slug,
                name=each.application.name,
                events=[EventShown(event=entry.event, on=entry.on, reason=entry.reason) for entry in each.entries],
            )
            for each in applications_of(slate)
        ],
        polls=list(slate.polls.filter(published_at__isnull=False).values_list("slug", flat=True)),
        recommendations=[recommendation_shown(each) for each in recommendations_of_slate(slate)],
    )


def alliance_at(slug: str) -> Alliance:
    """An alliance by its address. Raises Http404."""
    return get_object_or_404(Alliance.objects.select_related("convener"), slug=slug)


def alliance_shown(alliance: Alliance) -> AllianceShown:
    """All that the page of an alliance shows."""
    return AllianceShown(
        slug=alliance.slug,
        name=alliance.name,
        about=alliance.about,
        convener=alliance.convener.name,
        charters=[
            CharterShown(edition=c.edition, text=c.text, adopted_on=c.adopted_on, adopted_by=c.adopted_by)
            for c in alliance.charters.all()
        ],
        groups=[
            AlliedShown(
                group=each.body.name,
                weight=each.weight,
                joined_on=each.joined_on,
                left_on=each.left_on,
                delegates=[
                    DelegateShown(name=d.name, mandate=d.mandate, told=d.told, since=d.since, until=d.until)
                    for d in each.delegates.all()
                ],
            )
            for each in bodies_of(alliance)
        ],
        ledger=[
            LedgerLine(
                name=line.approach.name,
                kind=line.approach.kind,
                made_on=line.approach.made_on,
                answer=line.answer.answer if line.answer else None,
                answered_on=line.answer.on if line.answer else None,
                days=line.days,
                reason=line.answer.reason if line.answer else "",
            )
            for line in ledger_of(alliance)
        ],
        bound=[
            BoundShown(
                who=each.said.who,
                to_what=each.said.to_what,
                said_on=each.said.said_on,
                source=each.said.source,
                taken_back_on=each.taken_back.said_on if each.taken_back else None,
            )
            for each in undertakings_of(alliance)
        ],
        minutes=[
            MinutesShown(title=m.title, held_on=m.held_on, present=m.present, text=m.text)
            for m in alliance.minutes.all()
        ],
    )


def recommendations_shown(election: Election) -> list[RecommendationShown]:
    """What every group recommends now, contest by contest in the order of the notice, by the group's name."""
    return [
        recommendation_shown(shown(each))
        for contest in contests_recommended_in(election)
        for each in recommendations_in_force(contest)
    ]


def recommended_in(slug: str) -> Election:
    """An election in which anybody recommends something. Raises Http404."""
    found = elections_recommended_in().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def recommendation_shown(found: Shown) -> RecommendationShown:
    """One recommendation as it is now, its substitutes and their history."""
    r = found.recommendation
    return RecommendationShown(
        contest=r.contest.slug,
        group=r.body.name,
        slate=r.slate.slug if r.slate and r.slate.published_at else None,
        number=r.number,
        kind=r.kind,
        interim=r.interim,
        rests_on=r.rests_on,
        rests_on_date=r.rests_on_date,
        how=r.how,
        why=r.why,
        promised=r.promised,
        published_at=r.published_at,
        recommended=[_named(each, found.ordered) for each in found.now],
        regions=[
            RegionShown(branch=branch.name, recommended=[_named(each, found.ordered) for each in now])
            for branch, now in found.regions
        ],
        pool=[
            ReserveShown(
                name=each.candidate.printed_name,
                agrees=each.word.agrees if each.word else None,
                stands_in_for=each.stands_in_for.printed_name if each.stands_in_for else None,
            )
            for each in found.pool
        ],
        substitutions=[
            SubstitutionShown(
                gone=each.gone.printed_name,
                substitute=each.substitute.printed_name,
                why=each.why,
                began_at=each.began_at,
                ended_at=each.ended_at,
            )
            for each in found.substitutions
        ],
    )


def news_of(election: Election) -> list[Entry]:
    """What was recommended in an election and who stood in for whom, newest first."""
    made = Recommendation.objects.filter(contest__election=election).select_related(
        "contest__election", "body", "slate"
    )
    told = [_made(each) for each in made.order_by("-published_at")[:MOST_NEWS]]
    stood_in = Substitution.objects.filter(recommendation__contest__election=election).select_related(
        "gone", "substitute", "recommendation__contest__election", "recommendation__body", "recommendation__slate"
    )
    told += [_stood_in(each) for each in stood_in.order_by("-began_at")[:MOST_NEWS]]
    return sorted(told, key=lambda entry: entry.updated, reverse=True)[:MOST_NEWS]


def _named(now: Now, ordered: bool) -> NamedShown:
    return NamedShown(
        name=now.candidate.printed_name,
        place=now.position if ordered else 0,
        stands_in_for=now.stands_in_for.printed_name if now.stands_in_for else None,
    )


def _path(contest: Contest, election: Election) -> str:
    return reverse("slates:recommendations", args=[election.slug, contest.slug])


def _made(each: Recommendation) -> Entry:
    contest = each.contest
    return Entry(
        kind="recommendation",
        number=each.pk,
        began=each.published_at.date(),
        title=f"{contest.title}, {each.title}: {each.get_kind_display()}",
        path=_path(contest, contest.election),
        updated=each.published_at,
        text=each.why,
    )


def _stood_in(each: Substitution) -> Entry:
    contest = each.recommendation.contest
    return Entry(
        kind="substitution",
        number=each.pk,
        began=each.began_at.date(),
        title=f"{contest.title}, {each.recommendation.title}: {each}",
        path=_path(contest, contest.election),
        updated=each.ended_at or each.began_at,
        text=each.ended_why or each.why,
    )
