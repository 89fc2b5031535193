"""Reading elections and lists."""

from collections.abc import Iterable

from django.db.models import QuerySet

from hustings_site.elections.models import Contest, PublishedList
from hustings_site.elections.slates import Slate, slates_in_ballot_order


def lists_of(contest: Contest) -> QuerySet[PublishedList]:
    """The published lists of a contest with everybody on them, in three queries."""
    return contest.lists.prefetch_related("places__candidate")


def slates_by_publisher(lists: Iterable[PublishedList]) -> dict[str, list[Slate]]:
    """What each publisher says, publishers in the order in which they said it; lists in ballot order."""
    published: dict[str, list[PublishedList]] = {}
    for each in lists:
        published.setdefault(each.publisher, []).append(each)
    return {publisher: slates_in_ballot_order(theirs) for publisher, theirs in published.items()}
