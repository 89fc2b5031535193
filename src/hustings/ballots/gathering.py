"""Gather papers into distinct ones while a file is read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hustings.ballots.paper import ApprovalMarks, CandidateId, Marks, RankingMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers
from hustings.ballots.rankings import RankingList, Rankings

BLANK = -1
"""The entry of `sequence` for a blank paper."""


class Gathered(NamedTuple):
    """The distinct papers of a file, as `Profile` holds them."""

    plain: Rankings
    marked: tuple[MarkedPapers, ...]
    blank: int
    sequence: Sequence[int] | None


class Gathering:
    """Distinct papers in the order in which each first came; papers of the same marks and weight are one entry.

    Each verb returns where its papers went: 0, 1, 2 ... among the plain ones, -2, -3, -4 ... among the marked ones,
    `BLANK` for blank ones.
    """

    __slots__ = ("_copies", "_index", "_lines", "_marked", "_order", "_preferences", "_weights", "blank")

    def __init__(self, *, keep_order: bool = False) -> None:
        self._index: dict[tuple[tuple[int, ...], int], int] = {}
        self._preferences: list[tuple[int, ...]] = []
        self._copies: list[int] = []
        self._weights: list[int] = []
        self._lines: list[int] = []
        self._marked: dict[tuple[Marks, int], list[int]] = {}
        self._order: list[int] | None = [] if keep_order else None
        self.blank = 0

    def plain(self, preferences: tuple[int, ...], papers: int, weight: int, line: int) -> int:
        """Add papers known to be plain and not blank."""
        index = self._index.setdefault((preferences, weight), len(self._copies))
        if index < len(self._copies):
            self._copies[index] += papers
        else:
            self._preferences.append(preferences)
            self._copies.append(papers)
            self._weights.append(weight)
            self._lines.append(line)
        return index

    def add(self, marks: Marks, papers: int, weight: int, line: int) -> int:
        """Add papers that bear any marks, or none."""
        if isinstance(marks, RankingMarks):
            levels = marks.levels
            while levels and not levels[-1]:
                levels = levels[:-1]
            preferences = tuple(level[0] for level in levels if len(level) == 1)
            if len(preferences) == len(levels) == len(set(preferences)):
                return self._plain_or_blank(preferences, papers, weight, line)
            marks = RankingMarks(levels)
        elif isinstance(marks, ApprovalMarks):
            return self._plain_or_blank(marks.marked, papers, weight, line)
        elif not marks.scores:
            return self._plain_or_blank((), papers, weight, line)
        return self._one_marked(marks, papers, weight, line)

    def unreadable(self, papers: int, weight: int, line: int) -> int:
        """Add papers that are not blank and yet say nothing."""
        return self._one_marked(UNREADABLE, papers, weight, line)

    def _one_marked(self, marks: Marks, papers: int, weight: int, line: int) -> int:
        known = self._marked.setdefault((marks, weight), [0, line, -2 - len(self._marked)])
        known[0] += papers
        return known[2]

    def _plain_or_blank(self, preferences: tuple[int, ...], papers: int, weight: int, line: int) -> int:
        if preferences:
            return self.plain(preferences, papers, weight, line)
        self.blank += papers
        return BLANK

    def in_order(self, where: int, papers: int) -> None:
        """Note that the next papers in the file are those that a verb put at `where`."""
        if self._order is not None:
            self._order.extend([where] * papers)

    def gathered(self) -> Gathered:
        """All of it, for a profile. Weights and lines are left out where every one is 1, or 0."""
        weights = self._weights if any(weight != 1 for weight in self._weights) else None
        lines = self._lines if any(self._lines) else None
        plain = RankingList(self._preferences, self._copies, weights, lines)
        marked = tuple(MarkedPapers(marks, n, weight, line) for (marks, weight), (n, line, _) in self._marked.items())
        return Gathered(plain, marked, self.blank, self._sequence())

    def _sequence(self) -> Sequence[int] | None:
        if self._order is None:
            return None
        first_marked = len(self._copies)
        return [first_marked - 2 - where if where < BLANK else where for where in self._order]


def ranking_of(ranks: Iterable[tuple[int, CandidateId]]) -> RankingMarks:
    """The ranking that (number, candidate) pairs say, numbers from 1 in any order; numbers nobody bears stay empty.

    The caller refuses numbers so large that they are damage: every number up to the largest takes room.
    """
    by_number: dict[int, list[CandidateId]] = {}
    for number, candidate in ranks:
        by_number.setdefault(number, []).append(candidate)
    return RankingMarks(tuple(tuple(sorted(by_number.get(n, ()))) for n in range(1, max(by_number, default=0) + 1)))
