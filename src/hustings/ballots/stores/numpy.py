"""The store on NumPy columns: for large files where the kernel was not built."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hustings.ballots.columns import NUMBER, RankingColumns, end_mark
from hustings.ballots.rankings import Rankings
from hustings.ballots.stores import NON_TRANSFERABLE, tally_by_turns


class NumpyPile(NamedTuple):
    """Two columns, one entry a distinct paper: where it is read on from, and how many papers it is."""

    places: NDArray[np.int64]
    papers: NDArray[np.int64]


class NumpyStore:
    """Raises OverflowError for papers that `RankingColumns` cannot hold."""

    def __init__(self, rankings: Rankings, candidates: int) -> None:
        columns = RankingColumns.of(rankings, candidates)
        self._preferences = np.frombuffer(columns.preferences, columns.code)
        self._starts = np.frombuffer(columns.starts, NUMBER)
        self._values = np.frombuffer(columns.values(), NUMBER)
        self._candidates = candidates
        # By preference: is the paper read on? Never past the end mark, which the table holds too.
        self._passed_over = np.zeros(end_mark(columns.code) + 1, np.bool_)

    def everything(self) -> NumpyPile:
        return NumpyPile(self._starts.astype(np.int64), self._values.astype(np.int64))

    def partition(self, piles: Iterable[NumpyPile], skip: bytearray) -> tuple[dict[int, NumpyPile], dict[int, int]]:
        given = list(piles)
        if not given:
            return {}, {}
        places, papers = given[0] if len(given) == 1 else map(np.concatenate, zip(*given, strict=True))
        places, targets = self._read_on(places, skip)
        # Radix sort, since targets are of one or two bytes; stable, so that every pile keeps the order of the papers.
        order = np.argsort(targets, kind="stable")
        number = np.bincount(targets)
        ends = np.cumsum(number)
        found = np.flatnonzero(number)
        starts = ends[found] - number[found]
        places, papers = places[order], papers[order]
        counted = np.add.reduceat(papers, starts).tolist() if len(starts) else []
        keys = [NON_TRANSFERABLE if c >= self._candidates else c for c in found.tolist()]
        bounds = zip(starts.tolist(), ends[found].tolist(), strict=True)
        sorted_piles = [NumpyPile(places[start:end], papers[start:end]) for start, end in bounds]
        return dict(zip(keys, sorted_piles, strict=True)), dict(zip(keys, counted, strict=True))

    def _read_on(
        self, places: NDArray[np.int64], skip: bytearray
    ) -> tuple[NDArray[np.int64], NDArray[np.unsignedinteger]]:
        """Behind its next continuing candidate each paper's place, and that candidate (or the end mark)."""
        passed_over = self._passed_over
        passed_over[: len(skip)] = np.frombuffer(skip, np.bool_)
        places = places.copy()
        targets = self._preferences[places]
        waiting = np.flatnonzero(passed_over[targets])
        while len(waiting):
            on = places[waiting] + 1
            places[waiting] = on
            reached = self._preferences[on]
            targets[waiting] = reached
            waiting = waiting[passed_over[reached]]
        places += targets < self._candidates
        return places, targets

    def tally(self) -> dict[int, int]:
        return tally_by_turns(self, self._candidates)
