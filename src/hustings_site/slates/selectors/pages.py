"""What the public pages of slates and recommendations show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.roll.models import Branch
from hustings_site.slates.enums import ORDERED, Kind
from hustings_site.slates.models import (
    Body,
    Notice,
    Recommendation,
    RecommendedPlace,
    Slate,
    SubstituteWord,
    Substitution,
)
from hustings_site.slates.selectors.recommending import STANDS, Now, arranged, places_of, recommendations_in_force


@dataclass(frozen=True, slots=True)
class Reserve:
    """Somebody in the pool: their word (None: not asked, or no word yet), and for whom they stand in now."""

    candidate: Candidate
    word: SubstituteWord | None
    stands_in_for: Candidate | None

    @property
    def stands(self) -> bool:
        """Whether they can step in at all."""
        return self.candidate.standing in STANDS


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation as pages show it: who is recommended now, region by region where the order differs."""

    recommendation: Recommendation
    now: tuple[Now, ...]
    regions: tuple[tuple[Branch, tuple[Now, ...]], ...]
    pool: tuple[Reserve, ...]
    gone: tuple[Candidate, ...]
    substitutions: tuple[Substitution, ...]
    earlier: tuple[Recommendation, ...]

    @property
    def ordered(self) -> bool:
        """Whether the places say in which order to rank."""
        return self.recommendation.kind in ORDERED


@dataclass(frozen=True, slots=True)
class Beside:
    """One candidate, and for each recommendation of the contest the place there ("": none)."""

    candidate: Candidate
    cells: tuple["BesideCell", ...]


@dataclass(frozen=True, slots=True)
class BesideCell:
    """What one group recommends about one candidate: `place` in the order, or 0; in the pool; for whom they stand in;
    `out`: recommended, and standing no longer; `ranked`: everybody who stands is to be ranked."""

    named: bool
    place: int
    reserve: int
    stands_in_for: Candidate | None
    out: bool
    ranked: bool


def shown(recommendation: Recommendation, region: Branch | None = None) -> Shown:
    """One recommendation, its order that of `region` where orders differ."""
    places = list(recommendation.places.select_related("candidate", "region"))
    words = {word.candidate_id: word for word in recommendation.words.all()}
    substitutions = tuple(recommendation.substitutions.select_related("gone", "substitute"))
    active = {each.gone_id: each for each in substitutions if each.ended_at is None}
    busy = {each.substitute_id: each.gone for each in active.values()}
    pool = sorted((place for place in places if place.pool), key=lambda place: place.position)
    earlier = Recommendation.objects.filter(
        contest=recommendation.contest_id, body=recommendation.body_id, number__lt=recommendation.number
    )
    return Shown(
        recommendation=recommendation,
        now=tuple(arranged(places_of(places, region), active)),
        regions=tuple((each, tuple(arranged(places_of(places, each), active))) for each in _regions(places)),
        pool=tuple(Reserve(p.candidate, words.get(p.candidate_id), busy.get(p.candidate_id)) for p in pool),
        gone=tuple(p.candidate for p in places_of(places, region) if p.candidate.standing not in STANDS),
        substitutions=substitutions,
        earlier=tuple(earlier.order_by("-number")),
    )


def _regions(places: Sequence[RecommendedPlace]) -> list[Branch]:
    found = {place.region_id: place.region for place in places if place.region is not None and not place.pool}
    return list(found.values())


def side_by_side(contest: Contest, region: Branch | None = None) -> tuple[list[Shown], list[Beside]]:
    """Every group's recommendation for one contest, and every candidate against each of them, in ballot order."""
    found = [shown(each, region) for each in recommendations_in_force(contest)]
    named = {now.candidate.pk for each in found for now in each.now} | {c.pk for each in found for c in each.gone}
    rows = [
        Beside(candidate, tuple(_cell(each, candidate) for each in found))
        for candidate in contest.candidates.all()
        if candidate.standing in STANDS or candidate.pk in named
    ]
    return found, rows


def _cell(shown: Shown, candidate: Candidate) -> BesideCell:
    now = next((each for each in shown.now if each.candidate.pk == candidate.pk), None)
    reserve = next((n for n, each in enumerate(shown.pool, start=1) if each.candidate.pk == candidate.pk), 0)
    return BesideCell(
        named=now is not None,
        place=now.position if now is not None and shown.ordered else 0,
        reserve=0 if now is not None else reserve,
        stands_in_for=now.stands_in_for if now is not None else None,
        out=any(each.pk == candidate.pk for each in shown.gone),
        ranked=shown.recommendation.kind == Kind.RANK_ALL and candidate.standing in STANDS,
    )


def contests_recommended_in(election: Election) -> list[Contest]:
    """The contests of an election for which anybody recommends something, in the order of the notice."""
    return list(election.contests.filter(recommendations__isnull=False).distinct())


def recommendations_of_slate(slate: Slate, region: Branch | None = None) -> list[Shown]:
    """What the slate recommends now, post by post, in the order of the notice."""
    found = []
    for contest in slate.election.contests.filter(recommendations__body=slate.body).distinct():
        newest = recommendations_in_force(contest).filter(body=slate.body).first()
        if newest is not None and newest.slate_id == slate.pk:
            found.append(shown(newest, region))
    return found


def notices_of(body: Body) -> QuerySet[Notice]:
    """What supporters were told, newest first."""
    return Notice.objects.filter(body=body).select_related("contest")


def elections_recommended_in() -> QuerySet[Election]:
    """Elections in which anybody recommends something, newest first."""
    return (
        Election.objects.filter(contests__recommendations__isnull=False)
        .select_related("organisation")
        .distinct()
        .order_by("-pk")
    )


def is_by_region(found: Sequence[Shown]) -> bool:
    """Whether anybody recommends an order by region here, so that the reader's region matters."""
    return any(each.recommendation.kind == Kind.BY_REGION for each in found)
