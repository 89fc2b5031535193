"""Acts of which the public may be told as they are done: each room registers its own as it starts.

What is told is the act's name and where to read what has become public; never the details of the journal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Of which organisation an act is (a scope string), and the path at which its public data are read."""

    organisation: str
    path: str


Where = Callable[[str], Told | None]
"""The subject of an entry (a scope string) -> what is told of it; None: it is not public."""

_ACTS: dict[str, Where] = {}


def register(acts: Iterable[str], where: Where) -> None:
    """Make acts known that the public may be told of."""
    _ACTS.update(dict.fromkeys(acts, where))


def names() -> list[str]:
    """Every such act."""
    return sorted(_ACTS)


def told_of(act: str, subject: str) -> Told | None:
    """What is told of an act on this subject; None: nothing."""
    return _ACTS[act](subject) if act in _ACTS else None
