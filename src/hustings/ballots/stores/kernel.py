"""The store on the C kernel: the fastest, where it was built. Imports no NumPy."""

from collections.abc import Iterable

from hustings.ballots.columns import RankingColumns
from hustings.ballots.rankings import Rankings
from hustings.ballots.stores import tally_by_turns
from hustings.ballots.stores._kernel import partition

KernelPile = bytes | tuple[bytes, bytes]
"""Where in the preferences each paper is read on from, and how many papers it is: pairs, or two columns."""


class KernelStore:
    """Raises OverflowError for papers that `RankingColumns` cannot hold."""

    def __init__(self, rankings: Rankings, candidates: int) -> None:
        columns = RankingColumns.of(rankings, candidates)
        self._preferences, self._wide = columns.preferences, columns.code == "H"
        self._starts, self._values = columns.starts, columns.values()
        self._candidates = candidates

    def everything(self) -> KernelPile:
        return self._starts, self._values

    def partition(self, piles: Iterable[KernelPile], skip: bytearray) -> tuple[dict[int, bytes], dict[int, int]]:
        return partition(self._preferences, self._wide, piles, skip)

    def partition_each(
        self, groups: Iterable[Iterable[KernelPile]], skip: bytearray
    ) -> list[tuple[dict[int, bytes], dict[int, int]]]:
        return [partition(self._preferences, self._wide, piles, skip) for piles in groups]

    def tally(self) -> dict[int, int]:
        return tally_by_turns(self, self._candidates)
