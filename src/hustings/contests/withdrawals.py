"""Candidates who withdrew, were suspended or died after the papers were printed: three ways to treat their votes.

Which one applies is fixed before nominations open; each can be counted on request and the difference shown.
"""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.count.contest import Contest


class Policy(StrEnum):
    """What becomes of the votes for a candidate who has gone."""

    REMOVED = "removed"
    """Taken off the list before the count: a paper that names nobody else is no valid paper."""

    PASSED_OVER = "passed over"
    """Still on the paper: papers go to the next preference, and all of them count towards the quota."""

    AS_CAST = "as cast"
    """Counted like anybody; if elected, the seat is vacant."""


class Withdrawal(NamedTuple):
    """One candidate who has gone, and how the votes are treated. `note` says why and when, for the result page."""

    candidate: CandidateId
    policy: Policy
    note: str = ""


def without_the_withdrawn(contest: Contest, withdrawals: tuple[Withdrawal, ...]) -> Contest:
    """The contest as it is counted. Raises CountError where a candidate is withdrawn and protected."""
    return replace(
        contest,
        withdrawn=contest.withdrawn | _under(withdrawals, Policy.REMOVED),
        passed_over=contest.passed_over | _under(withdrawals, Policy.PASSED_OVER),
    )


def all_under(withdrawals: tuple[Withdrawal, ...], policy: Policy) -> tuple[Withdrawal, ...]:
    """The same candidates gone, all treated by one policy: to show what the choice of policy changes."""
    return tuple(withdrawal._replace(policy=policy) for withdrawal in withdrawals)


def seats_left_vacant(withdrawals: tuple[Withdrawal, ...]) -> frozenset[CandidateId]:
    """Candidates whose election leaves a seat vacant, since they were counted as cast."""
    return _under(withdrawals, Policy.AS_CAST)


def _under(withdrawals: tuple[Withdrawal, ...], policy: Policy) -> frozenset[CandidateId]:
    return frozenset(w.candidate for w in withdrawals if w.policy is policy)
