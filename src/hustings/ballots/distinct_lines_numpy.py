"""`distinct_lines` by NumPy: a dictionary tells lines apart, then the distinct ones are read in columns."""

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hustings.ballots.columns import LIMIT, NUMBER, PreferenceCode, RankingColumns, end_mark, preference_code
from hustings.ballots.distinct_lines import MOST_DIGITS, DistinctLines, OddLine, too_many_odd

if TYPE_CHECKING:
    from mmap import mmap

BYTES_AT_ONCE = 1 << 18
LINES_AT_ONCE = 1 << 12
PAGE = 1 << 16

BLANK, FEED, ZERO = b" \n0"
MOST = (1 << 31) - 1
LEAST = np.array([MOST, 0, *(10**digits for digits in range(1, MOST_DIGITS)), MOST], np.int32)
"""By its number of digits, up to one too many, the least that a number is which does not begin with 0."""

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


class ToldApart(NamedTuple):
    """Distinct lines, in order, without their ends; the line of the file where each first stands, and how often.

    The line `0` stands at byte `end` as line `end_line`.
    """

    texts: list[bytes]
    first: Numbers
    times: Numbers
    end: int
    end_line: int


class Rows(NamedTuple):
    """Lines as rows. One entry a line: is it plain; its number of papers; its number of preferences.

    `preferences`: those of the plain rows that are not blank, with an end mark behind each row.
    """

    plain: Mask
    papers: Numbers
    lengths: Numbers
    preferences: NDArray[np.uint8 | np.uint16]


class Table(NamedTuple):
    """Plain papers: first line, number of papers and of preferences, one entry a row; then all the preferences."""

    first: Numbers
    papers: Numbers
    lengths: Numbers
    preferences: NDArray[np.uint8 | np.uint16]

    def merged(self, texts: list[bytes]) -> "Table":
        """One row for each ranking; `texts` are the lines of the rows."""
        places: dict[bytes, int] = {}
        rankings = (text.removesuffix(b"\r").partition(b" ")[2] for text in texts)
        row = np.fromiter(map(places.setdefault, rankings, count()), np.int64, len(texts))
        kept = row == np.arange(len(row))
        papers = np.zeros(len(row), np.int64)
        np.add.at(papers, row, self.papers)
        preferences = self.preferences[np.repeat(kept, self.lengths + 1)]
        return Table(self.first[kept], papers[kept], self.lengths[kept], preferences)

    def columns(self, code: PreferenceCode) -> RankingColumns | None:
        """All of it as columns; None where a number passes their 32 bits."""
        if len(self.preferences) >= LIMIT or self.papers.max(initial=0) >= LIMIT:
            return None
        starts = np.cumsum(self.lengths + 1) - self.lengths - 1
        return RankingColumns(
            code,
            int(self.papers.sum()),
            self.preferences.tobytes(),
            starts.astype(NUMBER).tobytes(),
            self.papers.astype(NUMBER).tobytes(),
            None,
            self.first.astype(NUMBER).tobytes(),
        )


def by_numpy(data: "bytes | mmap", start: int, line: int, candidates: int) -> DistinctLines | None:
    """`distinct_lines` with NumPy alone."""
    told = tell_apart(data, start, line)
    if told is None:
        return None
    code = preference_code(candidates)
    step = min(LINES_AT_ONCE, (1 << 22) // (candidates + 1))
    read, carriage_returns = [], False
    for at in range(0, len(told.texts) or 1, step):
        text = b"\n".join([*told.texts[at : at + step], b""])
        if b"\r" in text:
            text, carriage_returns = text.replace(b"\r\n", b"\n"), True
        read.append(read_rows(np.frombuffer(text, np.uint8), candidates, code))
    rows = Rows(*(np.concatenate(column) for column in zip(*read, strict=True)))
    odd = odd_lines(told, rows.plain)
    if odd is None:
        return None
    papers = rows.papers * told.times
    blank = rows.plain & (rows.lengths == 0)
    ranked = np.flatnonzero(rows.plain & ~blank)
    table = Table(told.first[ranked], papers[ranked], rows.lengths[ranked], rows.preferences)
    # A plain line is written in one way, so that two lines for one paper each are two rankings.
    if carriage_returns or (len(ranked) and np.ptp(rows.papers[ranked])):
        table = table.merged([told.texts[i] for i in ranked.tolist()])
    plain = table.columns(code)
    if plain is None:
        return None
    return DistinctLines(plain, int(papers[blank].sum()), odd, told.end, told.end_line)


def tell_apart(data: "bytes | mmap", start: int, line: int) -> ToldApart | None:
    """The distinct lines from byte `start`, which is line `line`, up to the first that is `0`.

    None where none is, or where lines pass 32 bits.
    """
    first: dict[bytes, int] = {}
    first_of_each: list[NDArray[np.uint32]] = []
    at, number = start, line
    while b"0" not in first and b"0\r" not in first:
        if at >= len(data) or number >= LIMIT - BYTES_AT_ONCE:
            return None
        stop = data.find(b"\n", min(at + BYTES_AT_ONCE, len(data)) - 1)
        stop = len(data) if stop < 0 else stop
        lines = data[at:stop].split(b"\n")
        first_of_each.append(np.fromiter(map(first.setdefault, lines, count(number)), np.uint32, len(lines)))
        let_go(data, at, stop)
        at, number = stop + 1, number + len(lines)
    end_line = min(first.get(b"0", number), first.get(b"0\r", number))
    end = at - 1 - sum(map(len, lines[end_line - number :])) - (number - end_line - 1)
    standing = np.fromiter(first.values(), np.int64, len(first))
    standing = standing[: np.searchsorted(standing, end_line)]
    times = np.bincount(np.concatenate(first_of_each)[: end_line - line] - np.uint32(line))
    return ToldApart(list(first)[: len(standing)], standing, times[standing - line], end, end_line)


def let_go(data: "bytes | mmap", start: int, stop: int) -> None:
    """Let a stretch of a mapped file out of memory; it is read again if it is looked at again."""
    if not isinstance(data, bytes) and hasattr(data, "madvise"):
        from mmap import MADV_DONTNEED

        whole = start - start % PAGE
        data.madvise(MADV_DONTNEED, whole, stop - whole)


def read_rows(raw: NDArray[np.uint8], candidates: int, code: PreferenceCode) -> Rows:
    """Lines as rows; the papers and lengths of those that are not plain mean nothing."""
    values, closed_by = read_numbers(raw)
    last = np.flatnonzero(closed_by == FEED)
    first = np.concatenate([np.zeros(1, np.int64), last + 1])[:-1]
    papers, lengths = values[first].astype(np.int64), last - first - 1
    # A wrong number becomes none that is right in its place: 1 up to the number of candidates, but 0 at the end.
    values[first] = np.minimum(papers, 1)
    values[last] = np.where((values[last] == 0) & (lengths >= 0), 1, -1)
    plain = np.ones(len(last), np.bool_)
    plain[np.searchsorted(last, np.flatnonzero((values < 1) | (values > candidates)))] = False
    ranked = np.flatnonzero(plain & (lengths > 0))
    kept = np.ones(len(values), np.bool_)
    kept[first] = False
    if len(ranked) < len(last):
        kept &= np.repeat(plain & (lengths > 0), lengths + 2)
    values -= 1
    values[last] = candidates
    preferences = values[kept]
    twice = naming_twice(preferences, lengths[ranked] + 1, candidates + 1)
    if twice.any():
        plain[ranked[twice]] = False
        preferences = preferences[np.repeat(~twice, lengths[ranked] + 1)]
    preferences[preferences == candidates] = end_mark(code)
    return Rows(plain, papers, lengths, preferences.astype(code))


def read_numbers(raw: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """All numbers, and the byte that closes each.

    -1 stands for none, for one that begins with 0 or has too many digits, and for one that neither a blank nor the end
    of the line closes.
    """
    digits = raw - np.uint8(ZERO)
    ends = np.flatnonzero(digits > 9)
    sizes = np.minimum(np.diff(ends, prepend=-1) - 1, MOST_DIGITS + 1)
    values = digits.take(ends - 1).astype(np.int32)
    longer = np.flatnonzero(sizes > 1)
    for place in range(1, MOST_DIGITS):
        values[longer] += digits.take(ends[longer] - 1 - place) * np.int32(10**place)
        longer = longer[sizes[longer] > place + 1]
    closed_by = raw.take(ends)
    values[values < LEAST.take(sizes)] = -1
    values[(closed_by != BLANK) & (closed_by != FEED)] = -1
    return values, closed_by


def naming_twice(numbers: NDArray[np.int32], lengths: Numbers, limit: int) -> Mask:
    """Which rows hold a number twice. The numbers of all rows, each below `limit`, stand one after the other."""
    held = np.zeros(len(lengths) * limit, np.bool_)
    held[np.repeat(np.arange(len(lengths)) * limit, lengths) + numbers] = True
    if np.count_nonzero(held) == len(numbers):
        return np.zeros(len(lengths), np.bool_)
    different: Numbers = held.reshape(-1, limit).sum(axis=1, dtype=np.int64)
    return different < lengths


def odd_lines(told: ToldApart, plain: Mask) -> list[OddLine] | None:
    """The lines that are not plain; None where they are the most, or one of them begins with 0."""
    places = np.flatnonzero(~plain).tolist()
    odd = [OddLine(told.texts[i].removesuffix(b"\r"), int(told.first[i]), int(told.times[i])) for i in places]
    if too_many_odd(len(odd), len(plain) - len(odd)) or any(each.text.lstrip().startswith(b"0") for each in odd):
        return None
    return odd
