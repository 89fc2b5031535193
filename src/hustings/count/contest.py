"""What is to be filled, and by whom: the contest that a rule is applied to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say, say_many
from hustings.count.errors import CountError


class Candidate(NamedTuple):
    """One candidate: `id` is unique in the contest and stable, `name` is what is printed, `categories` are the
    groups that a constraint may name ("women", "employer: Harbour Board")."""

    id: str
    name: str
    categories: frozenset[str] = frozenset()


class Constraint(NamedTuple):
    """At least `minimum` and at most `maximum` (None: no limit) of those elected belong to `category`."""

    category: str
    minimum: int = 0
    maximum: int | None = None


class Reopening(NamedTuple):
    """How "re-open nominations" stands in a contest; each one elected leaves a vacancy unfilled.

    `chain` are its entries on the list: the first stands from the start, each other from the moment the one before
    it is elected, and until then papers pass over it. `closes_contest`: once it is elected nobody else is.
    `stays_to_the_end`: it is excluded only where it is the lowest of one more than the vacancies left.
    """

    chain: tuple[CandidateId, ...]
    closes_contest: bool = False
    stays_to_the_end: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """What a count needs to know beside the papers. Candidates are numbered by their place in `candidates`, from 0.

    Papers pass over candidates who are `withdrawn` or `passed_over`; a paper that names nobody but withdrawn ones is
    no valid paper, one that names somebody passed over is. `protected` candidates may not be excluded (a recount for
    a casual vacancy protects the sitting members). `reopening` says how "re-open nominations" stands, None: it does
    not. Raises CountError where the contest contradicts itself.
    """

    candidates: tuple[Candidate, ...]
    vacancies: int
    title: str = ""
    constraints: tuple[Constraint, ...] = ()
    withdrawn: frozenset[CandidateId] = frozenset()
    passed_over: frozenset[CandidateId] = frozenset()
    protected: frozenset[CandidateId] = frozenset()
    reopening: Reopening | None = None

    def __post_init__(self) -> None:
        if self.vacancies < 1:
            msg = say_many(
                "{number} vacancies: a contest fills at least one; say how many with --vacancies",
                number=self.vacancies,
            )
            raise CountError(msg)
        ids = [c.id for c in self.candidates]
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            msg = say("two candidates have the id {twice}; give each one of its own", twice=repr(twice))
            raise CountError(msg)
        away = self.withdrawn | self.passed_over
        if unknown := [c for c in away | self.protected if not 0 <= c < len(ids)]:
            msg = say(
                "candidate number {place} is withdrawn or protected but the contest has {candidates}",
                place=min(unknown) + 1,
                candidates=len(ids),
            )
            raise CountError(msg)
        if self.protected & away:
            msg = say("{name} is both protected and withdrawn", name=self.name(min(self.protected & away)))
            raise CountError(msg)
        if len(self.protected) > self.vacancies:
            msg = say_many(
                "{number} candidates are protected for {vacancies} vacancies",
                number=len(self.protected),
                vacancies=self.vacancies,
            )
            raise CountError(msg)

    def name(self, candidate: CandidateId) -> str:
        """The printed name of a candidate."""
        return self.candidates[candidate].name

    def names(self, candidates: Iterable[CandidateId]) -> list[str]:
        """The printed names of several candidates, in the order given."""
        return [self.name(c) for c in candidates]


def contest_of(profile: Profile, vacancies: int | None = None) -> Contest:
    """The plain contest that a file of papers describes: its candidates (ids "1", "2" ...), vacancies, withdrawn.

    `vacancies` overrides the file's. Raises CountError where neither says how many there are.
    """
    filled = profile.vacancies if vacancies is None else vacancies
    if filled is None:
        msg = say("the file does not say how many vacancies there are; say it with --vacancies")
        raise CountError(msg)
    candidates = tuple(Candidate(str(i), name) for i, name in enumerate(profile.candidates, start=1))
    return Contest(candidates, filled, profile.title, withdrawn=profile.withdrawn)
