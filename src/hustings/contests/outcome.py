"""A count with all that stands round it applied: who takes which seat, and which seats stay vacant and why."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.contests.reopening import WAYS, papers_with_further
from hustings.contests.withdrawals import (
    Policy,
    Withdrawal,
    all_under,
    seats_left_vacant,
    without_the_withdrawn,
)
from hustings.count.contest import Contest
from hustings.count.lots import NO_LOTS, LotNeeded, Lots
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript
from hustings.rules import hold_count


class Reopen(NamedTuple):
    """Which entry on the list is "re-open nominations", and which way of `reopening.WAYS` applies."""

    candidate: CandidateId
    way: str


@dataclass(frozen=True, slots=True)
class Arrangements:
    """What stands round a count: the contest as printed, who has gone since, and how RON stands.

    Candidates are numbered as in `contest.candidates`. `persons[c]` names the people behind candidate c where they
    stand jointly; a candidate without an entry is one person, called by the candidate's id.
    """

    contest: Contest
    withdrawals: tuple[Withdrawal, ...] = ()
    reopen: Reopen | None = None
    persons: tuple[tuple[CandidateId, tuple[str, ...]], ...] = ()

    def persons_of(self, candidate: CandidateId) -> tuple[str, ...]:
        """The people who take the seat if this candidate is elected."""
        return dict(self.persons).get(candidate, (self.contest.candidates[candidate].id,))


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seated` candidates in order of election, and for each seat that stays `vacant` the reason; together the
    vacancies."""

    transcript: Transcript
    seated: tuple[CandidateId, ...]
    vacant: tuple[str, ...]


def counted_contest(arrangements: Arrangements) -> Contest:
    """The contest as a rule counts it: those who have gone treated by their policies, RON standing its way.

    Lots are orders of this contest's candidates. Raises CountError where the arrangements contradict each other.
    """
    contest = without_the_withdrawn(arrangements.contest, arrangements.withdrawals)
    if arrangements.reopen is None:
        return contest
    return WAYS[arrangements.reopen.way](contest, arrangements.reopen.candidate)


def hold_contest(
    rule: Rule, profile: Profile, arrangements: Arrangements, lots: Lots = NO_LOTS, *, store: str = "auto"
) -> Outcome:
    """Count a contest with its withdrawals and re-open nominations applied. Raises CountError and LotNeeded."""
    contest = counted_contest(arrangements)
    transcript = hold_count(rule, papers_with_further(profile, contest), contest, lots, store=store)
    gone = seats_left_vacant(arrangements.withdrawals)
    reopened = contest.reopening.chain if contest.reopening else ()
    seated = tuple(c for c in transcript.elected if c not in reopened and c not in gone)
    vacant = [f"{contest.name(c)} was elected" for c in transcript.elected if c in reopened]
    vacant += [f"{contest.name(c)} was elected and had gone" for c in transcript.elected if c in gone]
    unfilled = contest.vacancies - len(transcript.elected)
    closed = contest.reopening and contest.reopening.closes_contest and reopened[0] in transcript.elected
    vacant += [f"{contest.name(reopened[0])} closed the contest" if closed else "too few candidates"] * unfilled
    return Outcome(transcript, seated, tuple(vacant))


class Otherwise(NamedTuple):
    """The same papers counted otherwise: `what` was changed, and the outcome, None where it lacks a lot.

    `seated_too` are the names of those who take a seat then and not now, `unseated` of those who do now and not then.
    """

    what: str
    outcome: Outcome | None
    seated_too: tuple[str, ...] = ()
    unseated: tuple[str, ...] = ()


def counted_otherwise(
    rule: Rule, profile: Profile, arrangements: Arrangements, now: Outcome, lots: Lots = NO_LOTS
) -> list[Otherwise]:
    """What the arrangements change beside the outcome `now`: the same contest without its constraints, and with those
    who have gone treated by each other policy. Nothing where there are neither."""
    contest, gone = arrangements.contest, arrangements.withdrawals
    changed = {}
    if contest.constraints:
        changed["without the constraints"] = replace(arrangements, contest=replace(contest, constraints=()))
    for policy in Policy if gone else ():
        if any(withdrawal.policy is not policy for withdrawal in gone):
            what = f"with those who have gone {_TREATED[policy]}"
            changed[what] = replace(arrangements, withdrawals=all_under(gone, policy))
    return [_compared(what, _held(rule, profile, other, lots), now) for what, other in changed.items()]


_TREATED = {
    Policy.REMOVED: "removed from the papers",
    Policy.PASSED_OVER: "passed over",
    Policy.AS_CAST: "counted as cast",
}


def _compared(what: str, then: Outcome | None, now: Outcome) -> Otherwise:
    if then is None:
        return Otherwise(what, None)
    contest = then.transcript.contest
    seated_too = tuple(contest.names(c for c in then.seated if c not in now.seated))
    return Otherwise(what, then, seated_too, tuple(contest.names(c for c in now.seated if c not in then.seated)))


def _held(rule: Rule, profile: Profile, arrangements: Arrangements, lots: Lots) -> Outcome | None:
    try:
        return hold_contest(rule, profile, arrangements, lots)
    except LotNeeded:
        return None
