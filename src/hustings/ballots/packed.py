"""Rankings of 31 to 54 candidates in 30 bytes: the packed form of docs/specs/packed-rankings.md.

A ranking is numbered among all strict rankings of any length, ordered by length, then lexicographically by the
candidates' positions; the number is written in 30 bytes, big-endian. 0 is the empty ranking. 54 candidates have fewer
than 2^238.6 rankings, so every one fits; numbers past the last are no ranking.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import perm

from hustings.ballots.paper import CandidateId

FEWEST, MOST = 31, 54
"""Candidates that the packed form is for; up to 30 the standard form of the voting protocol is used."""

LENGTH = 30
"""Bytes of a packed ranking."""


@lru_cache
def _first_of_length(candidates: int) -> tuple[int, ...]:
    """The number of the first ranking of each length 0..candidates, and last of all the number past the last."""
    starts = [0]
    for length in range(candidates + 1):
        starts.append(starts[-1] + perm(candidates, length))
    return tuple(starts)


def pack(ranking: Sequence[int], candidates: int) -> bytes:
    """The 30 bytes of a ranking, best first, of positions 0..candidates-1. Raises `ValueError` for any other paper."""
    if not FEWEST <= candidates <= MOST:
        raise ValueError(f"{candidates} candidates: the packed form is for {FEWEST} to {MOST}")
    if len(set(ranking)) != len(ranking) or any(not 0 <= candidate < candidates for candidate in ranking):
        raise ValueError(f"{list(ranking)} is no strict ranking of candidates 0 to {candidates - 1}")
    number = _first_of_length(candidates)[len(ranking)]
    left = list(range(candidates))
    for place, candidate in enumerate(ranking):
        before = left.index(candidate)
        number += before * perm(len(left) - 1, len(ranking) - place - 1)
        left.pop(before)
    return number.to_bytes(LENGTH, "big")


def unpack(packed: bytes, candidates: int) -> tuple[CandidateId, ...] | None:
    """The ranking of 30 bytes, best first; None where they are no ranking: such a paper is invalid.

    Every 30 bytes have an answer, so that no voter's program can stop a count. Raises `ValueError` for another number
    of bytes or of candidates, which are never a voter's doing.
    """
    if not FEWEST <= candidates <= MOST or len(packed) != LENGTH:
        raise ValueError(f"{LENGTH} bytes and {FEWEST} to {MOST} candidates were expected")
    starts = _first_of_length(candidates)
    number = int.from_bytes(packed, "big")
    if number >= starts[-1]:
        return None
    length = next(length for length in range(candidates + 1) if number < starts[length + 1])
    number -= starts[length]
    left = list(range(candidates))
    ranking = []
    for place in range(length):
        before, number = divmod(number, perm(len(left) - 1, length - place - 1))
        ranking.append(CandidateId(left.pop(before)))
    return tuple(ranking)
