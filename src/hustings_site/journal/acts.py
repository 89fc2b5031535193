"""Acts that a clock or a second person sets off: each room registers its own by name as it starts.

The journal keeps names and scope strings only, so it knows no room above it; what the name means is looked up here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Details = Mapping[str, object]
Perform = Callable[[str, Details, str], str]
"""(subject, details, by) -> how it went, in a sentence. In a transaction; raises ValidationError where it may not.

`by` is a scope string: of a person, or `schedule.WORKER` where the clock sets it off."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a name stands for, and whether a person (a scope string) may approve it in a place (a scope string).

    `look`: the address of the page on which the approver sees what is going to be done to a subject.
    """

    name: str
    perform: Perform
    may_approve: Callable[[str, str], bool]
    look: Callable[[str], str] | None = None


_ACTS: dict[str, Act] = {}


def register(act: Act) -> None:
    """Make an act known; called once by each room as it starts."""
    _ACTS[act.name] = act


def act_named(name: str) -> Act:
    """The act of this name. Raises KeyError: the room that registers it is not installed."""
    return _ACTS[name]


def is_known(name: str) -> bool:
    """Whether a room here does this act."""
    return name in _ACTS
