"""Trigger ballots: how each body decided, and what it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from hustings_site.motions.models import TriggerBallot, TriggerBody, TriggerVote
from hustings_site.motions.shares import bodies_needed, read_share


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A body that is asked, and what it decided: the newest entry in force, those before it oldest first."""

    body: TriggerBody
    vote: TriggerVote | None
    before: tuple[TriggerVote, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How a trigger ballot stands: bodies asked, those that asked for a contest, how many of each kind are needed.

    `needed` is None for a kind that is not asked; `waiting`: bodies that have not decided.
    """

    branches_asked: int
    branches_for: int
    branches_needed: int | None
    affiliates_asked: int
    affiliates_for: int
    affiliates_needed: int | None
    waiting: int

    @property
    def opened(self) -> bool:
        """Whether either kind of body has reached its share."""
        return (self.branches_needed is not None and self.branches_for >= self.branches_needed) or (
            self.affiliates_needed is not None and self.affiliates_for >= self.affiliates_needed
        )


def bodies_of_each(ballots: Iterable[TriggerBallot]) -> dict[int, list[BodyShown]]:
    """For each ballot (by key) every body with its decision, branches first: two queries, however many ballots."""
    shown: dict[int, list[BodyShown]] = {ballot.pk: [] for ballot in ballots}
    bodies = TriggerBody.objects.filter(ballot__in=shown).select_related("branch", "affiliate")
    for body in bodies.prefetch_related("votes"):
        votes = tuple(body.votes.all())
        shown[body.ballot_id].append(BodyShown(body, votes[-1] if votes else None, votes[:-1]))
    return shown


def bodies_of(ballot: TriggerBallot) -> list[BodyShown]:
    """Every body with its decision, branches first, in two queries."""
    return bodies_of_each([ballot])[ballot.pk]


def figures_of(ballot: TriggerBallot) -> Figures:
    """The figures as they are now."""
    shown = bodies_of(ballot)
    branches = [each for each in shown if each.body.branch_id is not None]
    affiliates = [each for each in shown if each.body.affiliate_id is not None]
    return Figures(
        branches_asked=len(branches),
        branches_for=sum(each.vote is not None and each.vote.opens for each in branches),
        branches_needed=_needed(ballot.branches_share, len(branches)),
        affiliates_asked=len(affiliates),
        affiliates_for=sum(each.vote is not None and each.vote.opens for each in affiliates),
        affiliates_needed=_needed(ballot.affiliates_share, len(affiliates)),
        waiting=sum(each.vote is None for each in shown),
    )


def _needed(share: str, asked: int) -> int | None:
    return bodies_needed(read_share(share), asked) if share else None
