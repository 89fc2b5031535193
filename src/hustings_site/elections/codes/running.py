"""Mailing in the background: a thread of the process in which the passphrase was typed has the codes in its memory.

No queue, no row and no file holds a code, so no other process could go on: where this one ends, the run grows silent,
its page says so, and whoever types the passphrase again sends to those who are left (docs/decisions/0150).
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.elections.codes import sending
from hustings_site.elections.codes.enums import Half, MailKind
from hustings_site.elections.codes.models import Issue, MailRun
from hustings_site.elections.codes.ways import ways
from hustings_site.elections.secrecy import Given, mailing
from hustings_site.journal import clock

SILENT = timedelta(seconds=120)
"""After this time without a sign a run has been interrupted; a mail server is waited for at most 20 seconds."""
TOLD_AFTER = 1.0
"""Seconds after which a run writes down anew how far it has come."""
AT_ONCE = 10
"""Mails up to which the sender waits for the end."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A run of codes that is to be done once its transaction is."""

    run: MailRun
    given: list[Given]


Send = Callable[[sending.Told], tuple[int, int]]
"""Sends all of a run, telling how far it has come."""

logger = logging.getLogger(__name__)


def is_at_work(run: MailRun) -> bool:
    """Whether a run goes on."""
    return run.ended_at is None and run.heard_at > timezone.now() - SILENT


def is_interrupted(run: MailRun) -> bool:
    """Whether a run ended before its end."""
    return bool(run.broke_off) or (run.ended_at is None and not is_at_work(run))


def latest(issue: Issue, what: MailKind) -> MailRun | None:
    """The newest run of this kind."""
    return issue.runs.filter(what=what).last()


@transaction.atomic
def begin(*, issue: Issue, what: MailKind, total: int, half: Half = Half.WHOLE) -> MailRun:
    """Note that a run begins. Raises ValidationError where there is nothing to send, or one is at work already."""
    Issue.objects.select_for_update().get(pk=issue.pk)
    before = latest(issue, what)
    if before is not None and is_at_work(before):
        raise ValidationError(_("A run is at work already: look at how far it has come."))
    if not total:
        raise ValidationError(_("There is nobody left to send to."))
    return MailRun.objects.create(
        issue=issue, what=what, half=half, total=total, began_at=clock.now(), heard_at=timezone.now()
    )


@transaction.atomic
def begin_codes(*, by: str, issue: Issue, passphrase: str) -> Begun:
    """Open the book for a run: the codes that go by e-mail and have not gone yet. Raises ValidationError."""
    way = ways(issue.election)[0]
    reached = set(issue.holders.filter(way.whom).values_list("pk", flat=True))
    given = [each for each in mailing(by=by, issue=issue, passphrase=passphrase) if each.holder.pk in reached]
    left = sending.not_yet(given, way.half)
    return Begun(begin(issue=issue, what=MailKind.CODES, total=len(left), half=way.half), left)


def send_codes(*, by: str, begun: Begun) -> None:
    """Send what `begin_codes` gave, once its transaction is done: a few at once, more in the background."""
    run, given = begun.run, begun.given
    go(run, lambda told: sending.mail(by=by, issue=run.issue, given=given, half=Half(run.half), told=told))


def go(run: MailRun, send: Send) -> None:
    """Do a run: at once where it is short, else in a thread of this process, which waits for it at its own end."""
    if run.total <= AT_ONCE:
        work(run, send)
        return
    Thread(target=_in_a_thread, args=(run, send)).start()


def work(run: MailRun, send: Send) -> None:
    """Do a run, writing down how far it has come, and why it broke off where it did."""
    said_at = time.monotonic()

    def told(sent: int, failed: int) -> None:
        nonlocal said_at
        run.sent, run.failed = sent, failed
        if time.monotonic() - said_at >= TOLD_AFTER:
            said_at = time.monotonic()
            run.heard_at = timezone.now()
            run.save(update_fields=["sent", "failed", "reached", "heard_at"])

    try:
        send(told)
    except Exception as error:  # noqa: BLE001 - whatever it was, the page has to say that the run is over
        run.broke_off = type(error).__name__  # no more of it: its text may hold an address
        logger.error("a run of mails broke off: %s", run.broke_off)  # noqa: TRY400 - as above
    run.heard_at = run.ended_at = timezone.now()
    run.save()


def _in_a_thread(run: MailRun, send: Send) -> None:
    try:
        work(run, send)
    finally:
        connection.close()
