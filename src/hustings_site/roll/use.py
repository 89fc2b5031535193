"""What the rooms above do with electorates and frozen rolls: they say so here, since the roll knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hustings_site.roll.models import Electorate, FrozenRoll


@dataclass(frozen=True, slots=True)
class Use:
    """What a room above answers: in a sentence for whoever asks, or "" where nothing stands against it."""

    why_fixed: Callable[[Electorate], str]
    """Why an electorate's rule can no longer be changed: its terms are published."""
    why_closed: Callable[[FrozenRoll], str]
    """Why nobody can be added to a roll or struck from it any more: its poll is closed."""
    why_kept: Callable[[FrozenRoll], str]
    """Why a roll's names cannot be erased yet: its election is not final."""
    places: Callable[[FrozenRoll], Sequence[str]] = lambda _roll: ()
    """The places ("election:4") whose officers look after a roll beside the organisation's."""


_USES: list[Use] = []


def register_use(use: Use) -> None:
    """Make a use known; called once by a room above as it starts."""
    _USES.append(use)


def why_fixed(electorate: Electorate) -> str:
    """Why this electorate's rule can no longer be changed, or ""."""
    return " ".join(filter(None, (use.why_fixed(electorate) for use in _USES)))


def why_closed(roll: FrozenRoll) -> str:
    """Why this roll can no longer be changed, or ""."""
    return " ".join(filter(None, (use.why_closed(roll) for use in _USES)))


def why_kept(roll: FrozenRoll) -> str:
    """Why this roll's names cannot be erased yet, or ""."""
    return " ".join(filter(None, (use.why_kept(roll) for use in _USES)))


def places_of(roll: FrozenRoll) -> list[str]:
    """Where the officers of this roll hold their offices, the organisation last."""
    return [*(place for use in _USES for place in use.places(roll)), roll.organisation.scope]
