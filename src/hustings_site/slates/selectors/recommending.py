"""What is recommended now: the newest recommendation of each body, with whoever stands in for somebody gone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.roll.models import Branch
from hustings_site.slates.models import Recommendation, RecommendedPlace, Substitution

STANDS = frozenset(
    {
        Standing.NOMINATED,
        Standing.ACCEPTED,
        Standing.VALIDATED,
        Standing.REINSTATED,
        Standing.ELECTED,
        Standing.NOT_ELECTED,
    }
)
"""Standings in which somebody can be recommended; from any other a substitute steps in."""


@dataclass(frozen=True, slots=True)
class Now:
    """A place as it is now: who is recommended, and for whom they stand in."""

    position: int
    candidate: Candidate
    stands_in_for: Candidate | None = None


def recommendations_in_force(contest: Contest) -> QuerySet[Recommendation]:
    """Of each body the newest recommendation, by the body's name."""
    newest = Recommendation.objects.filter(contest=contest, body=OuterRef("body")).order_by("-number").values("pk")[:1]
    return (
        Recommendation.objects.filter(contest=contest, pk=Subquery(newest))
        .select_related("body__organisation", "slate", "contest__election__organisation")
        .order_by("body__name")
    )


def in_force(recommendation: Recommendation) -> bool:
    """Whether no newer one of the same body has taken its place."""
    return not Recommendation.objects.filter(
        contest=recommendation.contest_id, body=recommendation.body_id, number__gt=recommendation.number
    ).exists()


def now_recommended(recommendation: Recommendation, region: Branch | None = None) -> list[Now]:
    """Who is recommended now, in order: whoever has gone is left out, whoever stepped in stands in their place.

    For an order by region that of `region`, or of what it lies in; None or elsewhere: that of the first region named.
    """
    places = list(recommendation.places.select_related("candidate", "region"))
    stands_in = {
        each.gone_id: each
        for each in recommendation.substitutions.filter(ended_at=None).select_related("gone", "substitute")
    }
    return arranged(places_of(places, region), stands_in)


def places_of(places: Sequence[RecommendedPlace], region: Branch | None) -> list[RecommendedPlace]:
    """The places outside the pool that count in a region, in order."""
    promoted = [place for place in places if not place.pool]
    regions = {place.region_id: place.region for place in promoted if place.region is not None}
    if regions:
        inside = [r for r in regions.values() if region is not None and region.path.startswith(r.path)]
        chosen = max(inside, key=lambda r: len(r.path)) if inside else next(iter(regions.values()))
        promoted = [place for place in promoted if place.region_id == chosen.pk]
    return sorted(promoted, key=lambda place: place.position)


def arranged(places: Sequence[RecommendedPlace], stands_in: dict[int, Substitution]) -> list[Now]:
    """Places in order, as they are now."""
    found: list[Now] = []
    for place in places:
        substitution = stands_in.get(place.candidate_id)
        if substitution is not None:
            found.append(Now(len(found) + 1, substitution.substitute, substitution.gone))
        elif place.candidate.standing in STANDS:
            found.append(Now(len(found) + 1, place.candidate))
    return found
