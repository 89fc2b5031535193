"""Ways from a committee's page to what higher rooms have to show of its seats; each registers its own as it starts."""

from collections.abc import Callable, Iterable

from hustings_site.committees.models import Committee

Found = Callable[[Committee], Iterable[tuple[str, str]]]
"""Titles and addresses for one committee, in at most one query."""

_FOUND: list[Found] = []


def register(found: Found) -> None:
    """Let a room lead from a committee's page to its own."""
    _FOUND.append(found)


def links_of(committee: Committee) -> list[tuple[str, str]]:
    """Titles and addresses of what other rooms have of a committee's seats."""
    return [link for found in _FOUND for link in found(committee)]
