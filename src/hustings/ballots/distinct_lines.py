"""Large files of plain lines, read as columns: same lines are told apart as raw bytes, and only distinct ones read.

A plain line is `12 3 1 2 0`: how many papers, their preferences by candidate's number, and 0, with one blank between.
All other lines are handed back as they stand, for the format's own reader. The C kernel does this where it was built,
otherwise NumPy.
"""

from typing import TYPE_CHECKING, NamedTuple

from hustings.ballots.columns import RankingColumns, preference_code
from hustings.ballots.stores import is_installed

if TYPE_CHECKING:
    from mmap import mmap

MOST_DIGITS = 9
"""A line for more papers than fit in so many digits is no plain line."""

WORTH_NUMPY = 1 << 20
"""From so many bytes on, reading with NumPy is quicker although it must be imported first."""


class OddLine(NamedTuple):
    """A line that is not plain, without its end; the line of the file where it first stands; how often it stands."""

    text: bytes
    line: int
    times: int


class DistinctLines(NamedTuple):
    """The papers of all lines up to one that is `0`, which stands at byte `end` as line `end_line`.

    `plain`: rankings on plain lines, in the order in which each first stands. `blank`: how many papers are blank.
    `odd`: all other distinct lines, likewise in order.
    """

    plain: RankingColumns
    blank: int
    odd: list[OddLine]
    end: int
    end_line: int


def distinct_lines(data: "bytes | mmap", start: int, line: int, candidates: int) -> DistinctLines | None:
    """The papers on the lines from byte `start` on, the first of them line `line` of the file.

    None where the file is better read line by line: it is small and the kernel is not here, nor NumPy if it is large;
    its lines are mostly not plain; no line is `0`, or another line begins with 0; a number passes 32 bits.
    """
    try:
        found = by_kernel(data, start, line, candidates)
    except ImportError:
        if len(data) < WORTH_NUMPY or not is_installed("numpy"):
            return None
        from hustings.ballots.distinct_lines_numpy import by_numpy

        found = by_numpy(data, start, line, candidates)
    # In a file of mixed line ends the first `0` that ends in LF alone counts; the line-by-line reader sees to that.
    if found and data[found.end : found.end + 2] == b"0\r" and data.find(b"\n0\n", found.end) >= 0:
        return None
    return found


def by_kernel(data: "bytes | mmap", start: int, line: int, candidates: int) -> DistinctLines | None:
    """`distinct_lines` by the C kernel. Raises ImportError where it was not built."""
    from hustings.ballots.stores._kernel import distinct_lines as kernel_lines

    # Python hashes text differently in every process, and so does the kernel: nobody can write a file that collides.
    found = kernel_lines(data, start, line, candidates, hash("distinct lines") & 0xFFFFFFFFFFFFFFFF)
    if found is None:
        return None
    papers, preferences, starts, copies, lines, blank, odd, end, end_line = found
    plain = RankingColumns(preference_code(candidates), papers, preferences, starts, copies, None, lines)
    return DistinctLines(plain, blank, [OddLine(*each) for each in odd], end, end_line)


def too_many_odd(odd: int, plain: int) -> bool:
    """Whether so many of the distinct lines are not plain that reading all of them one by one is as good."""
    return odd > 10_000 + plain // 4
