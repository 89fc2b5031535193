"""Writing in the journal: the only way in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from hustings_site.journal import clock
from hustings_site.journal.models import Entry
from hustings_site.journal.seals import FIRST, seal

Detail = str | int | bool | None


@transaction.atomic
def record(
    *, by: str, act: str, subject: str, details: Mapping[str, Detail] | None = None, now: datetime | None = None
) -> Entry:
    """Append one act to the journal, in the transaction of the act itself: both stand or neither does."""
    _wait_for_turn()
    last = Entry.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    at = now or clock.now()
    details = dict(details or {})
    sealed = seal(
        before=last.sealed if last else FIRST, number=number, at=at, by=by, act=act, subject=subject, details=details
    )
    return Entry.objects.create(number=number, at=at, by=by, act=act, subject=subject, details=details, sealed=sealed)


def _wait_for_turn() -> None:
    """Let one writer at a time read the last seal; SQLite's writers already stand in line."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x68757374])
