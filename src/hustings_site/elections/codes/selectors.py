"""Finding an elector and their code's story: by number or name, in one election."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue
from hustings_site.elections.models import Election
from hustings_site.roll.models import RollEntry

MOST = 50
"""Electors that a search shows."""


@dataclass(frozen=True, slots=True)
class Elector:
    """An elector of an election, however many rolls they stand on, and where their code is."""

    entry: RollEntry
    holder: CodeHolder | None
    newest: Delivery | None


def issue_of(election: Election) -> Issue | None:
    """The codes drawn for an election's booth."""
    return election.issues.filter(booth=election.booth).first() if election.booth else None


def find_electors(election: Election, asked: str) -> list[Elector]:
    """Electors whose number is this, or whose name holds these words, by number; at most MOST."""
    words = asked.split()
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(name__icontains=word)
    rows = RollEntry.objects.filter(roll__in=_rolls(election)).filter(Q(number__iexact=asked.strip()) | named)
    first: dict[str, RollEntry] = {}
    for entry in rows.select_related("branch").order_by("number", "pk")[: MOST * 4]:
        first.setdefault(entry.number, entry)
    return [_elector(election, entry) for entry in list(first.values())[:MOST]]


def elector_of(election: Election, entry: int) -> Elector:
    """The elector of this entry of one of the election's rolls. Raises Http404."""
    found = RollEntry.objects.filter(roll__in=_rolls(election), pk=entry).select_related("branch").first()
    if found is None:
        raise Http404
    return _elector(election, found)


def story_of(elector: Elector) -> list[Delivery]:
    """Every step of how the code reached its holder, in order. It never says whether anybody voted."""
    return list(elector.holder.deliveries.all()) if elector.holder else []


def _elector(election: Election, entry: RollEntry) -> Elector:
    issue = issue_of(election)
    holder = CodeHolder.objects.filter(issue=issue, number=entry.number).select_related("entry__branch").first()
    newest = holder.deliveries.last() if holder else None
    return Elector(holder.entry if holder else entry, holder, newest)


def _rolls(election: Election) -> list[int]:
    return list(election.contests.filter(roll__isnull=False).values_list("roll", flat=True))
