"""The store in pure Python: lists of positions. Fastest for small files, since it imports nothing."""

from collections.abc import Iterable, Iterator

from hustings.ballots.rankings import Rankings
from hustings.ballots.stores import NON_TRANSFERABLE


class PythonStore:
    """Papers as tuples; a pile is a list of positions; `_next[i]` is where paper i will be read on from."""

    def __init__(self, rankings: Rankings, candidates: int) -> None:
        distinct = list(rankings)
        self._preferences = [d.preferences for d in distinct]
        self._papers = [d.papers * d.weight for d in distinct]
        self._next = [0] * len(distinct)
        self._candidates = candidates

    def everything(self) -> list[int]:
        return list(range(len(self._preferences)))

    def partition(self, piles: Iterable[list[int]], skip: bytearray) -> tuple[dict[int, list[int]], dict[int, int]]:
        preferences, next_place, papers = self._preferences, self._next, self._papers
        found: dict[int, list[int]] = {}
        for pile in piles:
            for i in pile:
                place = next_place[i]
                for candidate in preferences[i][place:]:
                    place += 1
                    if not skip[candidate]:
                        break
                else:
                    candidate = NON_TRANSFERABLE
                next_place[i] = place
                if candidate in found:
                    found[candidate].append(i)
                else:
                    found[candidate] = [i]
        order = sorted(found, key=lambda c: (c == NON_TRANSFERABLE, c))
        return {c: found[c] for c in order}, {c: sum(papers[i] for i in found[c]) for c in order}

    def partition_each(
        self, groups: Iterable[Iterable[list[int]]], skip: bytearray
    ) -> list[tuple[dict[int, list[int]], dict[int, int]]]:
        return [self.partition(piles, skip) for piles in groups]

    def contents(self, pile: Iterable[int]) -> Iterator[tuple[tuple[int, ...], int]]:
        """The papers of a pile: their preferences and how many, each as many times as its weight."""
        return ((self._preferences[i], self._papers[i]) for i in pile)

    def tally(self) -> dict[int, int]:
        total = [0] * self._candidates
        for preferences, papers in zip(self._preferences, self._papers, strict=True):
            for candidate in preferences:
                total[candidate] += papers
        return {c: n for c, n in enumerate(total) if n}
