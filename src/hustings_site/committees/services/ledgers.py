"""A promise of reports opens the ledger of whoever made it, on election day."""

from collections.abc import Sequence

from hustings_site.committees.models import SeatEvent
from hustings_site.committees.selectors.reports import Promised, promised
from hustings_site.journal.services import Detail, record


def open_ledgers(*, by: str, events: Sequence[SeatEvent]) -> list[Promised]:
    """Of those who have just taken a seat, whose ledger a promise opens, each entered in the journal.

    What the ledger holds follows from answers and seats (`selectors/reports.py`); nothing is kept twice.
    """
    opened = list(promised(events).values())
    for each in opened:
        details: dict[str, Detail] = {
            "promise": each.answer.point_id,
            "answer": each.answer.pk,
            "from": each.day.isoformat(),
        }
        record(by=by, act="committees.open_ledger", subject=each.person.scope, details=details)
    return opened
