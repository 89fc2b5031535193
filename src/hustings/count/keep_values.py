"""Keep values: under Meek's and Warren's methods a candidate keeps part of every vote and passes on the rest.

Elected candidates go on receiving papers, so the votes are credited anew, from nothing, at every iteration. Papers
whose *reduced rankings* are equal (the elected candidates on them in order, then the first continuing one) have equal
chains of roundings; they are held together as a tree and multiplied afterwards, so that an iteration costs as much as
the tree is large, however many papers there are.

How a vote is cut is a named function (`Cut`); a rule picks one and cites its text.
"""

from collections.abc import Callable, Iterable, Sequence
from math import factorial
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.stores import NON_TRANSFERABLE, Pile
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down, divide_up
from hustings.count.papers import Papers
from hustings.count.sheet import CountSheet

Cut = Callable[[int, int, int, int], tuple[int, int]]
"""How votes are cut: (vote, keep value, one, papers) -> (credited, left), for `papers` papers of which each brings the
candidate `vote`: what all of them together credit, and what is left of the vote of each."""


def down_together_and_down(vote: int, keep: int, one: int, papers: int) -> tuple[int, int]:
    """What equal papers credit together is rounded down once, and what is left of each is rounded down."""
    return divide_down(vote * keep * papers, one), divide_down(vote * (one - keep), one)


def down_and_rest(vote: int, keep: int, one: int, papers: int) -> tuple[int, int]:
    """What each paper gives is rounded down; all the rest of it is left."""
    given = divide_down(vote * keep, one)
    return given * papers, vote - given


def up_and_rest(vote: int, keep: int, one: int, papers: int) -> tuple[int, int]:
    """What each paper gives is rounded up; the rest of it is left."""
    given = divide_up(vote * keep, one)
    return given * papers, vote - given


def up_and_up(vote: int, keep: int, one: int, papers: int) -> tuple[int, int]:
    """What each paper gives, and what is left of it, are both rounded up: together they may be more than the vote."""
    return divide_up(vote * keep, one) * papers, divide_up(vote * (one - keep), one)


def pay_the_price(vote: int, keep: int, _one: int, papers: int) -> tuple[int, int]:
    """Warren: the keep value is a price; a vote that has less left pays what it has."""
    given = min(vote, keep)
    return given * papers, vote - given


def cut_among_equals(vote: int, keep: Sequence[int], one: int) -> tuple[list[int], int]:
    """What each of m candidates of equal preference is given of a vote, and what is left: (given by candidate, left).

    The vote counts as an equal part of a vote for each of the m! orders in which the candidates could stand. That gives
    candidate i the vote times k_i times the sum, over all sets S of the others, of

        |S|! (m - 1 - |S|)! / m!  times the product over S of (1 - k_j)

    and leaves the vote times the product of all (1 - k_j). The sums over sets of one size are elementary symmetric
    sums. Each figure is worked out exactly, then rounded down once.

    Source: B. L. Meek, "A new approach to the single transferable vote II" (1970), section 6.
    """
    m = len(keep)
    passed = [one - k for k in keep]
    given = []
    for i, k in enumerate(keep):
        sums = elementary_symmetric_sums([*passed[:i], *passed[i + 1 :]])
        parts = sum(factorial(s) * factorial(m - 1 - s) * sums[s] * one ** (m - 1 - s) for s in range(m))
        given.append(divide_down(vote * k * parts, factorial(m) * one**m))
    return given, divide_down(vote * elementary_symmetric_sums(passed)[m], one**m)


def elementary_symmetric_sums(values: Sequence[int]) -> list[int]:
    """For each size from 0 to len(values): the sum, over all sets of that many of the values, of their product."""
    sums = [1] + [0] * len(values)
    for count, value in enumerate(values, start=1):
        for size in range(count, 0, -1):
            sums[size] += value * sums[size - 1]
    return sums


class Waiting(NamedTuple):
    """Papers of one reduced ranking that ends with a continuing candidate: how many, and their piles."""

    papers: int
    piles: list[Pile]


class ReducedRankings:
    """All papers grouped by reduced ranking, as a tree.

    A node is a run of elected candidates as papers name them, node 0 the empty run; `parent`, `elected` (the last of
    the run) and `papers` (how many pass through) are by node, every node after its parent. `waiting` holds, by node,
    the papers that come next to a continuing candidate; `spent`, by node, how many name nobody further.
    """

    def __init__(self, store_sort: Callable[[Iterable[Pile], bytearray], tuple[dict[int, Pile], dict[int, int]]]):
        self._sort = store_sort
        self.parent = [0]
        self.elected = [NON_TRANSFERABLE]
        self.papers = [0]
        self.spent = [0]
        self.waiting: list[dict[int, Waiting]] = [{}]
        self._nodes: dict[tuple[int, int], int] = {}

    def add(self, candidate: int, papers: int, pile: Pile) -> None:
        """Put papers that name a continuing candidate first into the tree."""
        self.papers[0] += papers
        self._wait(0, candidate, papers, [pile])

    def regroup(self, elected: set[int], left: Iterable[int], skip: bytearray) -> None:
        """Move on the papers that wait for candidates who have since `left` the continuing ones.

        `elected` are all those elected, the others who left are excluded; `skip[c]` is 1 where papers pass over c.
        """
        for candidate in left:
            for node in range(len(self.parent)):
                if found := self.waiting[node].pop(candidate, None):
                    self._move(node, candidate, found, elected, skip)

    def _move(self, node: int, candidate: int, papers: Waiting, elected: set[int], skip: bytearray) -> None:
        here = node
        if candidate in elected:
            here = self._node(node, candidate)
            self.papers[here] += papers.papers
        piles, numbers = self._sort(papers.piles, skip)
        for following, number in numbers.items():
            if following == NON_TRANSFERABLE:
                self.spent[here] += number
            elif following in elected:
                self._move(here, following, Waiting(number, [piles[following]]), elected, skip)
            else:
                self._wait(here, following, number, [piles[following]])

    def _node(self, parent: int, candidate: int) -> int:
        node = self._nodes.setdefault((parent, candidate), len(self.parent))
        if node == len(self.parent):
            self.parent.append(parent)
            self.elected.append(candidate)
            self.papers.append(0)
            self.spent.append(0)
            self.waiting.append({})
        return node

    def _wait(self, node: int, candidate: int, papers: int, piles: list[Pile]) -> None:
        before = self.waiting[node].get(candidate, Waiting(0, []))
        self.waiting[node][candidate] = Waiting(before.papers + papers, before.piles + piles)


class KeepValues:
    """The keep value of every candidate, and the votes that follow from them.

    `keep` is by candidate, in units of the rule's last place: all of a vote (`sheet.one`) for continuing candidates, 0
    for excluded and withdrawn ones. Made at the start of a count: takes the first preferences (`clause`), credits
    them, and leaves stage 1 open.
    """

    def __init__(self, sheet: CountSheet, papers: Papers, cut: Cut, clause: str) -> None:
        sheet.sort_first_preferences(clause)
        self._sheet = sheet
        self._cut = cut
        self._standing: list[CandidateId] = sheet.continuing
        self._skip = bytearray(c not in self._standing for c in range(len(sheet.votes)))
        self.keep = [Votes(0 if skipped else sheet.one) for skipped in self._skip]
        self._tree = ReducedRankings(sheet.sort_piles)
        for candidate in self._standing:
            for parcel in sheet.parcels[candidate]:
                if parcel.pile is not None:
                    self._tree.add(candidate, parcel.papers, parcel.pile)
        looked_at = {c for c, away in enumerate(self._skip) if not away} | sheet.contest.passed_over
        self._equal = [p for p in papers.equal if any(c in looked_at for level in p.levels for c in level)]
        self._reduced = self._reduce_equal()
        spent = divide_down(sheet.no_further_preference, sheet.one)
        self._tree.spent[0] += spent - self._reduced.get((), 0)
        self._revisions, self._credited = 0, False

    def revise(self, new: dict[CandidateId, int]) -> bool:
        """Set new keep values; True where one of them differs from what it was."""
        before = list(self.keep)
        for candidate, value in new.items():
            self.keep[candidate] = Votes(value)
        self._revisions += 1
        return before != self.keep

    def record(self, clause: str) -> None:
        """Write the keep values into the transcript, if votes were credited anew since this was last done."""
        if self._credited:
            self._sheet.set_keep_values(self.keep, self._revisions, clause)
            self._revisions, self._credited = 0, False

    def distribute(self) -> None:
        """Credit every vote anew: each candidate on a paper keeps a part, the rest goes on to the next."""
        self._follow_standing()
        self._credited = True
        one, tree, keep, cut = self._sheet.one, self._tree, self.keep, self._cut
        votes = [0] * len(keep)
        left = [0] * len(tree.parent)
        left[0] = int(one)
        lost = spent = 0
        for node, candidate in enumerate(tree.elected):
            if node:
                vote, papers = left[tree.parent[node]], tree.papers[node]
                credited, rest = cut(vote, keep[candidate], one, papers)
                votes[candidate] += credited
                lost += (vote - rest) * papers - credited
                left[node] = rest
            if rest := left[node]:
                spent += rest * tree.spent[node]
                for following, waiting in tree.waiting[node].items():
                    votes[following] += rest * waiting.papers
        for levels, papers in self._reduced.items():
            rest, cut_off = self._credit_equal(levels, papers, votes)
            spent += rest * papers
            lost += cut_off
        self._sheet.credit_anew([Votes(v) for v in votes], spent, lost)

    def _credit_equal(self, levels: tuple[tuple[int, ...], ...], papers: int, votes: list[int]) -> tuple[int, int]:
        """Credit papers with equal preferences; returns what is left of each at the end, and what all of them lost."""
        one = self._sheet.one
        rest, lost = int(one), 0
        for level in levels:
            before = rest
            if len(level) == 1:
                credited, rest = self._cut(before, self.keep[level[0]], one, papers)
                shares = [credited]
            else:
                given, rest = cut_among_equals(before, [self.keep[c] for c in level], one)
                shares = [each * papers for each in given]
            for candidate, share in zip(level, shares, strict=True):
                votes[candidate] += share
            lost += (before - rest) * papers - sum(shares)
        return rest, lost

    def _follow_standing(self) -> None:
        """Regroup the papers where candidates were elected or excluded since the last time."""
        sheet = self._sheet
        continuing = set(sheet.continuing)
        left = [c for c in self._standing if c not in continuing]
        joined = [c for c in continuing if c not in self._standing]
        if not left and not joined:
            return
        for candidate in joined:
            self._skip[candidate] = 0
            self.keep[candidate] = sheet.one
        for candidate in left:
            if candidate not in sheet.elected:
                self._skip[candidate] = 1
                self.keep[candidate] = NO_VOTES
        self._standing = sheet.continuing
        self._tree.regroup(set(sheet.elected), left, self._skip)
        self._reduced = self._reduce_equal()

    def _reduce_equal(self) -> dict[tuple[tuple[int, ...], ...], int]:
        """Papers with equal preferences by reduced ranking: nobody passed over, nothing after a continuing one."""
        continuing = set(self._sheet.continuing)
        groups: dict[tuple[tuple[int, ...], ...], int] = {}
        for paper in self._equal:
            reduced: list[tuple[int, ...]] = []
            for level in paper.levels:
                if standing := tuple(c for c in level if not self._skip[c]):
                    reduced.append(standing)
                if any(c in continuing for c in standing):
                    break
            groups[tuple(reduced)] = groups.get(tuple(reduced), 0) + paper.papers
        return groups
