"""Reading the roll. Every read is of one organisation, given or reached through one of its rows.

For the rooms above: `electors_of`, `entry_numbered`, `entitled_by_branch`. Names and addresses are for the services
that send to them and for the officers; public pages have counts, those of fewer than ten people kept back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hustings_site.journal.selectors import Finding
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.fingerprint import Heading, fingerprint, lines_of
from hustings_site.roll.late_changes import ON_THE_ROLL
from hustings_site.roll.models import FrozenRoll, LateChange, RollEntry
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
