"""Everything that was recorded, and every correction: what stood there first, what stands there now, and why."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hustings_site.committees.models import (
    Attended,
    BodyChange,
    Claim,
    Committee,
    Decision,
    PromiseLink,
    Report,
    ReserveList,
    SeatEvent,
    SeatTerms,
    Vote,
)
from hustings_site.committees.models.records import Record


@dataclass(frozen=True, slots=True)
class Correction:
    """What was recorded first and what takes its place, with the reason and the moment."""

    old: Record
    new: Record

    @property
    def before(self) -> str:
        """What stood there first, in words."""
        return said(self.old)

    @property
    def after(self) -> str:
        """What stands there now, in words; "": it never happened."""
        return "" if self.new.struck else said(self.new)


def said(record: Record) -> str:
    """A record in words, with the person of whom it speaks."""
    if isinstance(record, SeatEvent):
        return f"{record}: {record.person}" if record.person else str(record)
    if isinstance(record, SeatTerms):
        ends = f" – {record.exists_until:%Y-%m-%d}" if record.exists_until else ""
        return f"{record}{ends}, {record.get_filling_display()}"
    if isinstance(record, Attended):
        return f"{record.meeting}: {record}"
    if isinstance(record, Vote):
        return f"{record.decision}: {record}"
    if isinstance(record, BodyChange):
        return f"{record}, {record.on:%Y-%m-%d}"
    return str(record)


def corrections(committee: Committee) -> list[Correction]:
    """Every correction of anything that is recorded of a committee, newest first; one query for each kind."""
    found = [Correction(each.corrects, each) for rows in _corrected(committee) for each in rows if each.corrects]
    return sorted(found, key=lambda each: (each.new.recorded_at, each.new.pk), reverse=True)


def _corrected(committee: Committee) -> list[QuerySet[Any]]:
    """The rows of each kind that correct another, with what their words need."""
    ways: list[tuple[QuerySet[Any], tuple[str, ...]]] = [
        (SeatTerms.objects.filter(seat__section__committee=committee), ("seat__section",)),
        (SeatEvent.objects.filter(seat__section__committee=committee), ("seat__section", "person")),
        (BodyChange.objects.filter(body__organisation=committee.organisation_id), ("body", "into")),
        (Claim.objects.filter(committee=committee), ()),
        (Attended.objects.filter(meeting__committee=committee), ("meeting", "person")),
        (Decision.objects.filter(meeting__committee=committee), ("meeting",)),
        (Vote.objects.filter(decision__meeting__committee=committee), ("decision", "person")),
        (Report.objects.filter(meeting__committee=committee), ("meeting", "person")),
        (PromiseLink.objects.filter(decision__meeting__committee=committee), ("decision", "point")),
        (ReserveList.objects.filter(section__committee=committee), ("section", "result__contest__election")),
    ]
    return [
        rows.filter(corrects__isnull=False).select_related("corrects", *needs, *(f"corrects__{name}" for name in needs))
        for rows, needs in ways
    ]


def records(committee: Committee) -> QuerySet[SeatEvent]:
    """Everything that was entered of what happened, corrected or not, in the order in which it was entered."""
    events = SeatEvent.objects.filter(seat__section__committee=committee)
    return events.select_related("seat__section", "person", "corrected_by").order_by("pk")
