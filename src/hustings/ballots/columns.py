"""`Rankings` as columns of machine integers: what the fast readers make, and what the NumPy and kernel stores count.

A column is an immutable `bytes` object, so that it can be shared, compared and sent to another process. NumPy views it
with `frombuffer`, the kernel reads it as it is, and neither is needed to make one or to go through it.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice, repeat
from operator import mul, sub
from typing import Final, Literal

from hustings.ballots.rankings import DistinctRanking, RankingList, Rankings

NUMBER: Final = "I"
"""Type code (of `array`, `memoryview`, `struct`) of starts, copies, weights and lines: unsigned, below 2**32."""


LIMIT = 1 << 32
"""What is stored as `NUMBER` is below this."""

PreferenceCode = Literal["B", "H"]


def preference_code(candidates: int) -> PreferenceCode:
    """Type code of a preference: "B", one byte, for up to 255 candidates; "H", two, for up to 65,534.

    Raises OverflowError for more.
    """
    if candidates >= (1 << 16) - 1:
        msg = f"columns hold up to 65,534 candidates, not {candidates}"
        raise OverflowError(msg)
    return "B" if candidates < 1 << 8 else "H"


def end_mark(code: PreferenceCode) -> int:
    """What stands behind the last preference of each paper: the largest number of the type, never a candidate."""
    return (1 << 8 * array(code).itemsize) - 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankingColumns:
    """`Rankings` as columns, one entry for each distinct paper, in the byte order of the machine.

    `number`: how many papers altogether. `preferences`: the candidates of all papers one after the other, of type
    `code`, with an `end_mark` behind each paper. `starts`: where in it each paper begins. `copies`, `weights` (None:
    every weight is 1) and `lines` (None: not from a file) as in `DistinctRanking`. All but the preferences are of type
    `NUMBER`.
    """

    code: PreferenceCode
    number: int
    preferences: bytes
    starts: bytes
    copies: bytes
    weights: bytes | None = None
    lines: bytes | None = None

    @classmethod
    def of(cls, rankings: Rankings, candidates: int) -> "RankingColumns":
        """These rankings as columns. Raises OverflowError where a number does not fit."""
        if isinstance(rankings, cls):
            return rankings
        rows = rankings if isinstance(rankings, RankingList) else RankingList.of(rankings)
        return cls._of_list(rows, preference_code(candidates))

    @classmethod
    def _of_list(cls, rows: RankingList, code: PreferenceCode) -> "RankingColumns":
        closed = chain.from_iterable(zip(rows.preferences, repeat((end_mark(code),)), strict=False))
        ends = accumulate(len(preferences) + 1 for preferences in rows.preferences)
        return cls(
            code,
            rows.papers(),
            array(code, chain.from_iterable(closed)).tobytes(),
            array(NUMBER, chain([0], ends)).tobytes()[:-4],
            array(NUMBER, rows.copies).tobytes(),
            array(NUMBER, rows.weights).tobytes() if rows.weights else None,
            array(NUMBER, rows.lines).tobytes() if rows.lines else None,
        )

    def __len__(self) -> int:
        return len(self.starts) // 4

    def __iter__(self) -> Iterator[DistinctRanking]:
        flat = memoryview(self.preferences).cast(self.code)
        starts = numbers(self.starts)
        ends = islice(chain(starts, [len(flat)]), 1, None)
        weights = numbers(self.weights) if self.weights else repeat(1)
        lines = numbers(self.lines) if self.lines else repeat(0)
        rest = zip(numbers(self.copies), weights, lines, strict=False)
        for start, end, numbered in zip(starts, ends, rest, strict=True):
            yield DistinctRanking(tuple(flat[start : end - 1]), *numbered)

    def papers(self) -> int:
        return self.number

    def votes(self) -> int:
        return sum(map(mul, numbers(self.copies), numbers(self.weights))) if self.weights else self.number

    def longest(self) -> int:
        starts = numbers(self.starts)
        ends = islice(chain(starts, [len(self.preferences) // array(self.code).itemsize]), 1, None)
        return max(map(sub, ends, starts), default=1) - 1

    def followed_by(self, more: Iterable[DistinctRanking]) -> Rankings:
        rows = list(more)
        try:
            after = self._of_list(RankingList.of(rows), self.code)
        except OverflowError:
            return RankingList.of([*self, *rows])
        shift = len(self.preferences) // array(self.code).itemsize
        shifted = array(NUMBER, (start + shift for start in numbers(after.starts))).tobytes()
        return RankingColumns(
            self.code,
            self.number + after.number,
            self.preferences + after.preferences,
            self.starts + shifted,
            self.copies + after.copies,
            joined(self.weights, after.weights, 1, len(self), len(after)),
            joined(self.lines, after.lines, 0, len(self), len(after)),
        )

    def merged_with(self, more: Iterable[DistinctRanking]) -> Rankings:
        """These papers and `more`, whose weights are 1 too, in one entry where their preferences are the same."""
        rows = list(more)
        if not rows:
            return self
        left = {array(self.code, row.preferences).tobytes(): row for row in rows}
        size = array(self.code).itemsize
        starts = numbers(self.starts)
        ends = islice(chain(starts, [len(self.preferences) // size]), 1, None)
        copies, lines = array(NUMBER, self.copies), array(NUMBER, self.lines or bytes(len(self.copies)))
        number = self.number
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            row = left.pop(self.preferences[start * size : (end - 1) * size], None)
            if row is not None:
                if copies[place] + row.papers >= LIMIT:
                    return self._merged_into_list(rows)
                copies[place] += row.papers
                lines[place] = min(lines[place], row.line)
                number += row.papers
        merged = replace(self, number=number, copies=copies.tobytes(), lines=lines.tobytes())
        return merged.followed_by(left.values())

    def _merged_into_list(self, more: Iterable[DistinctRanking]) -> RankingList:
        merged = {row.preferences: row for row in self}
        for row in more:
            known = merged.get(row.preferences, row._replace(papers=0))
            papers, line = known.papers + row.papers, min(known.line, row.line)
            merged[row.preferences] = known._replace(papers=papers, line=line)
        return RankingList.of(merged.values())

    def values(self) -> bytes:
        """For each distinct paper its copies times its weight, of type `NUMBER`. Raises OverflowError past that."""
        if not self.weights:
            return self.copies
        return array(NUMBER, map(mul, numbers(self.copies), numbers(self.weights))).tobytes()


def joined(first: bytes | None, second: bytes | None, absent: int, length: int, more: int) -> bytes | None:
    """Two columns of `length` and `more` entries, one behind the other; one that is left out holds `absent`s."""
    if not first and not second:
        return None
    filler = array(NUMBER, [absent]).tobytes()
    return (first or filler * length) + (second or filler * more)


def numbers(column: bytes) -> "memoryview[int]":
    """A column of type `NUMBER` as integers."""
    return memoryview(column).cast(NUMBER)
