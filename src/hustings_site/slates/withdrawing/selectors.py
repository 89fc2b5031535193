"""What everybody sees of votes on endorsements, and what somebody's own desk shows of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from hustings_site.accounts.models import User
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.elections.models import Candidate
from hustings_site.slates.models.bodies import Body
from hustings_site.slates.models.recommending import Recommendation, RecommendedPlace
from hustings_site.slates.withdrawing.concerned import was_elected
from hustings_site.slates.withdrawing.models import EndorsementOutcome, EndorsementVote


def votes() -> QuerySet[EndorsementVote]:
    """Votes on endorsements with whom they are about."""
    return EndorsementVote.objects.select_related(
        "body__organisation",
        "body__supporters",
        "candidate",
        "recommendation__contest__election",
        "election",
        "outcome",
    )


def public_votes() -> QuerySet[EndorsementVote]:
    """Those whose rules are published, newest first."""
    return votes().filter(published_at__isnull=False)


def public_vote(slug: str) -> EndorsementVote:
    """One of them by its address. Raises Http404."""
    vote = public_votes().filter(slug=slug).first()
    if vote is None:
        raise Http404
    return vote


def votes_of(body: Body) -> QuerySet[EndorsementVote]:
    """What a group has put to its supporters, newest first."""
    return public_votes().filter(body=body)


def withdrawn_from(recommendation: Recommendation) -> QuerySet[EndorsementOutcome]:
    """Whom a recommendation names no longer, by a vote of supporters."""
    found = EndorsementOutcome.objects.filter(vote__recommendation=recommendation, withdrawn=True)
    return found.select_related("vote__candidate", "vote__body")


@dataclass(frozen=True, slots=True)
class Recommended:
    """That a group recommended somebody, and the votes held on that since; `withdrawn` None: it stands."""

    recommendation: Recommendation
    votes: tuple[EndorsementVote, ...]

    @property
    def withdrawn(self) -> EndorsementOutcome | None:
        """By which outcome it was withdrawn."""
        outcomes = (each.outcome for each in self.votes if hasattr(each, "outcome"))
        return next((outcome for outcome in outcomes if outcome.withdrawn), None)


def recommended_of(candidates: Collection[Candidate]) -> list[Recommended]:
    """Who recommended somebody, in any of these candidacies: of each group the newest in each contest, withdrawn ones
    too; two queries."""
    places = RecommendedPlace.objects.filter(candidate__in=candidates, pool=False).select_related(
        "recommendation__body", "recommendation__slate", "recommendation__contest__election"
    )
    newest: dict[tuple[int, int], Recommendation] = {}
    for place in places.order_by("recommendation__number"):
        found = place.recommendation
        newest[found.contest_id, found.body_id] = found
    held: dict[int, list[EndorsementVote]] = {}
    for vote in public_votes().filter(candidate__in=candidates):
        held.setdefault(vote.recommendation_id, []).append(vote)
    rows = sorted(newest.values(), key=lambda each: (each.published_at, each.pk))
    return [Recommended(each, tuple(held.get(each.pk, ()))) for each in rows]


def elected_of(body: Body) -> Mapping[str, tuple[Recommendation, Candidate]]:
    """Whom the group recommended and who was elected, by "recommendation-candidate"; withdrawn ones left out."""
    places = RecommendedPlace.objects.filter(recommendation__body=body, pool=False).select_related(
        "recommendation__contest__election", "candidate__contest__election"
    )
    gone = set(EndorsementOutcome.objects.filter(withdrawn=True).values_list("vote__recommendation", "vote__candidate"))
    return {
        f"{place.recommendation_id}-{place.candidate_id}": (place.recommendation, place.candidate)
        for place in places.order_by("-recommendation__published_at", "position")
        if (place.recommendation_id, place.candidate_id) not in gone and was_elected(place.candidate)
    }


def desk_votes(user: User) -> QuerySet[EndorsementVote]:
    """Votes for which somebody writes, as an editor of the group, or answers as an officer of the supporters' list."""
    mine = Q(body__editors=user) | Q(body__supporters__in=organisations_run_by(user), published_at__isnull=False)
    return votes().filter(mine).distinct()
