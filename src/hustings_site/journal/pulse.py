"""Whether the worker that keeps promises is alive: it signs in every few seconds, and its silence is seen.

A pulse is told by the computer's own clock, also in a demonstration.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from hustings_site.journal import clock
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import Heartbeat, ScheduledAct

SILENCE = timedelta(minutes=2)
"""After so long without a sign the worker is taken for stopped."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Promises that nobody is keeping: how many are overdue, how many are promised; when the worker was last seen."""

    overdue: int
    promised: int
    seen: datetime | None


def beat(worker: str) -> None:
    """Say that this worker is at work."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": timezone.now()})


def alarm() -> Alarm | None:
    """What is wrong where acts are promised and no worker has been seen for two minutes; None: nothing is."""
    promised = ScheduledAct.objects.filter(state=ActState.DUE)
    if not promised.exists():
        return None
    newest = Heartbeat.objects.order_by("-at").first()
    if newest is not None and timezone.now() - newest.at <= SILENCE:
        return None
    return Alarm(promised.filter(due__lte=clock.now()).count(), promised.count(), newest.at if newest else None)


def context(request: HttpRequest) -> dict[str, object]:
    """For every template: `alarm`, worked out where a page of the desk asks for it."""
    return {"alarm": alarm}
