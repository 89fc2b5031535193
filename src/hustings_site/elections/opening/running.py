"""The server's own work on a board: the encrypted tally, its own part with the simple key, combining and verifying.

A few ballots are done while the officer waits, more by a process of its own that tells how far it is. It can be
started again wherever it stopped: each step stands on the board or it does not.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.belenios.v1.verify import Report
from hustings.belenios.v1.workers import THIS_PROCESS, Workers, all_cores
from hustings_site.booth.boards import archive
from hustings_site.booth.selectors import ballots_on
from hustings_site.booth.services import NotAllowed
from hustings_site.elections import tallying
from hustings_site.elections.boards import poll_of
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.models import Contest
from hustings_site.elections.opening.enums import OpeningState, WhyStopped
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.elections.tallying import TallyStep
from hustings_site.journal import clock
from hustings_site.journal.services import record

AT_ONCE = 100
"""Ballots up to which a board is worked on while the officer waits."""

SILENCE = timedelta(seconds=60)
"""After so long without a sign the work is taken for interrupted."""

PULSE = 5
"""Seconds between two signs of life."""


def start(*, by: str, contest: Contest) -> BoardOpening:
    """Do what the server can do now. Raises ValidationError where that is nothing, or it is at it already."""
    with transaction.atomic():
        Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
        if not is_servers(contest):
            raise ValidationError(_("There is nothing for the server to do now."))
        opening, _new = BoardOpening.objects.get_or_create(contest=contest)
        if opening.state == OpeningState.WORKING and not seems_interrupted(opening):
            raise ValidationError(_("The server is at work already."))
        opening.state, opening.why_stopped = OpeningState.WORKING, ""
        opening.step = gettext_noop("waiting to begin")
        opening.since = opening.heard_at = timezone.now()
        opening.save()
    poll = poll_of(contest)
    if poll is not None and ballots_on(poll) <= AT_ONCE:
        work(contest.pk, by, THIS_PROCESS)
    else:
        subprocess.Popen(  # noqa: S603 - our own program and an id of ours
            [sys.executable, "-m", "hustings_site", "open_ballots", str(contest.pk), by],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    opening.refresh_from_db()
    return opening


def is_servers(contest: Contest) -> bool:
    """Whether the next step is the server's own."""
    step = tallying.progress(contest).step
    if step == TallyStep.DONE:
        return not BoardOpening.objects.filter(contest=contest).exclude(verdict="").exists()
    if step in {TallyStep.TALLY, TallyStep.COMBINE}:
        return True
    return step in {TallyStep.SHUFFLE, TallyStep.DECRYPT} and contest.election.keys.kind == KeyKind.SERVER


def seems_interrupted(opening: BoardOpening) -> bool:
    """Whether work that should be going on has not been heard of for a minute."""
    heard = opening.heard_at
    return opening.state == OpeningState.WORKING and heard is not None and timezone.now() - heard > SILENCE


def work_with_all_cores(contest: int, by: str) -> None:
    """Work on a board in this process, with helpers on every core."""
    with all_cores() as workers:
        work(contest, by, workers)


def work(contest: int, by: str, workers: Workers) -> None:
    """Every step that is the server's, one after the other; what stops it stands in the row."""
    found = Contest.objects.select_related("election__organisation").get(pk=contest)
    opening = BoardOpening.objects.get(contest=found)
    with _signs_of_life(opening):
        try:
            _steps(by, found, opening, workers)
        except (ValidationError, NotAllowed):
            opening.state, opening.why_stopped = OpeningState.STOPPED, WhyStopped.MEANWHILE
        except FileNotFoundError:
            opening.state, opening.why_stopped = OpeningState.STOPPED, WhyStopped.NO_KEY
    opening.save()


def _steps(by: str, contest: Contest, opening: BoardOpening, workers: Workers) -> None:
    if tallying.progress(contest).step == TallyStep.TALLY:
        _say(opening, gettext_noop("checking every ballot again and adding them up, encrypted"))
        tallying.begin(by=by, contest=contest, workers=workers)
    if not is_servers(contest):
        opening.state, opening.step = OpeningState.RESTING, ""
        return
    _say(opening, gettext_noop("opening the ballots, and verifying the whole archive"))
    if tallying.progress(contest).step == TallyStep.DONE:
        report = tallying.verify_board(by=by, contest=contest, workers=workers)
    elif contest.election.keys.kind == KeyKind.SERVER:
        report = tallying.open_by_server(by=by, contest=contest, workers=workers)
    else:
        report = tallying.combine(by=by, contest=contest, workers=workers)
    _verified(by, opening, report)


def _verified(by: str, opening: BoardOpening, report: Report) -> None:
    """Keep the verdict with the fingerprint of the archive; with a failure, nothing goes on."""
    poll = poll_of(opening.contest)
    assert poll is not None, "its board was opened"
    digest, size = hashlib.sha256(), 0
    for piece in archive(poll):
        digest.update(piece)
        size += len(piece)
    opening.verdict, opening.sha256, opening.size = report.verdict, digest.hexdigest(), size
    opening.failures = [
        {"check": f.check, "subject": f.subject, "expected": f.expected, "got": f.got} for f in report.failures
    ]
    opening.verified_at = clock.now()
    opening.step = ""
    opening.state = OpeningState.STOPPED if report.failures else OpeningState.VERIFIED
    if report.failures:
        opening.why_stopped = WhyStopped.NOT_VERIFIED
    record(
        by=by,
        act="elections.fix_archive",
        subject=opening.contest.scope,
        details={"sha256": opening.sha256, "verdict": report.verdict},
    )


def _say(opening: BoardOpening, step: str) -> None:
    opening.step, opening.heard_at = step, timezone.now()
    opening.save(update_fields=["step", "heard_at"])


@contextmanager
def _signs_of_life(opening: BoardOpening) -> Iterator[None]:
    """Leave a sign every few seconds while a long step goes on."""
    done = Event()

    def beat() -> None:
        while not done.wait(PULSE):
            BoardOpening.objects.filter(pk=opening.pk).update(heard_at=timezone.now())
        connection.close()

    pulse = Thread(target=beat, daemon=True)
    pulse.start()
    try:
        yield
    finally:
        done.set()
        pulse.join()
