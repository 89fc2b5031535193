"""Preparing the polls of a large election in the background, as mails are sent: a thread has the passphrase in memory.

The codes are drawn outside every transaction, and what they become is written in one: a process that ends on the way
leaves nothing but perhaps a sealed book of no issue, which the next beginning erases (docs/decisions/0271).
"""

import logging
import time
from datetime import timedelta
from threading import Thread

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.randomness import SystemRandomness
from hustings_site.elections.codes import book_file
from hustings_site.elections.codes.models import Issue, Preparation
from hustings_site.elections.keys.services import election_key
from hustings_site.elections.life import entitled_of
from hustings_site.elections.models import Election
from hustings_site.elections.polling import prepare_polls
from hustings_site.elections.preparing import contests_to_prepare, lacking_to_prepare
from hustings_site.elections.secrecy import folder

AT_ONCE = 2000
"""Electors, added up over the contests, up to which the officer waits for the end."""
SILENT = timedelta(minutes=5)
"""After this time without a sign it was interrupted; while the boards are written there is none."""
TOLD_AFTER = 1.0
"""Seconds after which it is written down anew how many codes are drawn."""
MEANWHILE = "meanwhile"
"""Why it broke off: what had to stand does not any more. Other reasons are the names of errors."""

logger = logging.getLogger(__name__)


def latest(election: Election) -> Preparation | None:
    """The newest preparation in the background."""
    return election.preparations.last()


def is_at_work(run: Preparation) -> bool:
    """Whether a preparation goes on."""
    return run.ended_at is None and run.heard_at > timezone.now() - SILENT


@transaction.atomic
def begin(*, by: str, election: Election, passphrase: str, server: str) -> Preparation | None:
    """Prepare at once where the rolls are short (None); else note that it begins. Raises ValidationError."""
    Election.objects.select_for_update().get(pk=election.pk)
    before = latest(election)
    if before is not None and is_at_work(before):
        raise ValidationError(_("The polls are being prepared: look at how far it has come."))
    if lacking := lacking_to_prepare(election):
        raise ValidationError([f"{each.title}: {each.how}" for each in lacking])
    contests = contests_to_prepare(election)
    if sum(entitled_of(contest) for contest in contests) <= AT_ONCE:
        prepare_polls(
            by=by,
            election=election,
            contests=contests,
            key=election_key(election),
            passphrase=passphrase,
            server=server,
        )
        return None
    rolls = [contest.roll for contest in contests if contest.roll]
    electors = {number for roll in rolls for number in roll.entries.values_list("number", flat=True)}
    return Preparation.objects.create(
        election=election,
        booth=draw_base58(SystemRandomness(), 14),
        total=len(electors) + election.spares,
        heard_at=timezone.now(),
    )


def go(run: Preparation, *, by: str, passphrase: str, server: str) -> None:
    """Do it in a thread of this process, which waits for it at its own end."""
    Thread(target=_in_a_thread, args=(run, by, passphrase, server)).start()


def work(run: Preparation, *, by: str, passphrase: str, server: str) -> None:
    """Draw and write down, saying how far it has come, and why it broke off where it did."""
    said_at = time.monotonic()

    def told(drawn: int) -> None:
        nonlocal said_at
        run.drawn = drawn
        if time.monotonic() - said_at >= TOLD_AFTER or drawn == run.total:
            said_at = time.monotonic()
            run.heard_at = timezone.now()
            run.save(update_fields=["drawn", "heard_at"])

    election = Election.objects.select_related("organisation").get(pk=run.election_id)
    try:
        _erase_left_over(election)
        prepare_polls(
            by=by,
            election=election,
            contests=contests_to_prepare(election),
            key=election_key(election),
            passphrase=passphrase,
            server=server,
            booth_uuid=run.booth,
            told=told,
        )
    except ValidationError:
        run.broke_off = MEANWHILE
    except Exception as error:  # noqa: BLE001 - whatever it was, the page has to say that it is over
        run.broke_off = type(error).__name__  # no more of it: its text may hold what is secret
        logger.error("preparing the polls broke off: %s", run.broke_off)  # noqa: TRY400 - as above
    run.heard_at = run.ended_at = timezone.now()
    run.save()


def _erase_left_over(election: Election) -> None:
    """Books that were sealed by preparations whose transaction never ended."""
    issued = set(Issue.objects.filter(election=election).values_list("booth", flat=True))
    for booth in election.preparations.values_list("booth", flat=True):
        if booth not in issued and (folder() / f"{booth}.key").exists():
            book_file.erase_book(folder(), booth)


def _in_a_thread(run: Preparation, by: str, passphrase: str, server: str) -> None:
    try:
        work(run, by=by, passphrase=passphrase, server=server)
    finally:
        connection.close()
