"""The plainly marked papers of a profile, held as columns of the distinct ones.

A paper is *plain* when every mark on it is beyond doubt: each candidate at most once and, in a ranking, numbers 1, 2,
3 ... without a gap or an equal preference. Nearly every paper of a real poll is plain, so these never become objects
of their own: a million distinct papers are a few columns. All other papers are `MarkedPapers` of the profile.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class DistinctRanking(NamedTuple):
    """One distinct plain paper.

    `preferences` are candidates, best first (for approval marks: ascending); `papers` is how many bear them;
    `weight` multiplies each paper's vote; `line` is the line of the file where it first stood (0: not from a file).
    """

    preferences: tuple[int, ...]
    papers: int
    weight: int
    line: int


class Rankings(Protocol):
    """Columns of distinct plain papers, in the order in which each first stood in the file; none is blank."""

    def __len__(self) -> int:
        """How many distinct papers."""

    def __iter__(self) -> Iterator[DistinctRanking]:
        """Each distinct paper, in order."""

    def papers(self) -> int:
        """How many papers altogether, weights not applied."""

    def votes(self) -> int:
        """How many papers altogether, each as many times as its weight."""

    def longest(self) -> int:
        """The largest number of candidates on one paper, 0 where there is none."""

    def followed_by(self, more: Iterable[DistinctRanking]) -> "Rankings":
        """These papers, and `more` of them behind."""


@dataclass(frozen=True, slots=True)
class RankingList:
    """`Rankings` as Python lists: one entry a distinct paper. `weights` None: every weight is 1."""

    preferences: Sequence[tuple[int, ...]]
    copies: Sequence[int]
    weights: Sequence[int] | None = None
    lines: Sequence[int] | None = None

    @classmethod
    def of(cls, distinct: Iterable[DistinctRanking]) -> "RankingList":
        """The columns that hold these distinct papers, in the order given."""
        rows = list(distinct)
        return cls(
            [d.preferences for d in rows],
            [d.papers for d in rows],
            [d.weight for d in rows] if any(d.weight != 1 for d in rows) else None,
            [d.line for d in rows] if any(d.line for d in rows) else None,
        )

    def __len__(self) -> int:
        return len(self.preferences)

    def __iter__(self) -> Iterator[DistinctRanking]:
        for i, preferences in enumerate(self.preferences):
            yield DistinctRanking(
                preferences,
                self.copies[i],
                self.weights[i] if self.weights else 1,
                self.lines[i] if self.lines else 0,
            )

    def papers(self) -> int:
        return sum(self.copies)

    def votes(self) -> int:
        if self.weights is None:
            return self.papers()
        return sum(papers * weight for papers, weight in zip(self.copies, self.weights, strict=True))

    def longest(self) -> int:
        return max(map(len, self.preferences), default=0)

    def followed_by(self, more: Iterable[DistinctRanking]) -> "RankingList":
        return RankingList.of([*self, *more])
