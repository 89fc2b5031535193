"""Casual vacancies filled from the stored papers: who takes the seat of a member who has left.

Each way is a function of its own; all take the contest as it was held, who left, and who of the others consents to
serve, and say whom the seat goes to (None: nobody) with the count that shows it, if there was one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import reduce

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.ballots.sentences import Sentence, say
from hustings.ballots.stores.python import PythonStore
from hustings.contests.outcome import Outcome
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, Lots
from hustings.count.papers import Papers, rule_on
from hustings.count.rule import Rule
from hustings.count.transcript import Excluded, Transcript
from hustings.rules import hold_count


@dataclass(frozen=True, slots=True)
class Filled:
    """Whom the seat goes to, None where nobody consents or is left; `consented` all who were asked and agreed;
    `transcript` the count that decided, None where it was read off the first one."""

    candidate: CandidateId | None
    consented: tuple[CandidateId, ...]
    transcript: Transcript | None = None


def recount(
    rule: Rule,
    profile: Profile,
    contest: Contest,
    leaver: CandidateId,
    sitting: Collection[CandidateId],
    consenting: Collection[CandidateId],
    lots: Lots = NO_LOTS,
) -> Filled:
    """Count all original papers again without the leaver: the first elected who does not sit takes the seat.

    The members who still sit may not be excluded; whoever does not consent is taken off the papers with the leaver.
    Lots drawn at the first count stand. Raises CountError and LotNeeded.

    Source: ERS97 7.1 (and 5.6.3 for lots).
    """
    everybody = map(CandidateId, range(len(contest.candidates)))
    away = frozenset(c for c in everybody if c == leaver or (c not in sitting and c not in consenting))
    again = replace(contest, withdrawn=contest.withdrawn | away, protected=frozenset(sitting), constraints=())
    transcript = hold_count(rule, profile, again, lots)
    newly = [c for c in transcript.elected if c not in sitting]
    return Filled(newly[0] if newly else None, _in_order(consenting), transcript)


def countback(
    rule: Rule,
    profile: Profile,
    contest: Contest,
    leaver: CandidateId,
    consenting: Collection[CandidateId],
    lots: Lots = NO_LOTS,
    *,
    by: Rule,
) -> Filled:
    """Count the papers that elected the leaver, and no others, among those who consent.

    They are the papers that the leaver held when elected, each worth what it was then; they are counted by the
    single-vacancy rule `by` (the alternative vote). Raises CountError where the rule keeps no papers with a
    candidate (Meek), or where nobody of that number was elected.

    Source: the countback of the Hare-Clark systems of Tasmania and the Australian Capital Territory, in outline:
    majority of the papers still in play, all stages shown. Their own texts settle details that this does not claim.
    """
    held, decimals = papers_held_when_elected(rule, profile, contest, leaver, lots)
    consented = _in_order(consenting)
    if not consented:
        return Filled(None, ())
    away = frozenset(CandidateId(c) for c in range(len(contest.candidates)) if c not in consenting)
    vacancy = replace(contest, vacancies=1, withdrawn=away, protected=frozenset(), constraints=(), reopening=None)
    papers = Papers(held, len(contest.candidates), held.votes(), 0, 0, weight_decimals=decimals)
    transcript = by.count(vacancy, papers, lots)
    return Filled(transcript.elected[0] if transcript.elected else None, consented, transcript)


def papers_held_when_elected(
    rule: Rule, profile: Profile, contest: Contest, candidate: CandidateId, lots: Lots = NO_LOTS
) -> tuple[RankingList, int]:
    """The papers that a candidate held at the moment of election, each with what it was worth as its weight.

    Weights are in units of 10**-decimals of a vote; the decimals are the second part of the answer. Raises CountError
    as `countback` does.
    """
    limit = rule.most_marks(contest) if rule.most_marks else None
    ruled = rule_on(profile, contest, rule.ruling, limit)
    store = PythonStore(ruled.rankings, ruled.candidates)
    kept = _PapersIn(ruled.rankings, ruled.candidates, ruled.valid, ruled.invalid, ruled.blank, opened=store)
    transcript = rule.count(contest, kept, lots)
    if candidate not in transcript.elected:
        msg = say("{name} was not elected by these papers under {rule}", name=contest.name(candidate), rule=rule.name)
        raise CountError(msg)
    if not (parcels := transcript.held_when_elected.get(candidate)):
        msg = say("{rule} keeps no papers with those elected, so there is nothing to count back", rule=rule.name)
        raise CountError(msg)
    held = RankingList.of(
        DistinctRanking(preferences, copies, parcel.value, 0)
        for parcel in parcels
        for preferences, copies in store.contents(parcel.pile)
    )
    return held, transcript.decimals


RunnerUp = Callable[[Transcript, CandidateId], tuple[int, ...]]
"""What "next" means: a rank for each candidate not elected, the greatest coming first."""


def last_excluded(transcript: Transcript, candidate: CandidateId) -> tuple[int, ...]:
    """Next is whoever was excluded last; those never excluded come before, most votes at the end first."""
    order = [e.candidate for e in transcript.events if isinstance(e, Excluded)]
    place = order.index(candidate) if candidate in order else len(order)
    return (place, transcript.stages()[-1].votes[candidate])


def most_votes_at_the_end(transcript: Transcript, candidate: CandidateId) -> tuple[int, ...]:
    """Next is whoever has the most votes in the last table: under block vote and plurality, the next below."""
    return (transcript.stages()[-1].votes[candidate],)


def most_first_preferences(transcript: Transcript, candidate: CandidateId) -> tuple[int, ...]:
    """Next is whoever had the most votes at the first stage."""
    return (transcript.stages()[0].votes[candidate],)


def next_runner_up(outcome: Outcome, consenting: Collection[CandidateId], meaning: RunnerUp) -> Filled:
    """The next below those elected, read off the first count; equal ones are left to the returning officer.

    Raises CountError where two who consent are equal: the texts that use runners-up draw a lot or hold a by-election.
    """
    transcript = outcome.transcript
    waiting = [c for c in _in_order(consenting) if c not in transcript.elected]
    if not waiting:
        return Filled(None, _in_order(consenting))
    rank = {c: meaning(transcript, c) for c in waiting}
    best = max(rank.values())
    first = [c for c in waiting if rank[c] == best]
    if len(first) > 1:
        equal: list[str | Sentence] = list(transcript.contest.names(first))
        names = reduce(lambda these, last: say("{these} and {last}", these=these, last=last), equal)
        msg = say(
            "{names} are equal as runners-up ({meaning_said}); draw a lot and ask only one",
            names=names,
            meaning_said=meaning.__name__.replace("_", " "),
        )
        raise CountError(msg)
    return Filled(first[0], _in_order(consenting))


@dataclass(frozen=True, slots=True)
class _PapersIn(Papers):
    """Papers whose store is one that we keep hold of."""

    opened: PythonStore | None = None

    def open_store(self) -> PythonStore:
        assert self.opened is not None
        return self.opened


def _in_order(candidates: Collection[CandidateId]) -> tuple[CandidateId, ...]:
    return tuple(sorted(candidates))
