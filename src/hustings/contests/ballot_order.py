r"""In which order candidates stand on the ballot paper: alphabetical, or drawn by a lot that anybody can draw again.

The draw: write the seed, a line feed and a candidate's printed name as UTF-8 (composed, NFC), take the SHA-256, and
stand the candidates in the ascending order of these. One candidate is checked by hand with

    printf 'seed\nname' | sha256sum

Who chooses the seed must not be able to try several, so it comes from a public draw, or is committed beforehand.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

Name = TypeVar("Name")


class Drawn(NamedTuple):
    """A candidate's printed name and the SHA-256 (hex) that gives the place."""

    name: str
    digest: str


def drawn_order(names: Iterable[str], seed: str) -> list[Drawn]:
    """The candidates in the order that the seed draws; the order in which they are given does not matter."""
    return sorted((Drawn(name, _digest(seed, name)) for name in names), key=lambda drawn: drawn.digest)


def alphabetical_order(names: Iterable[str]) -> list[str]:
    """By the last word of the name, then by the whole, as if there were neither capitals nor accents."""
    return sorted(names, key=_surname_first)


def rotated(order: Sequence[Name], paper: int) -> list[Name]:
    """The order on paper number `paper` (from 0) where each paper begins one candidate further than the one before."""
    start = paper % len(order) if order else 0
    return [*order[start:], *order[:start]]


def _digest(seed: str, name: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", f"{seed}\n{name}").encode()).hexdigest()


def _surname_first(name: str) -> tuple[str, str, str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return (plain.split() or [""])[-1], plain, name
