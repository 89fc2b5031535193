"""Finding an elector and their code's story: by number or name, in one election."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from hustings_site.elections.codes.models import CodeBarred, CodeHolder, Delivery, Issue
from hustings_site.elections.complaints.enums import ABOUT_THE_POST, ComplaintState
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Election
from hustings_site.roll.late_changes import ON_THE_ROLL
from hustings_site.roll.models import RollEntry
from hustings_site.roll.scoping import ScopedQuerySet

NOT_CLOSED = (ContestState.VALIDATED, ContestState.POLL_OPEN, ContestState.PAUSED)
"""States in which a contest's board takes ballots now, or will."""
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
    rows = RollEntry.objects.filter(roll__in=rolls_of(election)).filter(Q(number__iexact=asked.strip()) | named)
    first: dict[str, RollEntry] = {}
    for entry in rows.select_related("branch").order_by("number", "pk")[: MOST * 4]:
        first.setdefault(entry.number, entry)
    return [_elector(election, entry) for entry in list(first.values())[:MOST]]


def elector_of(election: Election, entry: int) -> Elector:
    """The elector of this entry of one of the election's rolls. Raises Http404."""
    found = RollEntry.objects.filter(roll__in=rolls_of(election), pk=entry).select_related("branch").first()
    if found is None:
        raise Http404
    return _elector(election, found)


def open_requests(election: Election) -> list[tuple[Complaint, Elector | None]]:
    """What members without a code, or with a wrong address, ask of the helpline; with the elector of that number."""
    asked = Complaint.objects.filter(election=election, state=ComplaintState.OPEN, matter__in=ABOUT_THE_POST)
    numbers = {request.membership_number for request in asked}
    rows = RollEntry.objects.filter(roll__in=rolls_of(election), number__in=numbers).select_related("branch")
    entries = {entry.number: entry for entry in rows.order_by("-pk")}
    return [
        (request, _elector(election, entry) if (entry := entries.get(request.membership_number)) else None)
        for request in asked.order_by("number")
    ]


def story_of(elector: Elector) -> list[Delivery]:
    """Every step of how the code reached its holder, in order. It never says whether anybody voted."""
    return list(elector.holder.deliveries.all()) if elector.holder else []


def _elector(election: Election, entry: RollEntry) -> Elector:
    issue = issue_of(election)
    holder = CodeHolder.objects.filter(issue=issue, number=entry.number).select_related("entry__branch").first()
    newest = holder.deliveries.last() if holder else None
    return Elector(holder.entry if holder else entry, holder, newest)


def to_bar(issue: Issue) -> ScopedQuerySet[RollEntry]:
    """Entries that may not vote now and whose code the booth takes still, by roll and number; none after the close."""
    rolls = issue.election.contests.filter(poll__isnull=False, state__in=NOT_CLOSED).values("roll")
    barred = CodeBarred.objects.filter(issue=issue, entry=OuterRef("pk"), lifted=False)
    holder = CodeHolder.objects.filter(issue=issue, number=OuterRef("number"))
    rows = RollEntry.objects.filter(roll__in=rolls).exclude(standing__in=ON_THE_ROLL)
    return (
        rows.filter(Exists(holder), ~Exists(barred))
        .select_related("branch", "roll__electorate")
        .order_by("roll", "number")
    )


def may_vote(issue: Issue) -> Exists:
    """Whether the elector of this `number` may vote in some contest, as the rolls stand now: to filter holders by."""
    return Exists(
        RollEntry.objects.filter(roll__in=rolls_of(issue.election), number=OuterRef("number"), standing__in=ON_THE_ROLL)
    )


def rolls_of(election: Election) -> list[int]:
    """Keys of the frozen rolls of the election's contests."""
    return list(election.contests.filter(roll__isnull=False).values_list("roll", flat=True))
