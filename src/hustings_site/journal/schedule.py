"""Promised acts: made when a timetable is announced, done by the worker when they are due, seen by everybody.

An act is done exactly once however many workers there are: the row is locked, and the act and its "done" are one
transaction. One that may not be done yet is tried again, each time visibly, and fails for good after TRIES.
"""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hustings_site.journal import clock
from hustings_site.journal.acts import act_named
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import ScheduledAct
from hustings_site.journal.services import record

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
TRIES = len(WAITS) + 1
WORKER = "worker"
"""How the journal names whoever acts by the clock."""

logger = logging.getLogger(__name__)


@transaction.atomic
def promise(*, by: str, subject: str, act: str, title: str, due: datetime) -> ScheduledAct:
    """Promise an act for a time; an act of this name that still waits for this subject is put to the new time."""
    waiting = ScheduledAct.objects.select_for_update().filter(subject=subject, act=act, state=ActState.DUE).first()
    promised = waiting or ScheduledAct(subject=subject, act=act)
    before = promised.due if waiting else None
    promised.title, promised.due = title, due
    promised.attempts, promised.next_try, promised.outcome = 0, None, ""
    promised.save()
    if before != due:
        record(by=by, act="journal.promise", subject=subject, details={"act": act, "due": due.isoformat()})
    return promised


@transaction.atomic
def take_back(*, by: str, subject: str, act: str, why: str) -> None:
    """Take a promise back that is no longer to be kept, with the reason; where none waits, nothing changes."""
    waiting = ScheduledAct.objects.select_for_update().filter(subject=subject, act=act, state=ActState.DUE).first()
    if waiting is not None:
        _end(waiting, ActState.TAKEN_BACK, by, why)
        record(by=by, act="journal.take_back_promise", subject=subject, details={"act": act, "reason": why})


@transaction.atomic
def kept(*, by: str, subject: str, act: str, outcome: str) -> None:
    """Say that a promised act has been done otherwise, by a person or by what came before; where none waits, nothing.

    For services: whoever closes a poll early has kept the promise to close it.
    """
    waiting = ScheduledAct.objects.select_for_update().filter(subject=subject, act=act, state=ActState.DUE).first()
    if waiting is not None:
        _end(waiting, ActState.DONE, by, outcome)


def do_what_is_due(*, by: str = WORKER) -> int:
    """Do every act that is due, earliest first; how many were tried."""
    tried = 0
    while _do_next(by):
        tried += 1
    return tried


@transaction.atomic
def do_now(*, by: str, act: ScheduledAct) -> ScheduledAct:
    """Do an act by hand: one that failed, or one that is due while no worker runs.

    Raises ValidationError where it has been done meanwhile, or is not due yet.
    """
    held = ScheduledAct.objects.select_for_update().get(pk=act.pk)
    if held.state not in {ActState.DUE, ActState.FAILED}:
        raise ValidationError(_("This has been settled meanwhile: %(state)s.") % {"state": held.get_state_display()})
    if held.due > clock.now():
        raise ValidationError(_("This is not due yet: it will be done at its time."))
    held.state = ActState.DUE
    _try(held, by)
    return held


@transaction.atomic
def _do_next(by: str) -> bool:
    """Whether an act was due. One transaction locks it, does it and marks it."""
    now = clock.now()
    others_pass_over_it = connection.features.has_select_for_update_skip_locked
    due = ScheduledAct.objects.select_for_update(skip_locked=others_pass_over_it)
    due = due.filter(state=ActState.DUE, due__lte=now)
    act = due.filter(Q(next_try=None) | Q(next_try__lte=now)).first()
    if act is None:
        return False
    _try(act, by)
    return True


def _try(act: ScheduledAct, by: str) -> None:
    """Do it in a savepoint: what fails leaves nothing behind but its own mark."""
    act.attempts += 1
    try:
        with transaction.atomic():
            outcome = act_named(act.act).perform(act.subject, {}, by)
    except ValidationError as refusal:
        _try_again(act, by, " ".join(refusal.messages))
    except PermissionDenied:
        _try_again(act, by, _("Whoever tried this may not do it."))
    except KeyError as missing:
        _try_again(act, by, _("Nothing here does this: %(what)s.") % {"what": missing})
    except Exception as fault:  # a fault of one act must neither stop the others nor be silent
        logger.exception("%s for %s", act.act, act.subject)
        _try_again(act, by, _("It broke off: %(fault)s.") % {"fault": type(fault).__name__})
    else:
        _end(act, ActState.DONE, by, outcome)
        record(by=by, act="journal.keep_promise", subject=act.subject, details={"act": act.act})


def _try_again(act: ScheduledAct, by: str, why: str) -> None:
    record(by=by, act="journal.act_refused", subject=act.subject, details={"act": act.act, "attempt": act.attempts})
    if act.attempts >= TRIES:
        _end(act, ActState.FAILED, by, why)
        return
    act.outcome = why
    act.next_try = clock.now() + WAITS[act.attempts - 1]
    act.save(update_fields=["state", "outcome", "next_try", "attempts"])


def _end(act: ScheduledAct, state: ActState, by: str, outcome: str) -> None:
    act.state, act.by, act.outcome = state, by, outcome
    act.ended_at, act.next_try = clock.now(), None
    act.save(update_fields=["state", "by", "outcome", "ended_at", "next_try", "attempts"])
