"""Stores: hold the papers of one count and sort piles of them by next continuing preference.

Every rule counts through one primitive, `Store.partition`. It moves and counts papers only; what a paper is worth is
the count sheet's business. Three stores give the same papers for the same piles: pure Python (`python`), NumPy
(`numpy`), and a C kernel (`kernel`) where it was built.
"""

import sys
from collections.abc import Iterable
from typing import Any, Protocol

from hustings.ballots.rankings import RankingList, Rankings

NON_TRANSFERABLE = -1
"""The key under which `partition` returns papers that name no further candidate it may go to."""

STORES = ("python", "numpy", "kernel")
"""Names of the stores, plainest first."""

SMALL = 20_000
"""Up to so many distinct papers pure Python has counted them before anything else is imported."""

Pile = Any
"""A pile of papers; only the store that made it knows its shape, and it may be sorted once."""


class Store(Protocol):
    """The papers of one count. Sorting moves each paper's place forward, so a store serves one count only."""

    def everything(self) -> Pile:
        """One pile of all papers, each at its first preference."""

    def partition(self, piles: Iterable[Pile], skip: bytearray) -> tuple[dict[int, Pile], dict[int, int]]:
        """Sort piles by next preference: ({candidate: pile}, {candidate: papers}), by ascending candidate.

        `skip[c]` is 1 where papers pass over candidate c. Papers that name nobody further stand last under
        `NON_TRANSFERABLE`. Only candidates who receive a paper appear. A paper is counted by its number of copies
        times their weight. The piles handed in are used up.
        """

    def partition_each(
        self, groups: Iterable[Iterable[Pile]], skip: bytearray
    ) -> list[tuple[dict[int, Pile], dict[int, int]]]:
        """Several partitions with the same `skip`, each as if alone: quicker where there are many small ones."""

    def tally(self) -> dict[int, int]:
        """How many papers name each candidate anywhere, {candidate: papers}, by ascending candidate."""


def open_store(rankings: Rankings, candidates: int, name: str = "auto") -> Store:
    """A fresh store over distinct rankings of `candidates` candidates; `name` as in `STORES`.

    "auto" is the kernel for papers that it has read or that are many, NumPy for many where there is no kernel, and else
    pure Python. Raises ValueError for an unknown name, ImportError for one that is not installed, OverflowError for
    numbers that it cannot hold (2**32 papers of one kind; pure Python holds any).
    """
    if name == "auto":
        try:
            return open_store(rankings, candidates, _best_store(rankings))
        except OverflowError:
            name = "python"
    if name == "python":
        from hustings.ballots.stores.python import PythonStore

        return PythonStore(rankings, candidates)
    if name == "numpy":
        from hustings.ballots.stores.numpy import NumpyStore

        return NumpyStore(rankings, candidates)
    if name == "kernel":
        from hustings.ballots.stores.kernel import KernelStore

        return KernelStore(rankings, candidates)
    msg = f"no store is called {name!r}; there are auto, {', '.join(STORES)}"
    raise ValueError(msg)


def _best_store(rankings: Rankings) -> str:
    many = len(rankings) > SMALL
    if (many or not isinstance(rankings, RankingList)) and is_installed("kernel"):
        return "kernel"
    return "numpy" if many and is_installed("numpy") else "python"


def is_installed(name: str) -> bool:
    """Whether the store of this name can be opened here; imports nothing."""
    needed = {"python": __name__, "numpy": "numpy", "kernel": f"{__name__}._kernel"}[name]
    if sys.modules.get(needed):
        return True
    from importlib.util import find_spec

    return find_spec(needed) is not None


def tally_by_turns(store: Store, candidates: int) -> dict[int, int]:
    """`Store.tally` by partition alone: all first preferences, then all second ones, until no paper goes on."""
    total = [0] * candidates
    nobody_skipped = bytearray(candidates)
    piles = [store.everything()]
    while piles:
        sorted_piles, papers = store.partition(piles, nobody_skipped)
        sorted_piles.pop(NON_TRANSFERABLE, None)
        papers.pop(NON_TRANSFERABLE, None)
        for candidate, number in papers.items():
            total[candidate] += number
        piles = list(sorted_piles.values())
    return {c: n for c, n in enumerate(total) if n}
