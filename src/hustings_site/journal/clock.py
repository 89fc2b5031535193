"""What time it is, for everything that happens by a timetable: one place to ask.

An installation's clock is the computer's. Only a demonstration (HUSTINGS_DEMONSTRATION=1) may tell its story at a
time of its own: a row holds by how much its clock is ahead, and `standing_at` plays a moment of the past.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from hustings_site.journal.models import Clock

_standing: ContextVar[datetime | None] = ContextVar("_standing", default=None)


def now() -> datetime:
    """The moment at which whatever is done now is done."""
    if not settings.DEMONSTRATION:
        return timezone.now()
    return _standing.get() or timezone.now() + ahead()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let everything within happen at this moment. Raises ImproperlyConfigured where this is no demonstration."""
    _require_demonstration()
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def ahead() -> timedelta:
    """By how much the demonstration's clock is ahead of the computer's."""
    clock = Clock.objects.filter(pk=1).first()
    return clock.ahead if clock else timedelta()


def set_ahead(by: timedelta) -> None:
    """Put the demonstration's clock ahead of the computer's. Raises ImproperlyConfigured where this is none."""
    _require_demonstration()
    Clock.objects.update_or_create(pk=1, defaults={"ahead": by})


def _require_demonstration() -> None:
    if not settings.DEMONSTRATION:
        msg = "the clock of a real installation cannot be set; HUSTINGS_DEMONSTRATION=1 makes it a demonstration"
        raise ImproperlyConfigured(msg)
