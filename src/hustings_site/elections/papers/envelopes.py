"""Envelopes that come back: received, held apart, ruled on, set aside or opened. How anybody voted is not seen."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import Issue, Mark
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import closes_of
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.enums import EnvelopeState
from hustings_site.elections.papers.models import Batch, Envelope, Opening, PaperRequest, PapersFound
from hustings_site.elections.papers.requests import entries_of
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

BATCH = 25
"""Papers that go into one batch, at most: what one person enters without a break."""

_NOT_OVER = (ContestState.VALIDATED, ContestState.POLL_OPEN, ContestState.PAUSED)
_MAY_VOTE = (EntryStanding.ENTITLED, EntryStanding.ADDED)


def last_close(election: Election) -> datetime | None:
    """When the last poll of the election closes: what comes after it is late."""
    closes = [closes_of(contest) for contest in polled_contests(election)]
    return max((moment for moment in closes if moment), default=election.poll_closes)


def polled_contests(election: Election) -> list[Contest]:
    """The contests with a poll that was not voided, in their order on the notice."""
    contests = election.contests.exclude(poll=None).exclude(state=ContestState.VOIDED)
    return list(contests.select_related("election__organisation", "roll").order_by("position"))


@transaction.atomic
def receive_envelope(
    *, by: str, election: Election, number: str, received_at: datetime | None = None, hold: str = ""
) -> Envelope:
    """Write down an envelope by the number on its outside, unopened; `hold` says why it is to be held apart.

    It is late after the last close, a second one where one came in time before, and held apart where the elector has
    no vote, or was never given paper. Raises ValidationError for a number on no roll, or a time to come.
    """
    Election.objects.select_for_update().get(pk=election.pk)
    now = clock.now()
    at = received_at or now
    if at > now:
        raise ValidationError(_("This time has not come yet."))
    entries = entries_of(election, number)
    envelope = Envelope(election=election, entry=entries[0], number=entries[0].number, received_at=at)
    closes = last_close(election)
    envelope.why_held = hold.strip() or _why_held(election, entries)
    if closes is not None and at > closes:
        envelope.state, envelope.why_held = EnvelopeState.LATE, ""
    elif envelope.why_held:
        envelope.state = EnvelopeState.HELD
    else:
        envelope.state = _next_state(envelope)
    envelope.save()
    record(by=by, act="elections.receive_envelope", subject=election.scope, details={"state": envelope.state})
    return envelope


@transaction.atomic
def rule_on_envelope(*, by: str, envelope: Envelope, counts: bool, reason: str) -> Envelope:
    """Rule on an envelope that is held apart: it is opened with the others, or never. Once, with a reason."""
    held = Envelope.objects.filter(election=envelope.election).select_for_update().get(pk=envelope.pk)
    if held.state != EnvelopeState.HELD:
        raise ValidationError(
            _("This envelope has been ruled on meanwhile: %(state)s.") % {"state": held.get_state_display()}
        )
    if not reason.strip():
        raise ValidationError(_("Say why: the ruling stands in the scrutineer’s report."))
    held.state = _next_state(held) if counts else EnvelopeState.RULED_OUT
    held.ruling = reason.strip()
    held.save()
    record(by=by, act="elections.rule_on_envelope", subject=held.election.scope, details={"state": held.state})
    return held


@transaction.atomic
def open_envelopes(*, by: str, election: Election, watched_by: str, passphrase: str = "") -> Opening:
    """Open all envelopes that wait, after the close, together; those whose sender has voted on screen are set aside.

    The register is brought up to date first, which `passphrase` is for; it is not needed where that was done since
    the close. Raises ValidationError before the close, without anybody watching, or where no envelope waits.
    """
    election = Election.objects.select_for_update().get(pk=election.pk)
    if any(contest.state in _NOT_OVER for contest in polled_contests(election)):
        raise ValidationError(_("Envelopes are opened when every poll of this election is closed."))
    if not watched_by.strip():
        raise ValidationError(_("Say who watches: nothing is opened by one person alone."))
    _bring_register_up_to_date(by, election, passphrase)
    marked = set(
        Mark.objects.filter(contest__in=election.contests.exclude(poll=None)).values_list("entry__number", flat=True)
    )
    waiting = Envelope.objects.filter(election=election, state=EnvelopeState.WAITING)
    aside = [envelope.pk for envelope in waiting if envelope.number in marked]
    Envelope.objects.filter(election=election, pk__in=aside).update(state=EnvelopeState.VOTED_ON_SCREEN)
    opened = waiting.update(state=EnvelopeState.OPENED)
    if not opened and not aside:
        raise ValidationError(_("No envelope waits to be opened."))
    opening = Opening.objects.create(
        election=election,
        number=election.openings.count() + 1,
        at=clock.now(),
        envelopes=opened,
        watched_by=watched_by.strip(),
    )
    record(
        by=by,
        act="elections.open_envelopes",
        subject=election.scope,
        details={"opened": opened, "set_aside": len(aside)},
    )
    return opening


@transaction.atomic
def count_found(
    *, by: str, opening: Opening, contest: Contest, papers: int, without: int, batch: int = BATCH
) -> list[Batch]:
    """Say how many papers of a contest the envelopes of an opening held, and bundle them into batches for entry.

    Raises ValidationError where that was said before, or the contest is not of this election.
    """
    held = Contest.objects.select_for_update().get(pk=contest.pk, election=opening.election)
    if PapersFound.objects.filter(opening=opening, contest=held).exists():
        raise ValidationError(_("The papers of this opening have been counted already."))
    PapersFound.objects.create(opening=opening, contest=held, papers=papers, without=without)
    after = Batch.objects.filter(contest=held).count()
    sizes = [min(batch, papers - at) for at in range(0, papers, batch)]
    made = [Batch(contest=held, number=after + n, papers=size) for n, size in enumerate(sizes, start=1)]
    record(by=by, act="elections.count_papers", subject=held.scope, details={"papers": papers, "without": without})
    return Batch.objects.bulk_create(made)


def _why_held(election: Election, entries: list[RollEntry]) -> str:
    standings = {entry.standing for entry in entries}
    if EntryStanding.TENDERED in standings:
        return _("The roll holds this vote apart.")
    if not standings.intersection(_MAY_VOTE):
        return _("Struck from the roll.")
    if not PaperRequest.objects.filter(election=election, number=entries[0].number, sent__gt=0).exists():
        return _("No paper was given to this elector.")
    return ""


def _next_state(envelope: Envelope) -> EnvelopeState:
    """Waiting, or a second one."""
    counts = (EnvelopeState.WAITING, EnvelopeState.OPENED)
    others = Envelope.objects.filter(election=envelope.election, number=envelope.number, state__in=counts)
    return EnvelopeState.SECOND if others.exists() else EnvelopeState.WAITING


def _bring_register_up_to_date(by: str, election: Election, passphrase: str) -> None:
    closed = last_close(election)
    for issue in Issue.objects.filter(election=election):
        if issue.marked_at is None or (closed is not None and issue.marked_at < closed):
            secrecy.mark_register(by=by, issue=issue, passphrase=passphrase, why="to open paper")
