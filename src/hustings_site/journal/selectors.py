"""Reading the journal, and proving that nobody has touched it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hustings_site.journal.models import Entry
from hustings_site.journal.seals import FIRST, seal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: which check, at which entry, what was expected and what stands there."""

    check: str
    subject: str
    expected: str
    got: str


def entries_about(subject: str) -> QuerySet[Entry]:
    """The acts done to one subject, first first."""
    return Entry.objects.filter(subject=subject)


def broken_seals() -> list[Finding]:
    """Recompute the chain from the first entry; an empty list means that it is whole.

    What this does not prove: that the newest entries were not cut off. Keep the last seal somewhere else for that.
    """
    findings = []
    before = FIRST
    for expected_number, entry in enumerate(Entry.objects.order_by("number").iterator(), start=1):
        if entry.number != expected_number:
            findings.append(Finding("number", f"entry {entry.number}", str(expected_number), str(entry.number)))
        expected = seal(
            before=before,
            number=entry.number,
            at=entry.at,
            by=entry.by,
            act=entry.act,
            subject=entry.subject,
            details=entry.details,
        )
        if entry.sealed != expected:
            findings.append(Finding("seal", f"entry {entry.number}", expected, entry.sealed))
        before = entry.sealed
    return findings


def last_seal() -> str:
    """The seal of the newest entry: write it down elsewhere and the whole journal up to it is fixed."""
    last = Entry.objects.order_by("-number").first()
    return last.sealed if last else FIRST
