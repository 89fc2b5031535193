"""How many to recommend: the seats of a group that recommends 1, 2 ... candidates, counted from papers that are drawn.

Papers are drawn from what is supposed and counted by the rules of this library, by block vote and by a rule of
rankings. The same suppositions and the same seed give the same papers anywhere, for every group by the same model:

- a voter of a group ranks first one of its candidates, each as likely (even) or in proportion 1, 1/2, 1/3 ... (uneven);
- each further preference goes, with the chance `loyalty`, to another candidate of the group, drawn in the same way;
- otherwise the voter leaves the group: names one candidate of the other groups, each as likely, and stops;
- a voter who has named all of the group's stops; by block vote a voter has as many marks as there are vacancies, gives
  each of the group's candidates one with the chance `loyalty`, and otherwise marks a candidate of the other groups.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import lcm
from random import Random

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.ballots.sentences import say, say_many
from hustings.count.contest import contest_of
from hustings.count.errors import CountError
from hustings.count.lots import Lots
from hustings.count.rule import Rule
from hustings.rules import hold_count

NOT_KNOWN = (
    "What cannot be known: who the candidates are, and that a name may bring votes of its own or cost some.",
    "What cannot be known: whether all groups' voters are as loyal as supposed, and where those who leave go.",
    "What cannot be known: what the other groups do once they see how many this one recommends.",
)


class Shape(StrEnum):
    """How first preferences fall among a group's candidates."""

    EVEN = "even"
    UNEVEN = "uneven"


@dataclass(frozen=True, slots=True)
class Group:
    """Voters who begin with one group's candidates: `share` parts of all, and how many candidates it recommends."""

    share: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed: `groups`, first the one that asks; `loyalty` from 0 to 1, the same for all; how many vote."""

    groups: tuple[Group, ...]
    vacancies: int
    loyalty: Fraction
    voters: int = 1000

    def __post_init__(self) -> None:
        if self.vacancies < 1 or self.voters < 1:
            msg = say_many(
                "{number} vacancies, {voters} voters: there is at least one of each",
                number=self.vacancies,
                voters=self.voters,
            )
            raise CountError(msg)
        if not 0 <= self.loyalty <= 1:
            msg = say(
                "a loyalty of {loyalty}: it is from 0, nobody stays with the group, to 1, everybody does",
                loyalty=str(self.loyalty),
            )
            raise CountError(msg)
        if len(self.groups) < 2 or any(group.share < 1 or group.candidates < 1 for group in self.groups):
            msg = say(
                "say of each of at least two groups its share and how many candidates it recommends, both above 0"
            )
            raise CountError(msg)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Seats of the first group when it recommends so many: in each draw of papers, fewest first."""

    rule: str
    shape: Shape
    recommended: int
    seats: tuple[int, ...]

    @property
    def middle(self) -> int:
        """The seats of the draw in the middle, the lower one where two are."""
        return self.seats[(len(self.seats) - 1) // 2]


def outlooks(supposed: Supposed, rules: Sequence[Rule], draws: int, seed: str) -> Iterator[Outlook]:
    """For each rule and shape the seats with 1 up to as many candidates as there are vacancies.

    Raises CountError where a rule needs something that papers drawn do not have (their order, scores).
    """
    if draws < 1:
        msg = say_many("{number} draws: draw papers at least once", number=draws)
        raise CountError(msg)
    for rule in rules:
        for shape in Shape:
            for recommended in range(1, supposed.vacancies + 1):
                own = replace(supposed.groups[0], candidates=recommended)
                case = replace(supposed, groups=(own, *supposed.groups[1:]))
                seats = sorted(seats_of(case, rule, shape, f"{seed}/{draw}") for draw in range(draws))
                yield Outlook(rule.name, shape, recommended, tuple(seats))


def seats_of(supposed: Supposed, rule: Rule, shape: Shape, seed: str) -> int:
    """The first group's seats in one draw; a lot that the count needs is drawn from the same seed."""
    profile = papers_drawn(supposed, rule.marks, shape, seed)
    order = [CandidateId(c) for c in range(len(profile.candidates))]
    Random(f"{seed}/lots").shuffle(order)  # noqa: S311 - a trial that anybody can repeat
    lots = Lots(tuple(order), source=f"drawn from the seed {seed}")
    elected = hold_count(rule, profile, contest_of(profile, supposed.vacancies), lots).elected
    return sum(c < supposed.groups[0].candidates for c in elected)


def papers_drawn(supposed: Supposed, marks: MarkKind, shape: Shape, seed: str) -> Profile:
    """The papers of one draw: candidates numbered group by group."""
    rng = Random(seed)  # noqa: S311 - a trial that anybody can repeat
    fields = list(_fields(supposed))
    everybody = [c for field in fields for c in field]
    papers: Counter[tuple[int, ...]] = Counter()
    for field, voters in zip(fields, _portions([g.share for g in supposed.groups], supposed.voters), strict=True):
        others = [c for c in everybody if c not in field]
        for _voter in range(voters):
            liked = _by_liking(field, shape, rng)
            if marks is MarkKind.APPROVAL:
                paper = _marked(liked, others, supposed, rng)
            else:
                paper = _ranked(liked, others, supposed.loyalty, rng)
            papers[paper] += 1
    plain = RankingList.of(DistinctRanking(paper, number, 1, 0) for paper, number in sorted(papers.items()))
    names = tuple(f"{chr(ord('A') + g)}{n + 1}" for g, field in enumerate(fields) for n in range(len(field)))
    return Profile(names, marks, plain, vacancies=supposed.vacancies)


def _fields(supposed: Supposed) -> Iterator[list[int]]:
    start = 0
    for group in supposed.groups:
        yield list(range(start, start + group.candidates))
        start += group.candidates


def _portions(shares: Sequence[int], voters: int) -> list[int]:
    """Voters in proportion to the shares, rounded down; those left over go to the first groups in turn."""
    found = [voters * share // sum(shares) for share in shares]
    for place in range(voters - sum(found)):
        found[place] += 1
    return found


def _by_liking(field: Sequence[int], shape: Shape, rng: Random) -> list[int]:
    """A group's candidates as one voter likes them, best first."""
    left = list(field)
    if shape is Shape.EVEN:
        rng.shuffle(left)
        return left
    whole = lcm(*range(1, len(field) + 1))
    weight = {c: whole // place for place, c in enumerate(field, start=1)}
    liked = []
    while left:
        at = rng.randrange(sum(weight[c] for c in left))
        for c in left:
            at -= weight[c]
            if at < 0:
                liked.append(c)
                left.remove(c)
                break
    return liked


def _stays(loyalty: Fraction, rng: Random) -> bool:
    return rng.randrange(loyalty.denominator) < loyalty.numerator


def _ranked(liked: Sequence[int], others: Sequence[int], loyalty: Fraction, rng: Random) -> tuple[int, ...]:
    paper = [liked[0]]
    for candidate in liked[1:]:
        if not _stays(loyalty, rng):
            return (*paper, rng.choice(others))
        paper.append(candidate)
    return tuple(paper)


def _marked(liked: Sequence[int], others: Sequence[int], supposed: Supposed, rng: Random) -> tuple[int, ...]:
    marks = {c if _stays(supposed.loyalty, rng) else rng.choice(others) for c in liked[: supposed.vacancies]}
    return tuple(sorted(marks))
