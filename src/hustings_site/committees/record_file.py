"""A table of what happened to seats, as `record.csv` gives it, read back: all of it or nothing."""

import csv
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.enums import Happening, How
from hustings_site.committees.exporters import RECORD_COLUMNS
from hustings_site.committees.models import Committee, Seat
from hustings_site.committees.services.seats import What, enter_event, person_named

NEEDED = ("section", "seat", "what", "on", "source")


@transaction.atomic
def take_record(*, by: str, committee: Committee, text: str) -> int:
    """Enter every row, in the order of the file; how many. Raises ValidationError naming the line and the cure."""
    rows = csv.DictReader(text.splitlines())
    if lacking := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
        raise ValidationError(
            _("Line 1: the column %(name)s is missing (columns: %(all)s).")
            % {"name": lacking[0], "all": ", ".join(RECORD_COLUMNS)}
        )
    seats = {
        (seat.section.name, str(seat.number)): seat
        for seat in Seat.objects.filter(section__committee=committee).select_related("section")
    }
    entered = 0
    for row in rows:
        try:
            _enter(by, committee, seats, {name: (value or "").strip() for name, value in row.items() if name})
        except (ValidationError, ValueError) as fault:
            said = " ".join(fault.messages) if isinstance(fault, ValidationError) else str(fault)
            raise ValidationError(_("Line %(n)d: %(said)s") % {"n": rows.line_num, "said": said}) from fault
        entered += 1
    return entered


def _enter(by: str, committee: Committee, seats: dict[tuple[str, str], Seat], row: dict[str, str]) -> None:
    seat = seats.get((row["section"], row["seat"]))
    if seat is None:
        raise ValidationError(_("there is no seat %(seat)s of %(section)s: make it first.") % row)
    name = row.get("person", "")
    what = What(
        what=Happening(row["what"]),
        on=date.fromisoformat(row["on"]),
        person=person_named(by=by, organisation=committee.organisation, name=name) if name else None,
        how=How(row["how"]) if row.get("how") else "",
        until=date.fromisoformat(row["until"]) if row.get("until") else None,
        note=row.get("note", ""),
        source=row["source"],
    )
    enter_event(by=by, seat=seat, what=what)
