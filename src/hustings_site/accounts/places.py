"""The places in which an office is held: each room registers its own kind as it starts.

Roles name a place by a scope string ("organisation:1"), so this room knows none above it; what stands behind the
string, and in which wider places it lies, is asked here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hustings_site.accounts.enums import Office


@dataclass(frozen=True, slots=True)
class Place:
    """Where an office is held."""

    scope: str
    title: str
    url: str
    """The page of the place itself."""
    chain: tuple[str, ...]
    """The scopes whose offices count here, nearest first; its own is the first."""
    offices: tuple[Office, ...]
    """What can be held here, in the order in which it is listed."""
    alone: bool
    """One officer may do without a second person what otherwise needs two."""
    public: bool
    """Everybody may see who holds which office here."""


Find = Callable[[int], Place | None]
_KINDS: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Make a kind of place known; called once by the room that has it."""
    _KINDS[kind] = find


def place_of(scope: str) -> Place | None:
    """The place of this scope string, or None where there is none."""
    kind, _colon, key = scope.partition(":")
    find = _KINDS.get(kind)
    return find(int(key)) if find and key.isdigit() and len(key) < 19 else None
