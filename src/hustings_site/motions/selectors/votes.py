"""Votes on motions, as everybody sees them: card votes by name, secret votes, trigger ballots."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet

from hustings_site.elections.enums import Majority
from hustings_site.elections.majorities import sentence
from hustings_site.elections.models import Contest
from hustings_site.motions.enums import Shown
from hustings_site.motions.models import (
    Card,
    CardVote,
    Delegation,
    DelegationList,
    MotionResult,
    MotionVote,
    TriggerBallot,
)
from hustings_site.roll.models import Organisation


@dataclass(frozen=True, slots=True)
class CardShown:
    """A delegation, what it did, and what was recorded before it was corrected."""

    delegation: Delegation
    card: Card | None
    before: tuple[Card, ...]


PUT_HERE = Q(election__contests__motion_vote__isnull=False) | Q(run_again_of__motion_vote__isnull=False)
"""Contests that this room put to the vote, those run again and those added at the election's desk among them."""


def put_of(contest: Contest) -> MotionVote | None:
    """What was put to the vote with which list of delegations, in this contest or the one that it runs again."""
    rows = MotionVote.objects.filter(contest__in=[contest.pk, contest.run_again_of_id or contest.pk])
    return rows.select_related("delegations__electorate", "motion").first()


def card_votes_of(organisation: Organisation) -> QuerySet[CardVote]:
    """Card votes recorded by name, newest first."""
    rows = CardVote.objects.filter(organisation=organisation)
    return rows.select_related("organisation", "delegations", "declared", "motion")


def triggers_of(organisation: Organisation) -> QuerySet[TriggerBallot]:
    """Trigger ballots, newest first."""
    rows = TriggerBallot.objects.filter(organisation=organisation)
    return rows.select_related(
        "organisation", "outcome", "reselection__contest__election", "person", "seat__section__committee"
    )


def results_of(organisation: Organisation) -> QuerySet[MotionResult]:
    """Published results of secret votes, newest first."""
    rows = MotionResult.objects.filter(contest__election__organisation=organisation)
    return rows.select_related("contest__election")


def secret_votes_of(organisation: Organisation, *, announced: bool = True) -> QuerySet[Contest]:
    """Contests that put a motion to the vote, newest first; `announced`: only those everybody may read of."""
    rows = Contest.objects.filter(PUT_HERE, election__organisation=organisation).distinct()
    if announced:
        rows = rows.filter(election__announced_at__isnull=False)
    return rows.select_related("election", "motion_result").order_by("-pk")


def cards_shown(vote: CardVote) -> list[CardShown]:
    """Every delegation in the order of the list, in two queries."""
    cards: dict[int, list[Card]] = {}
    for card in vote.cards.order_by("pk"):
        cards.setdefault(card.delegation_id, []).append(card)
    shown = []
    for each in vote.delegations.delegations.all():
        held = cards.get(each.pk, [])
        shown.append(CardShown(each, held[-1] if held else None, tuple(held[:-1])))
    return shown


def votes_by_card(shown: list[CardShown]) -> list[tuple[str, int]]:
    """For each thing a delegation can do, how many votes did it."""
    votes = dict.fromkeys(Shown, 0)
    for each in shown:
        if each.card is not None:
            votes[Shown(each.card.shown)] += each.delegation.votes
    return [(str(what.label), n) for what, n in votes.items()]


def shares(votes_for: int, against: int) -> tuple[Fraction | None, Fraction | None]:
    """Of the votes for and against, each side's share; None of none."""
    base = votes_for + against
    return (Fraction(votes_for, base), Fraction(against, base)) if base else (None, None)


def known_by_weight(listed: DelegationList) -> int:
    """How many delegations have a number of votes that no other has: on the board they are known by it."""
    votes = Counter(listed.delegations.values_list("votes", flat=True))
    return sum(1 for n in votes.values() if n == 1)


def needed_words(majority: str) -> str:
    """What carries it, in a sentence; nothing where it is not said yet."""
    return sentence(Majority(majority)) if majority else ""
