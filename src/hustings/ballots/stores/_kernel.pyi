"""The optional kernel, built from _kernel.c where a compiler is."""

from collections.abc import Iterable
from mmap import mmap

def distinct_lines(
    data: bytes | mmap, start: int, line: int, candidates: int, seed: int, /
) -> tuple[int, bytes, bytes, bytes, bytes, int, list[tuple[bytes, int, int]], int, int] | None:
    """The lines of a BLT body from byte `start` up to the line `0`; the first is line `line` of the file.

    Returns the number of plain papers; their columns preferences, starts, copies and lines; how many papers are blank;
    the other distinct lines, each with the line where it first stands and how many times it does; and place and line
    of the `0`. None where no line is `0`, another one begins with 0, columns cannot hold the numbers, or lines are
    mostly not plain. `seed` changes the speed alone: drawn by chance, nobody can write a file that is slow on purpose.
    """

def partition(
    preferences: bytes, wide: bool, piles: Iterable[bytes | tuple[bytes, bytes]], skip: bytearray, /
) -> tuple[dict[int, bytes], dict[int, int]]:
    """`Store.partition` on piles of (place in `preferences`, papers), unsigned 32-bit integers.

    A pile holds them as pairs in `bytes`, which is how piles come out, or as a tuple of two columns.

    Preferences take two bytes each where `wide`, otherwise one. Raises ValueError for a place or a candidate that does
    not exist.
    """
