"""All candidates in one order, as the papers of one group or of several in alliance place them; how clear it is.

Rankings are compared two candidates at a time, and the order is by *strongest paths*: M. Schulze, "A new monotonic,
clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method", Social Choice and
Welfare 36 (2011), s.2.2, with margins as the strength of a link. Marks are added up. docs/orders.md says it in plain
words.

Everything is in votes, integers: a paper of a group counts as many votes as was agreed for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import lcm

from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say
from hustings.count.errors import CountError


class Weighing(StrEnum):
    """What an agreed weight belongs to."""

    PAPERS = "papers"
    """Each paper of a group counts its weight."""
    BODIES = "bodies"
    """The valid papers of a group count its weight together, however many they are."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Marks of a poll whose papers are never seen one by one: for each candidate how many, of `valid` papers."""

    candidates: tuple[str, ...]
    marks: tuple[int, ...]
    valid: int
    blank: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class Polled:
    """What one group's supporters marked, rankings, approval marks or sums of these, and the group's agreed weight."""

    body: str
    weight: int
    marked: Profile | Sums


@dataclass(frozen=True, slots=True)
class Turnout:
    """What of a group's papers was counted: `votes` is what each valid paper of it counts."""

    body: str
    valid: int
    invalid: int
    blank: int
    votes: int


@dataclass(frozen=True, slots=True)
class Clearness:
    """How clear it is that `above` stands before `below`, its neighbour in the order.

    `prefer_above` and `prefer_below` are votes that place one before the other (for marks: that mark each).
    `needed` is the least number of further votes naming `below` alone with which `below` stands before `above`.
    """

    above: CandidateId
    below: CandidateId
    prefer_above: int
    prefer_below: int
    needed: int
    level: bool
    """Whether the papers place the two level, and the lot decided."""


@dataclass(frozen=True, slots=True)
class Order:
    """All who stand, best first (`places`), and how clear the place of each is beside the next one's, so one fewer.

    `preferred[a][b]` are votes that place a before b; for marks it is None, and `votes[a]` are the votes that mark a.
    """

    candidates: tuple[str, ...]
    places: tuple[CandidateId, ...]
    clearness: tuple[Clearness, ...]
    turnout: tuple[Turnout, ...]
    preferred: tuple[tuple[int, ...], ...] | None
    votes: tuple[int, ...] | None

    def papers_needed(self, pair: Clearness) -> dict[str, int]:
        """For each group that had a valid paper: how many further papers of it, at what each counted here."""
        return {each.body: _rounded_up(pair.needed, each.votes) for each in self.turnout if each.votes}


def order_of(
    polled: Sequence[Polled],
    *,
    weighing: Weighing,
    lot: Sequence[CandidateId],
    gone: frozenset[CandidateId] = frozenset(),
) -> Order:
    """Place all candidates but those `gone`, whom papers are read as if they did not name.

    `lot` is an order of all candidates: whom the papers leave level stand as they do there. Raises CountError where the
    groups' papers name other candidates or another kind of marks, or where the lot leaves one out.
    """
    names = _require_alike(polled, lot)
    standing = [c for c in lot if c not in gone]
    if isinstance(_read(polled[0].marked), Sums):
        sums = [read for each in polled if isinstance(read := _read(each.marked), Sums)]
        turnout = _turnout(polled, [(each.valid, each.invalid, each.blank) for each in sums], weighing)
        return _by_marks(names, standing, [each.marks for each in sums], turnout)
    profiles = [each.marked for each in polled if isinstance(each.marked, Profile)]
    papers = [_rankings(each) for each in profiles]
    turnout = _turnout(polled, [_papers(a, b) for a, b in zip(profiles, papers, strict=True)], weighing)
    return _by_paths(names, standing, papers, turnout)


# What a paper counts ------------------------------------------------------------------------------------------------


Levels = tuple[tuple[CandidateId, ...], ...]


def _turnout(
    polled: Sequence[Polled], papers: Sequence[tuple[int, int, int]], weighing: Weighing
) -> tuple[Turnout, ...]:
    """For bodies, a paper counts weight x lcm / valid papers, so that all are whole and none is rounded.

    `papers`: of each group how many are valid, invalid and blank.
    """
    together = lcm(*(valid for valid, _i, _b in papers if valid)) if weighing is Weighing.BODIES else 1
    return tuple(
        Turnout(each.body, valid, invalid, blank, _votes(each.weight, valid, together, weighing))
        for each, (valid, invalid, blank) in zip(polled, papers, strict=True)
    )


def _votes(weight: int, valid: int, together: int, weighing: Weighing) -> int:
    if weighing is Weighing.PAPERS:
        return weight
    return weight * (together // valid) if valid else 0


def _rankings(profile: Profile) -> list[tuple[Levels, int]]:
    """Rankings that name somebody, and nobody twice, with how many papers bear each. Equal preferences stay equal."""
    found = []
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks), "checked with the kind of the profile"
        named = [c for level in paper.marks.levels for c in level]
        if named and len(named) == len(set(named)):
            found.append((paper.marks.levels, paper.papers))
    return found


def _papers(profile: Profile, rankings: Sequence[tuple[Levels, int]]) -> tuple[int, int, int]:
    valid = sum(papers for _levels, papers in rankings)
    return valid, profile.papers - profile.blank - valid, profile.blank


def _read(marked: Profile | Sums) -> Profile | Sums:
    """Approval marks added up; rankings and sums as they are."""
    if isinstance(marked, Sums) or marked.kind is not MarkKind.APPROVAL:
        return marked
    marks, valid = [0] * len(marked.candidates), 0
    for paper in marked.each():
        assert isinstance(paper.marks, ApprovalMarks), "the kind of the profile"
        valid += paper.papers if paper.marks.marked else 0
        for candidate in paper.marks.marked:
            marks[candidate] += paper.papers
    return Sums(marked.candidates, tuple(marks), valid, marked.blank, marked.papers - marked.blank - valid)


def _require_alike(polled: Sequence[Polled], lot: Sequence[CandidateId]) -> tuple[str, ...]:
    if not polled:
        msg = say("there are no papers: give those of one group at least")
        raise CountError(msg)
    read = [_read(each.marked) for each in polled]
    names = read[0].candidates
    for each, marked in zip(polled, read, strict=True):
        if isinstance(marked, Profile) and marked.kind is MarkKind.SCORES:
            msg = say("{body}: scores make no order here: papers rank candidates, or mark them", body=each.body)
            raise CountError(msg)
        if marked.candidates != names or type(marked) is not type(read[0]):
            msg = say(
                "the papers of {body} name other candidates than those of {other}, or ask otherwise",
                body=each.body,
                other=polled[0].body,
            )
            raise CountError(msg)
        if each.weight < 1:
            msg = say("{body}: a weight is 1 at least, not {weight}", body=each.body, weight=each.weight)
            raise CountError(msg)
    if sorted(lot) != list(range(len(names))):
        msg = say("the lot has to name each of the {candidates} candidates once", candidates=len(names))
        raise CountError(msg)
    return names


# Marks --------------------------------------------------------------------------------------------------------------


def _by_marks(
    names: tuple[str, ...],
    standing: Sequence[CandidateId],
    marks: Sequence[tuple[int, ...]],
    turnout: tuple[Turnout, ...],
) -> Order:
    votes = [sum(m * body.votes for m, body in zip(mine, turnout, strict=True)) for mine in zip(*marks, strict=True)]
    places = tuple(sorted(standing, key=lambda c: -votes[c]))  # stable: level ones stay as in the lot
    clearness = tuple(
        Clearness(a, b, votes[a], votes[b], needed=votes[a] - votes[b] + 1, level=votes[a] == votes[b])
        for a, b in pairwise(places)
    )
    return Order(names, places, clearness, turnout, None, tuple(votes))


# Rankings -----------------------------------------------------------------------------------------------------------


def _by_paths(
    names: tuple[str, ...],
    standing: Sequence[CandidateId],
    papers: Sequence[Sequence[tuple[Levels, int]]],
    turnout: tuple[Turnout, ...],
) -> Order:
    preferred = _compared(len(names), papers, turnout)
    links = {a: {b: preferred[a][b] - preferred[b][a] for b in standing if b != a} for a in standing}
    paths = strongest_paths(links)
    places = _placed(standing, paths)
    clearness = tuple(
        Clearness(
            a,
            b,
            preferred[a][b],
            preferred[b][a],
            needed=_needed(links, a, b),
            level=paths[a][b] == paths[b][a],
        )
        for a, b in pairwise(places)
    )
    return Order(names, places, clearness, turnout, tuple(tuple(row) for row in preferred), None)


def _compared(
    candidates: int, papers: Sequence[Sequence[tuple[Levels, int]]], turnout: Sequence[Turnout]
) -> list[list[int]]:
    """Votes that place one candidate before another: whoever is named stands before everybody who is not."""
    preferred = [[0] * candidates for _ in range(candidates)]
    for body, counted in zip(turnout, papers, strict=True):
        for levels, number in counted:
            votes, behind = number * body.votes, set(range(candidates))
            for level in levels:
                behind.difference_update(level)
                for candidate in level:
                    row = preferred[candidate]
                    for other in behind:
                        row[other] += votes
    return preferred


Links = Mapping[CandidateId, Mapping[CandidateId, int]]


def strongest_paths(links: Links) -> dict[CandidateId, dict[CandidateId, int]]:
    """How strong the strongest path from each candidate to each other is: a path is as strong as its weakest link."""
    paths = {a: dict(row) for a, row in links.items()}
    for through, onward in paths.items():
        for a, row in paths.items():
            if a == through:
                continue
            into = row[through]
            for b, known in row.items():
                if b != through and (reached := min(into, onward[b])) > known:
                    row[b] = reached
    return paths


def _placed(lot: Sequence[CandidateId], paths: Links) -> tuple[CandidateId, ...]:
    """Again and again, of those whom nobody left stands before, the one who is first in the lot."""
    left, places = list(lot), []
    while left:
        chosen = next(c for c in left if all(paths[c][other] >= paths[other][c] for other in left if other != c))
        places.append(chosen)
        left.remove(chosen)
    return tuple(places)


def _needed(links: Links, above: CandidateId, below: CandidateId) -> int:
    """The least k with which k further votes naming `below` alone put it before `above`.

    Such votes strengthen every link out of `below` by k and weaken every link into it by k, and change no other: so
    all paths that matter begin or end with one of those, and the rest of each can be worked out once. More of them
    never does `below` harm (the method is monotonic), so the least k is found by halving.
    """
    others = {a: {b: strength for b, strength in row.items() if b != below} for a, row in links.items() if a != below}
    rest = strongest_paths(others)
    out = [(links[below][x], None if x == above else rest[x][above]) for x in others]
    into = [(links[x][below], None if x == above else rest[above][x]) for x in others]

    def is_before(k: int) -> bool:
        forth = max(_weakest(first + k, then) for first, then in out)
        back = max(_weakest(last - k, before) for last, before in into)
        return forth > back

    low, high = 0, 1
    while not is_before(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_before(middle) else (middle, high)
    return high


def _weakest(link: int, rest: int | None) -> int:
    return link if rest is None else min(link, rest)


def _rounded_up(votes: int, each: int) -> int:
    return -(-votes // each)
