"""Reading the roll. Every read is of one organisation, given or reached through one of its rows.

For the rooms above: `electors_of`, `entry_numbered`, `entitled_by_branch`. Names and addresses are for the services
that send to them and for the officers; public pages have counts, those of fewer than ten people kept back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings_site.journal.selectors import Finding
from hustings_site.roll.electorates import Rule, entitled
from hustings_site.roll.enums import EntryStanding, ImportState, RequestState, Verdict
from hustings_site.roll.fingerprint import Heading, fingerprint, lines_of
from hustings_site.roll.imports.columns import FIELDS
from hustings_site.roll.imports.faults import Words, in_words, note_in_words
from hustings_site.roll.late_changes import ON_THE_ROLL
from hustings_site.roll.models import (
    Branch,
    Category,
    CorrectionRequest,
    Electorate,
    FrozenRoll,
    ImportRow,
    LateChange,
    Member,
    MemberChange,
    MemberImport,
    Organisation,
    RollEntry,
)
from hustings_site.roll.scoping import ScopedQuerySet

FEWEST_SHOWN = 10
"""A count of people smaller than this is not published: too few to hide in."""

MAY_VOTE = (*ON_THE_ROLL, EntryStanding.TENDERED)


def electors_of(roll: FrozenRoll) -> ScopedQuerySet[RollEntry]:
    """Who is sent a voting code: everybody on the roll but the struck; the tendered too, whose votes are held apart."""
    return RollEntry.objects.filter(roll=roll, standing__in=MAY_VOTE).select_related("branch")


def entry_numbered(roll: FrozenRoll, number: str) -> RollEntry | None:
    """The entry with this membership number, whatever its standing, or None."""
    return RollEntry.objects.filter(roll=roll, number=number.strip()).select_related("branch", "member").first()


def entitled_by_branch(roll: FrozenRoll) -> dict[str, int]:
    """{code of the branch: how many may vote today}, tendered votes left out. For officers; see `shown`."""
    entries = RollEntry.objects.filter(roll=roll, standing__in=ON_THE_ROLL).order_by()
    return dict(entries.values_list("branch__code").annotate(n=Count("pk")).order_by("branch__path"))


def entitled_now(roll: FrozenRoll) -> int:
    """How many may vote today: at the freeze, with those added, without those struck and those held apart."""
    return RollEntry.objects.filter(roll=roll, standing__in=ON_THE_ROLL).count()


def changes_of(roll: FrozenRoll) -> QuerySet[LateChange]:
    """The public log of a roll, first first."""
    return LateChange.objects.filter(roll=roll).select_related("branch")


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts that may be published: those of ten or more, and how many people are in the others together."""

    counts: dict[str, int]
    kept_back: tuple[str, ...]
    others: int | None
    """Together in those kept back; None where that too is less than ten, or would tell the single one kept back."""


def shown(counts: Mapping[str, int]) -> Shown:
    """Keep back every count of fewer than ten people; where that is one only, the next smallest with it.

    Without the second the reader takes the others from the total and has the one kept back.
    """
    small = {name for name, n in counts.items() if 0 < n < FEWEST_SHOWN}
    rest = sorted((n, name) for name, n in counts.items() if name not in small and n)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    together = sum(counts[name] for name in small)
    return Shown(
        {name: n for name, n in counts.items() if name not in small},
        tuple(name for name in counts if name in small),
        together if together >= FEWEST_SHOWN and len(small) > 1 else None,
    )


def check_roll(roll: FrozenRoll) -> list[Finding]:
    """Make the fingerprint again from the entries; nothing where the roll is as it was frozen."""
    lines = list(lines_of(roll))
    again = fingerprint(Heading.of(roll), lines)
    findings = []
    if len(lines) != roll.size:
        findings.append(Finding("size", roll.scope, str(roll.size), str(len(lines))))
    if again != roll.sha256:
        findings.append(Finding("fingerprint", roll.scope, roll.sha256, again))
    return findings


# Pages ----------------------------------------------------------------------------------------------------------------


def published_rolls(organisation: Organisation) -> QuerySet[FrozenRoll]:
    """The organisation's rolls, newest first."""
    return FrozenRoll.objects.of(organisation).select_related("electorate")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What there is and what waits in an organisation."""

    members: int
    requests: int
    imports: int
    electorates: int
    rolls: int


def waiting_in(organisation: Organisation) -> Waiting:
    """Figures for the first page of whoever keeps the roll."""
    return Waiting(
        members=Member.objects.of(organisation).count(),
        requests=CorrectionRequest.objects.of(organisation).filter(state=RequestState.WAITING).count(),
        imports=MemberImport.objects.of(organisation).exclude(state__in=ENDED).count(),
        electorates=Electorate.objects.of(organisation).count(),
        rolls=FrozenRoll.objects.of(organisation).count(),
    )


ENDED = (ImportState.DONE, ImportState.UNDONE)


def branches_with_members(organisation: Organisation) -> QuerySet[Branch]:
    """The tree of branches in order, each with `at_home`, how many members have it as their home branch."""
    return Branch.objects.of(organisation).annotate(at_home=Count("members")).order_by("path")


def categories_with_members(organisation: Organisation) -> QuerySet[Category]:
    """The categories, each with `having`, how many members have it."""
    return Category.objects.of(organisation).annotate(having=Count("members")).order_by("name")


def find_members(organisation: Organisation, *, q: str, branch: str, status: str, category: str) -> QuerySet[Member]:
    """Members by a part of number, name or e-mail address, by branch (what lies under it too), status, category."""
    found = Member.objects.of(organisation).select_related("branch")
    if q:
        found = found.filter(Q(number__istartswith=q) | Q(name__icontains=q) | Q(email__icontains=q))
    if branch:
        path = Branch.objects.of(organisation).filter(code=branch).values_list("path", flat=True).first()
        found = found.filter(branch__path__startswith=path or "//")
    if status:
        found = found.filter(status=status)
    if category:
        found = found.filter(categories__code=category)
    return found.order_by("number")


def member_of(organisation: Organisation, pk: int) -> Member:
    """One member of this organisation. Raises Http404 also for a member of another."""
    members = Member.objects.of(organisation).select_related("organisation", "branch")
    return get_object_or_404(members.prefetch_related("belongings__branch", "categories"), pk=pk)


def entries_of(member: Member) -> list[RollEntry]:
    """The rolls on which a member stands, newest first."""
    entries = RollEntry.objects.filter(member=member).select_related("roll__electorate", "branch")
    return list(entries.order_by("-roll__frozen_at"))


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a member's history in words."""

    at: datetime
    source: str
    lines: list[str]


def history_of(member: Member) -> list[Change]:
    """Every change of a member's record, newest first."""
    changes = MemberChange.objects.filter(member=member).select_related("member_import")
    return [_told(change) for change in changes]


def _told(change: MemberChange) -> Change:
    source = str(change.member_import) if change.member_import else _("by hand")
    lines = [_("entered")] if change.entered else differences_told(change.changes)
    return Change(change.at, source, lines)


def differences_told(difference: Mapping[str, Sequence[object]]) -> list[str]:
    """A difference in words, a line for each field."""
    return [
        _("%(field)s: %(before)s → %(after)s")
        % {"field": FIELDS.get(name, name), "before": _value(before), "after": _value(after)}
        for name, (before, after) in difference.items()
    ]


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value).replace("\n", ", ") if value not in {None, ""} else _("nothing")


def requests_in(organisation: Organisation) -> QuerySet[CorrectionRequest]:
    """Members' requests, the waiting first, each kind oldest first."""
    waiting = Case(When(state=RequestState.WAITING, then=0), default=1)
    requests = CorrectionRequest.objects.of(organisation).select_related("member__branch")
    return requests.order_by(waiting, "asked_at")


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a rule finds today: how many, of how many, and in which branches."""

    entitled: int
    members: int
    branches: dict[str, int]


def whom_it_finds(organisation: Organisation, rule: Rule) -> Found:
    """Ask a rule of all members today."""
    members = entitled(organisation, rule).order_by()
    by_branch = dict(members.values_list("branch__name").annotate(n=Count("pk")).order_by("branch__name"))
    return Found(sum(by_branch.values()), Member.objects.of(organisation).count(), by_branch)


def find_entries(roll: FrozenRoll, *, q: str, standing: str, why_post: str) -> QuerySet[RollEntry]:
    """Entries of a roll by a part of number or name, by standing, by why they are reached by post."""
    found = RollEntry.objects.filter(roll=roll).select_related("branch")
    if q:
        found = found.filter(Q(number__istartswith=q) | Q(name__icontains=q))
    if standing:
        found = found.filter(standing=standing)
    if why_post:
        found = found.filter(why_post=why_post)
    return found.order_by("number")


# Imports --------------------------------------------------------------------------------------------------------------

SHOWN_ROWS: Mapping[str, object] = {
    "new": gettext_lazy("New members"),
    "changed": gettext_lazy("Changed members"),
    "unchanged": gettext_lazy("Members who stay as they are"),
    "rejected": gettext_lazy("Rejected rows"),
    "remarked": gettext_lazy("Rows that are kept, with a remark"),
}
FIRST_ROWS = 10


def import_of(organisation: Organisation, pk: int) -> MemberImport:
    """One import of this organisation. Raises Http404 also for one of another."""
    return get_object_or_404(MemberImport.objects.of(organisation).select_related("organisation"), pk=pk)


def notes_of(member_import: MemberImport) -> list[str]:
    """What is worth knowing about the file, in words; columns that are not used among it."""
    told = [note_in_words(note) for note in member_import.notes]
    unused = [h for h, column in zip(member_import.headings, member_import.columns, strict=True) if h and not column]
    if unused:
        told.append(_("Columns that are not used: %(columns)s.") % {"columns": ", ".join(unused)})
    if member_import.blank:
        said = ngettext("%(n)d blank line is passed over.", "%(n)d blank lines are passed over.", member_import.blank)
        told.append(said % {"n": member_import.blank})
    return told


def rows_of(member_import: MemberImport, verdict: str) -> QuerySet[ImportRow]:
    """The rows of one verdict, or ("remarked") those that are kept with a remark, in the order of the file."""
    rows = ImportRow.objects.filter(member_import=member_import)
    if verdict == "remarked":
        return rows.exclude(remarks=[]).exclude(verdict=Verdict.REJECTED).order_by("line")
    return rows.filter(verdict=verdict).order_by("line")


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row in words: faults and remarks with their cures, differences field by field."""

    line: int
    number: str
    name: str
    words: list[Words]
    differences: list[str]


def rows_shown(member_import: MemberImport, verdict: str) -> list[ToldRow]:
    """The first rows of one verdict."""
    return rows_told(member_import, rows_of(member_import, verdict)[:FIRST_ROWS])


def rows_told(member_import: MemberImport, rows: Iterable[ImportRow]) -> list[ToldRow]:
    """Rows in words."""
    return [
        ToldRow(
            row.line,
            row.number,
            Truncator(row.details.get("name") or " ".join(row.cells)).chars(40),
            [in_words(said) for said in (*row.faults, *row.remarks)],
            differences_told(row.difference),
        )
        for row in rows
    ]
