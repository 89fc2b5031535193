"""The life of a booth and its polls: one service for each move. Nothing here knows a person.

    prepare_booth, prepare_poll ..., open_booth, [pause_poll, resume_poll, extend_poll], close_poll, publish_tally,
    take_shuffle ..., end_shuffles, take_partial_decryption ..., publish_result           or, before the last, void_poll

Each is one transaction and stands in the journal (`by`, the poll's or booth's `scope`), and each refuses out of turn
with `NotAllowed`, saying why. What would make a board false is `hustings.belenios.v1.steps.Refused`, with its findings.
Ballots themselves are taken by `casting.cast`; what stands on a board is read by `selectors`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from hustings.belenios.v1.archive import owned, setup_data
from hustings.belenios.v1.credentials import draw_base58, read_credentials, weights
from hustings.belenios.v1.decryption import read_decryption
from hustings.belenios.v1.election import read_election
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.result import Result, write_result
from hustings.belenios.v1.steps import (
    checked_again,
    checked_decryption,
    checked_shuffle,
    closing_tally,
    combined_result,
    opening_records,
    refused,
)
from hustings.belenios.v1.tally import SizedTally
from hustings.belenios.v1.workers import THIS_PROCESS, Workers
from hustings_site.booth.boards import (
    CREDENTIALS,
    append,
    ballot_bodies,
    datum,
    election_of,
    head_of,
    held,
    owned_by,
    trustees_of,
)
from hustings_site.booth.durability import require_durable
from hustings_site.booth.enums import MOVES, REHEARSAL_MOVES, PaperKind, PollState, WhyRefused
from hustings_site.booth.models import Ballot, Booth, Credential, Event, Poll, RefusedCredential
from hustings_site.booth.receipts import public_key
from hustings_site.booth.selectors import to_decrypt, to_shuffle
from hustings_site.booth.voters_page import write_page
from hustings_site.journal import clock
from hustings_site.journal.services import record


class NotAllowed(ValueError):
    """A move that this poll may not make now; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What secrecy rests on: one operator (no names), or `threshold` of the key holders named."""

    threshold: int = 1
    names: tuple[str, ...] = ()


OPERATOR = Secrecy()
"""The server holds the key: said on every page."""


def new_uuid() -> str:
    """An identifier for a booth, or for a poll whose election.json is to be written."""
    return draw_base58(SystemRandomness(), 14)


@transaction.atomic
def prepare_booth(
    *,
    by: str,
    server: str,
    title: str,
    organisation: str,
    languages: Sequence[str],
    secrecy: Secrecy = OPERATOR,
    help_text: str = "",
    help_url: str = "",
    rehearsal: bool = False,
    uuid: str = "",
) -> Booth:
    """A booth without polls yet. `server` is the site's address ("https://vote.example.org"); the first of
    `languages` ("en", "fr") is what the page opens in. A `rehearsal` can never be counted. `uuid`: one drawn before."""
    said = (
        {"kind": "trustees", "threshold": secrecy.threshold, "names": list(secrecy.names)}
        if secrecy.names
        else {"kind": "operator"}
    )
    booth = Booth(
        uuid=uuid or new_uuid(),
        server=server.rstrip("/"),
        title=title,
        organisation=organisation,
        languages=list(languages),
        secrecy=said,
        help_text=help_text,
        help_url=help_url,
        rehearsal=rehearsal,
    )
    booth.full_clean()
    booth.save()
    record(by=by, act="booth.prepare_booth", subject=booth.scope, details={"title": title, "rehearsal": rehearsal})
    return booth


@transaction.atomic
def prepare_poll(
    *,
    by: str,
    booth: Booth,
    election: bytes,
    trustees: bytes,
    credentials: bytes,
    title: str,
    kind: PaperKind,
    closes: datetime,
    printed: Sequence[str] = (),
    notes: Sequence[str] = (),
    instructions: str = "",
    starts: Sequence[Mapping[str, object]] = (),
    now: datetime | None = None,
) -> Poll:
    """The next poll of a booth that is not open yet, with the Setup event on its board.

    `election`, `trustees` and `credentials` are the exact bytes of election.json, trustees.json and
    public_credentials.json; its identifier is the election's `uuid` (`new_uuid`), which the codes were drawn with. The
    list of credentials, spares included, is fixed by this call. `printed` and `notes` have one text for each candidate,
    or are empty. `starts` are orders that voters may load and change, {"name", "order": candidates from 0}: in rankings
    alone. Raises `Refused` with every finding where the verifier would.
    """
    if booth.page_sha256:
        raise NotAllowed(_("This booth is open and its page is fixed. Prepare another booth for another poll."))
    if starts and kind not in {PaperKind.RANKING, PaperKind.PACKED}:
        raise NotAllowed(_("Only a ranking can begin from an order."))
    timestamp = int((now or clock.now()).timestamp())
    opening_records(timestamp, election, trustees, credentials)
    read = read_election(election)
    poll = Poll(
        booth=booth,
        position=booth.polls.count() + 1,
        uuid=read.uuid,
        fingerprint=read.fingerprint,
        timestamp=timestamp,
        title=title,
        kind=kind,
        rehearsal=booth.rehearsal,
        printed=list(printed),
        notes=list(notes),
        instructions=instructions,
        starts=list(starts),
        closes=closes,
    )
    poll.full_clean()
    poll.save()
    _append_setup(poll, election, trustees, credentials)
    record(
        by=by,
        act="booth.prepare_poll",
        subject=poll.scope,
        details={"booth": booth.uuid, "title": title, "fingerprint": poll.fingerprint},
    )
    return poll


def open_booth(*, by: str, booth: Booth, now: datetime | None = None) -> None:
    """Open every poll of the booth, and fix the page that voters are served, once and for all.

    Raises `NotAllowed` without a poll, or where one would be closed already, and `durability.NotDurable` on a database
    that may lose what it has committed.
    """
    require_durable(connections[DEFAULT_DB_ALIAS])
    with transaction.atomic():
        booth = Booth.objects.select_for_update().get(pk=booth.pk)
        polls = list(booth.polls.select_for_update().order_by("position"))
        if not polls:
            raise NotAllowed(_("This booth has no poll. Prepare one before it opens."))
        for poll in polls:
            if poll.closes <= (now or clock.now()):
                raise NotAllowed(_("%(poll)s would be closed already. Give it a later close.") % {"poll": poll.title})
            _move(poll, PollState.OPEN, only_from=PollState.PREPARED)
        booth.receipt_key = public_key()
        write_page(booth, polls)
        booth.save()
        record(by=by, act="booth.open_booth", subject=booth.scope, details={"page_sha256": booth.page_sha256})


def pause_poll(*, by: str, poll: Poll, notice: str) -> None:
    """Take no ballots until `resume_poll`; voters read the notice."""
    _change(by, "booth.pause_poll", poll, PollState.PAUSED, notice=notice)


def resume_poll(*, by: str, poll: Poll, notice: str = "") -> None:
    """Take ballots again."""
    _change(by, "booth.resume_poll", poll, PollState.OPEN, notice=notice, only_from=PollState.PAUSED)


@transaction.atomic
def tell_voters(*, by: str, poll: Poll, notice: str) -> None:
    """What voters read from now on while the poll goes on as it is; "" for nothing."""
    with held(poll) as now_held:
        if now_held.state not in {PollState.PREPARED, PollState.OPEN, PollState.PAUSED}:
            raise NotAllowed(
                _("Voters of a poll that is %(state)s are told nothing more.") % {"state": now_held.get_state_display()}
            )
        _save(poll, now_held, notice=notice)
        record(by=by, act="booth.tell_voters", subject=poll.scope, details={"notice": notice})


@transaction.atomic
def extend_poll(*, by: str, poll: Poll, closes: datetime, notice: str) -> None:
    """Close later. An earlier time is `close_poll`, which needs its own approval."""
    with held(poll) as now_held:
        if now_held.state not in {PollState.PREPARED, PollState.OPEN, PollState.PAUSED}:
            raise NotAllowed(
                _("A poll that is %(state)s cannot be extended.") % {"state": now_held.get_state_display()}
            )
        if closes <= now_held.closes:
            raise NotAllowed(_("A poll can only be extended to a later time than the one that it has."))
        _save(poll, now_held, closes=closes, notice=notice)
        record(by=by, act="booth.extend_poll", subject=poll.scope, details={"closes": closes.isoformat()})


@transaction.atomic
def close_poll(*, by: str, poll: Poll, notice: str = "") -> int:
    """End the ballots, at once and for good; how many ballots stand on the board.

    The encrypted tally is `publish_tally`, which takes its time.
    """
    with held(poll) as now_held:
        _move(now_held, PollState.CLOSED)
        event = append(now_held, "EndBallots", [])
        _save(poll, now_held, notice=notice)
        ballots = event.height - 1
        record(by=by, act="booth.close_poll", subject=poll.scope, details={"ballots": ballots, "head": event.sha256})
    return ballots


def publish_tally(*, by: str, poll: Poll, workers: Workers = THIS_PROCESS) -> SizedTally:
    """Put the encrypted tally of a closed poll on its board, from ballots whose proofs are checked once more.

    A ranking takes some 0.25 ms a ballot and core, nine marks 7.5 ms: run it in a task, with `workers`.
    """
    head = _head_of_allowed(poll, PollState.CLOSED)
    election = election_of(poll)
    listed = weights(read_credentials(datum(poll, 0, CREDENTIALS)))
    sized, data = closing_tally(election, checked_again(election, ballot_bodies(poll), workers), listed)
    with _held_at(poll, head) as now_held:
        _move(now_held, PollState.TALLIED)
        append(now_held, "EncryptedTally", data)
        _save(poll, now_held)
        record(by=by, act="booth.publish_tally", subject=poll.scope, details={"voted": sized.num_tallied})
    return sized


@transaction.atomic
def embargo(*, by: str, poll: Poll) -> None:
    """From now on the public sees of this board what stands before its first partial decryption, and no result."""
    with held(poll) as now_held:
        _save(poll, now_held, embargoed=True)
        record(by=by, act="booth.embargo", subject=poll.scope)


@transaction.atomic
def release(*, by: str, poll: Poll) -> None:
    """The whole board is public again, with its result. Raises `NotAllowed` for a voided poll."""
    with held(poll) as now_held:
        if now_held.state == PollState.VOIDED:
            raise NotAllowed(_("A voided poll is never opened to the public."))
        _save(poll, now_held, embargoed=False)
        record(by=by, act="booth.release", subject=poll.scope, details={"head": head_of(now_held).sha256})


@transaction.atomic
def void_poll(*, by: str, poll: Poll, notice: str) -> None:
    """End the poll for nothing: no more ballots, never decrypted. Its board stays public as it is."""
    _change(by, "booth.void_poll", poll, PollState.VOIDED, notice=notice)


@transaction.atomic
def refuse_credential(*, poll: Poll, public: str, why: WhyRefused) -> bool:
    """Take a credential out of use, unless a ballot of it stands on the board: then nothing is changed.

    True: from now on the booth refuses it (also where it did already). False: it has voted. No ballot can slip in
    between, as ballots are appended under the same lock. Raises `Credential.DoesNotExist` for one not on the list.
    Writes no journal entry: the caller's, which knows why, says nothing of which credential.
    """
    Credential.objects.get(poll=poll, public=public)
    with held(poll):
        if Ballot.objects.filter(poll=poll, credential=public).exists():
            return False
        RefusedCredential.objects.get_or_create(poll=poll, public=public, defaults={"why": why})
        return True


@transaction.atomic
def publish_spares(*, by: str, poll: Poll, spares: Collection[str]) -> None:
    """After the close, which credentials had been held in reserve, used or not. Once."""
    with held(poll) as now_held:
        if now_held.state in {PollState.PREPARED, PollState.OPEN, PollState.PAUSED}:
            raise NotAllowed(_("The list of spare codes is published after the close, so that it tells nobody's vote."))
        if now_held.spares is not None:
            raise NotAllowed(_("The list of spare codes is published already."))
        listed = {credential.text for credential in read_credentials(datum(poll, 0, CREDENTIALS))}
        if strange := set(spares) - listed:
            raise refused("credential-form", "spares", "credentials of the list", ", ".join(sorted(strange)[:3]))
        _save(poll, now_held, spares=sorted(spares))
        record(by=by, act="booth.publish_spares", subject=poll.scope, details={"spares": len(spares)})


def take_shuffle(*, by: str, poll: Poll, owner: int, body: bytes, workers: Workers = THIS_PROCESS) -> None:
    """A trustee's shuffle of `selectors.to_shuffle`, its proof checked. `owner` counts the trustees from 1."""
    head = _head_of_allowed(poll, PollState.TALLIED)
    before = to_shuffle(poll)
    present = [item.owner for item in owned_by(poll, "Shuffle", bodies=False)]
    checked_shuffle(election_of(poll), trustees_of(poll), before, present, owner, body, workers)
    with _held_at(poll, head) as now_held:
        append(now_held, "Shuffle", owned(owner, body))
        record(by=by, act="booth.take_shuffle", subject=poll.scope, details={"owner": owner})


@transaction.atomic
def end_shuffles(*, by: str, poll: Poll) -> None:
    """No more shuffles: the last one is decrypted. Needed where a question is a ranking, and there only."""
    _head_of_allowed(poll, PollState.TALLIED)
    with held(poll) as now_held:
        append(now_held, "EndShuffles", [])
        record(by=by, act="booth.end_shuffles", subject=poll.scope)


def take_partial_decryption(*, by: str, poll: Poll, owner: int, body: bytes, workers: Workers = THIS_PROCESS) -> None:
    """A trustee's partial decryption of `selectors.to_decrypt`, its proofs checked."""
    head = _head_of_allowed(poll, PollState.TALLIED)
    tally = to_decrypt(poll)
    present = [item.owner for item in owned_by(poll, "PartialDecryption", bodies=False)]
    checked_decryption(election_of(poll), trustees_of(poll), tally, present, owner, body, workers)
    with _held_at(poll, head) as now_held:
        append(now_held, "PartialDecryption", owned(owner, body))
        record(by=by, act="booth.take_partial_decryption", subject=poll.scope, details={"owner": owner})


def publish_result(*, by: str, poll: Poll, workers: Workers = THIS_PROCESS) -> None:
    """Combine the partial decryptions; the result stands on the board, and the poll is opened.

    A rehearsal ends as rehearsed instead, and `selectors.result_of` never gives its result away.
    """
    head = _head_of_allowed(poll, PollState.TALLIED)
    election, tally = election_of(poll), to_decrypt(poll)
    decryptions = {
        item.owner: read_decryption(election, item.body, tally) for item in owned_by(poll, "PartialDecryption")
    }
    total = sum(credential.weight for credential in read_credentials(datum(poll, 0, CREDENTIALS)))
    result: Result = combined_result(election, trustees_of(poll), decryptions, tally, total, workers)
    with _held_at(poll, head) as now_held:
        _move(now_held, PollState.REHEARSED if now_held.rehearsal else PollState.DECRYPTED)
        event = append(now_held, "Result", [write_result(election, result)])
        _save(poll, now_held)
        record(by=by, act="booth.publish_result", subject=poll.scope, details={"head": event.sha256})


def _append_setup(poll: Poll, election: bytes, trustees: bytes, credentials: bytes) -> None:
    """The Setup event, and the list of credentials as rows."""
    append(poll, "Setup", setup_data(election, trustees, credentials))
    Credential.objects.bulk_create(
        (Credential(poll=poll, public=each.text, weight=each.weight) for each in read_credentials(credentials)),
        batch_size=1000,
    )


def _move(poll: Poll, to: PollState, only_from: PollState | None = None) -> None:
    """Put a poll that is held into another state, if it may go there, perhaps from one state alone."""
    moves = REHEARSAL_MOVES if poll.rehearsal else MOVES
    if to not in moves[PollState(poll.state)] or only_from not in {None, poll.state}:
        raise NotAllowed(
            _("%(poll)s is %(state)s: it cannot become %(to)s.")
            % {"poll": poll.title, "state": poll.get_state_display(), "to": to.label}
        )
    poll.state = to
    poll.save(update_fields=["state"])


@transaction.atomic
def _change(by: str, act: str, poll: Poll, to: PollState, notice: str, only_from: PollState | None = None) -> None:
    with held(poll) as now_held:
        _move(now_held, to, only_from)
        _save(poll, now_held, notice=notice)
        record(by=by, act=act, subject=poll.scope, details={"notice": notice})


def _save(poll: Poll, now_held: Poll, **changes: object) -> None:
    """Write the changes to the row held, and let the caller's copy show how it stands now."""
    for name, value in changes.items():
        setattr(now_held, name, value)
    now_held.save(update_fields=list(changes))
    for name in ("state", "closes", "notice", "spares", "embargoed"):
        setattr(poll, name, getattr(now_held, name))


def _head_of_allowed(poll: Poll, state: PollState) -> Event:
    """The head of a poll's board, for a step that takes its time and is appended by `_held_at`."""
    poll.refresh_from_db(fields=["state"])
    if poll.state != state:
        raise NotAllowed(
            _("%(poll)s is %(state)s, and this is done while it is %(wanted)s.")
            % {"poll": poll.title, "state": poll.get_state_display(), "wanted": state.label}
        )
    return head_of(poll)


@contextmanager
def _held_at(poll: Poll, head: Event) -> Iterator[Poll]:
    """The poll held, if nothing was added to its board and nobody voided it meanwhile."""
    with held(poll) as now_held:
        if head_of(now_held).pk != head.pk or now_held.state != poll.state:
            raise NotAllowed(_("Somebody else has added to this board meanwhile. Look at it, and try again."))
        yield now_held
