"""What stopping early or going on can do under a rule: trial counts with and without one more preference or mark.

Papers are drawn from a fixed seed and counted by the rule itself, once as they are, once after some alike papers name
one candidate more behind the others. Nothing is said about any real candidate, and the same trials serve everybody.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.contest import contest_of
from hustings.count.lots import Lots
from hustings.count.rule import Rule
from hustings.rules import hold_count

TRIALS = 200
MOST_VACANCIES = 4
"""More than so many vacancies are tried as so many: what the rule does is the same, and a trial stays small."""
RIVALS = 3
"""So many more candidates than vacancies stand in a trial."""
_SEED = "stopping early or going on"


@dataclass(frozen=True, slots=True)
class Stopping:
    """What came of the trials: in how many of `trials` one more name changed who was elected, and in how many of
    those (`changed_before`) it cost or gave a place to somebody named before on the same papers."""

    marks: MarkKind
    trials: int
    changed: int
    changed_before: int


@dataclass(frozen=True, slots=True)
class _Trial:
    """Papers of others, and how many alike papers name `named`, or `named` and `further`."""

    others: tuple[tuple[int, ...], ...]
    named: tuple[int, ...]
    further: int
    copies: int


def stopping(rule: Rule, vacancies: int) -> Stopping:
    """The trials for one rule. `vacancies` 1 or more. Raises CountError where the rule cannot fill so many."""
    filled = min(vacancies, MOST_VACANCIES)
    number = filled + RIVALS
    changed = changed_before = 0
    for trial in _trials(number, filled, rule.marks):
        before = _elected(rule, (*trial.others, *[trial.named] * trial.copies), number, filled)
        longer = (*trial.named, trial.further)
        if rule.marks is not MarkKind.RANKING:
            longer = tuple(sorted(longer))
        after = _elected(rule, (*trial.others, *[longer] * trial.copies), number, filled)
        changed += before != after
        changed_before += bool((before ^ after) & set(trial.named))
    return Stopping(rule.marks, TRIALS, changed, changed_before)


def _trials(number: int, vacancies: int, marks: MarkKind) -> Iterator[_Trial]:
    """The same trials for every rule of one kind of marks: papers of any length that the rule allows."""
    rng = Random(f"{_SEED}/{number}/{marks}")  # noqa: S311 - trials that anybody can repeat
    longest = number - 1 if marks is MarkKind.RANKING else vacancies - 1
    for _trial in range(TRIALS):
        named = _paper(rng, number, rng.randint(min(1, longest), longest), marks)
        others = tuple(
            _paper(rng, number, rng.randint(1, longest + 1), marks) for _paper_of_another in range(rng.randint(6, 24))
        )
        further = rng.choice([c for c in range(number) if c not in named])
        yield _Trial(others, named, further, rng.randint(1, 8))


def _paper(rng: Random, number: int, length: int, marks: MarkKind) -> tuple[int, ...]:
    paper = rng.sample(range(number), length)
    return tuple(paper) if marks is MarkKind.RANKING else tuple(sorted(paper))


def _elected(rule: Rule, papers: Sequence[tuple[int, ...]], number: int, vacancies: int) -> set[CandidateId]:
    """Who is elected; ties go by the order of the candidates, in both counts of a trial."""
    copies = sorted(Counter(paper for paper in papers if paper).items())
    profile = Profile(
        tuple(f"C{c + 1}" for c in range(number)),
        rule.marks,
        RankingList.of(DistinctRanking(paper, n, 1, 0) for paper, n in copies),
        vacancies=vacancies,
        sequence=[i for i, (_of, n) in enumerate(copies) for _copy in range(n)] if rule.needs_order else None,
    )
    order = Lots(tuple(CandidateId(c) for c in range(number)), source="candidate order (a trial, not a lot)")
    return set(hold_count(rule, profile, contest_of(profile, vacancies), order).elected)
