"""Stores: hold the papers of one count and sort piles of them by next continuing preference.

Every rule counts through one primitive, `Store.partition`. It moves and counts papers only; what a paper is worth is
the count sheet's business. Three stores give the same piles in the same order: pure Python (`python`), NumPy
(`numpy`), and a C kernel (`kernel`) where it was built.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from hustings.ballots.rankings import Rankings

NON_TRANSFERABLE = -1
"""The key under which `partition` returns papers that name no further candidate it may go to."""

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

    def tally(self) -> dict[int, int]:
        """How many papers name each candidate anywhere, {candidate: papers}, by ascending candidate."""


def open_store(rankings: Rankings, candidates: int, name: str = "auto") -> Store:
    """A fresh store over distinct rankings of `candidates` candidates; `name` as in `STORES`, "auto" chooses by size.

    Raises ValueError for an unknown name, ImportError for one that is not installed.
    """
    from hustings.ballots.stores.python import PythonStore

    if name in ("auto", "python"):
        return PythonStore(rankings, candidates)
    msg = f"no store is called {name!r}"
    raise ValueError(msg)
