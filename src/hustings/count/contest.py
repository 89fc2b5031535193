"""What is to be filled, and by whom: the contest that a rule is applied to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
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


@dataclass(frozen=True, slots=True)
class Contest:
    """What a count needs to know beside the papers. Candidates are numbered by their place in `candidates`, from 0.

    `withdrawn` candidates are passed over on every paper; `protected` ones may not be excluded (a recount for a
    casual vacancy protects the sitting members). Raises CountError where the contest contradicts itself.
    """

    candidates: tuple[Candidate, ...]
    vacancies: int
    title: str = ""
    constraints: tuple[Constraint, ...] = ()
    withdrawn: frozenset[CandidateId] = frozenset()
    protected: frozenset[CandidateId] = frozenset()

    def __post_init__(self) -> None:
        if self.vacancies < 1:
            msg = f"{self.vacancies} vacancies: a contest fills at least one; say how many with --vacancies"
            raise CountError(msg)
        ids = [c.id for c in self.candidates]
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            msg = f"two candidates have the id {twice!r}; give each one of its own"
            raise CountError(msg)
        if unknown := [c for c in self.withdrawn | self.protected if not 0 <= c < len(ids)]:
            msg = f"candidate number {min(unknown) + 1} is withdrawn or protected but the contest has {len(ids)}"
            raise CountError(msg)
        if self.protected & self.withdrawn:
            msg = f"{self.name(min(self.protected & self.withdrawn))} is both protected and withdrawn"
            raise CountError(msg)
        if len(self.protected) > self.vacancies:
            msg = f"{len(self.protected)} candidates are protected for {self.vacancies} vacancies"
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
        msg = "the file does not say how many vacancies there are; say it with --vacancies"
        raise CountError(msg)
    candidates = tuple(Candidate(str(i), name) for i, name in enumerate(profile.candidates, start=1))
    return Contest(candidates, filled, profile.title, withdrawn=profile.withdrawn)
