"""People who stand jointly (a job share, a ticket), and people who stand in several contests.

A joint candidature is one candidate: one entry on the paper, one seat. Who is behind it matters where one person
stands in several contests: contests are counted in a published order, a person is elected to the first, and is
withdrawn from the rest; a joint candidature falls with any of its people.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.contests.outcome import Arrangements, Outcome, hold_contest
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.lots import NO_LOTS, Lots
from hustings.count.rule import Rule


class ContestPapers(NamedTuple):
    """One contest of a poll: its arrangements, rule, papers and lots."""

    arrangements: Arrangements
    rule: Rule
    profile: Profile
    lots: Lots = NO_LOTS


def hold_in_order(contests: Sequence[ContestPapers], policy: Policy = Policy.REMOVED) -> list[Outcome]:
    """Count several contests in the order given; whoever is elected is treated as withdrawn from those after.

    `policy` says how votes for them are treated there. Raises CountError and LotNeeded.
    """
    outcomes: list[Outcome] = []
    seated: dict[str, str] = {}
    for each in contests:
        arrangements = without_the_seated(each.arrangements, seated, policy)
        outcome = hold_contest(each.rule, each.profile, arrangements, each.lots)
        title = arrangements.contest.title
        seated |= {person: title for c in outcome.seated for person in arrangements.persons_of(c)}
        outcomes.append(outcome)
    return outcomes


def without_the_seated(arrangements: Arrangements, seated: dict[str, str], policy: Policy) -> Arrangements:
    """The arrangements with everybody withdrawn of whom a person is seated already; `seated` says where."""
    gone = {w.candidate for w in arrangements.withdrawals}
    further = tuple(
        Withdrawal(c, policy, f"elected already: {seated[person]}")
        for c in map(CandidateId, range(len(arrangements.contest.candidates)))
        if c not in gone and (person := next((p for p in arrangements.persons_of(c) if p in seated), None))
    )
    return replace(arrangements, withdrawals=arrangements.withdrawals + further)
