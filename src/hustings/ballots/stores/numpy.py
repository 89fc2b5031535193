"""The store on NumPy columns: for large files where the kernel was not built."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from hustings.ballots.columns import NUMBER, RankingColumns, end_mark
from hustings.ballots.rankings import Rankings
from hustings.ballots.stores import NON_TRANSFERABLE, tally_by_turns

Column = NDArray[np.int64]
NumpyPile = tuple[Column, Column]
"""Where in the preferences each paper is read on from, and how many papers it is: two columns."""


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
        return self._starts.astype(np.int64), self._values.astype(np.int64)

    def partition(self, piles: Iterable[NumpyPile], skip: bytearray) -> tuple[dict[int, NumpyPile], dict[int, int]]:
        return self.partition_each([piles], skip)[0]

    def partition_each(
        self, groups: Iterable[Iterable[NumpyPile]], skip: bytearray
    ) -> list[tuple[dict[int, NumpyPile], dict[int, int]]]:
        given = [list(piles) for piles in groups]
        found: list[tuple[dict[int, NumpyPile], dict[int, int]]] = [({}, {}) for _ in given]
        piles = [pile for group in given for pile in group]
        if not piles:
            return found
        places, papers = piles[0] if len(piles) == 1 else map(np.concatenate, zip(*piles, strict=True))
        places, targets = self._read_on(places, skip)
        nobody = self._candidates
        keys = np.minimum(targets, nobody)
        if len(given) > 1:
            sizes = [sum(len(each) for each, _ in group) for group in given]
            first_key = np.arange(len(given)) * (nobody + 1)
            keys = np.repeat(first_key.astype(np.min_scalar_type(len(given) * (nobody + 1))), sizes) + keys
        # Radix sort, since keys mostly take one or two bytes; stable, so that every pile keeps the order of the papers.
        order = np.argsort(keys, kind="stable")
        places, papers = places.take(order), papers.take(order)
        number = np.bincount(keys)
        held = np.flatnonzero(number)
        bounds = [0, *np.cumsum(number.take(held)).tolist()]
        counted = np.add.reduceat(papers, bounds[:-1]).tolist() if len(held) else []
        for key, start, end, total in zip(held.tolist(), bounds, bounds[1:], counted, strict=False):
            group, candidate = divmod(key, nobody + 1)
            candidate = NON_TRANSFERABLE if candidate == nobody else candidate
            found[group][0][candidate] = places[start:end], papers[start:end]
            found[group][1][candidate] = total
        return found

    def _read_on(self, places: Column, skip: bytearray) -> tuple[Column, NDArray[np.uint8 | np.uint16]]:
        """Behind its next continuing candidate each paper's place, and that candidate (or the end mark)."""
        preferences, passed_over = self._preferences, self._passed_over
        passed_over[: len(skip)] = np.frombuffer(skip, np.bool_)
        targets = preferences.take(places)
        waiting = np.flatnonzero(passed_over.take(targets))
        places = places + 1
        on = places.take(waiting)
        while len(waiting):
            reached = preferences.take(on)
            on += 1
            targets[waiting] = reached
            places[waiting] = on
            still = np.flatnonzero(passed_over.take(reached))
            waiting, on = waiting.take(still), on.take(still)
        # Who stands at the end mark stays there.
        places -= targets >= self._candidates
        return places, targets

    def tally(self) -> dict[int, int]:
        return tally_by_turns(self, self._candidates)
