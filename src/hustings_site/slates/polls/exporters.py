"""A published order as rows."""

from collections.abc import Iterator

from hustings_site.slates.polls.models import PublishedOrder
from hustings_site.slates.polls.selectors import order_shown

COLUMNS = ("place", "candidate", "votes", "prefer_this", "prefer_next", "level_with_next", "votes_to_swap_with_next")


def order_rows(published: PublishedOrder) -> Iterator[tuple[object, ...]]:
    """A row for each place; what concerns the next is empty in the last."""
    _told, places = order_shown(published)
    for each in places:
        pair = each.next or {}
        yield (
            each.place,
            each.name,
            each.votes,
            pair.get("prefer_above"),
            pair.get("prefer_below"),
            pair.get("level"),
            pair.get("votes_needed"),
        )
