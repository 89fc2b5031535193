"""Taking a ballot: its proofs are checked by whoever brings it, and ballots that wait for the head share one flush.

Each thread checks its own ballot outside every lock. Then it stands in the line of its poll: the first in line takes
everybody who waits, appends all their ballots in one transaction, commits, which flushes to disk, and only then is
anyone answered. While it does so the next ones gather. Several server processes each have their line; between them the
lock of the poll's row decides (`boards.held`). See docs/decisions/0090-ballots-share-a-flush.md.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from hustings.belenios.v1.archive import next_event
from hustings.belenios.v1.ballots import claimed_credential, tracker
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.hashing import base64_of_hex, hex_digest
from hustings.belenios.v1.steps import Refused, checked_ballot
from hustings_site.booth import statements
from hustings_site.booth.boards import election_of, record_size
from hustings_site.booth.durability import require_durable
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.booth.receipts import Receipt, receipt
from hustings_site.booth.statements import BallotRow, EventRow
from hustings_site.journal import clock


class NotOpen(ValueError):
    """A ballot for a poll that takes none now; the message says why."""


class CredentialRefused(ValueError):
    """A ballot of a credential that was taken out of use; the message says so."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The answer to a ballot: its receipt, and whether it is new on the board."""

    receipt: Receipt
    new: bool


@dataclass(slots=True)
class _Waiting:
    """A checked ballot that waits for its place."""

    body: bytes
    sha256: str
    credential: str
    outcome: "Cast | Exception | None" = None


@dataclass(slots=True)
class _Line:
    """Who waits for the head of one board, in this process."""

    head: Lock = field(default_factory=Lock)
    entry: Lock = field(default_factory=Lock)
    waiting: list[_Waiting] = field(default_factory=list)


_one_checks = Lock()
"""Threads of one process that check at the same time only take the interpreter from each other, at each of a hundred
multiplications; the cores of a machine are used by its processes."""
_lines: defaultdict[int, _Line] = defaultdict(_Line)


def cast(*, poll: Poll, body: bytes, now: datetime | None = None) -> Cast:
    """Take a ballot, and answer once it is on disk.

    The same body again gives the same receipt, whenever it comes. A credential may vote again until the close; its last
    ballot counts. Raises `NotOpen`, `CredentialRefused`, or `Refused` with every finding of the ballot.
    """
    sha256 = hex_digest(body)
    credential = _claimed(body)
    found = statements.before(poll, sha256, credential)
    if found.number is not None:
        return Cast(_receipt(poll, sha256, found.number, statements.event_at(poll, found.number)), new=False)
    _require_open(poll, now or clock.now())
    if not found.listed:
        raise Refused([Finding("ballot-credential", tracker(body), "a credential of the list", credential[:80])])
    if found.refused:
        raise _out_of_use()
    with _one_checks:
        checked_ballot(election_of(poll), body, credential.__eq__)
    return _stand_in_line(poll, _Waiting(body, sha256, credential))


def _require_open(poll: Poll, now: datetime) -> None:
    if poll.state in {PollState.OPEN, PollState.PAUSED} and now >= poll.closes:
        raise NotOpen(_("This poll has closed: your ballot came too late and was not taken."))
    if poll.state == PollState.PAUSED:
        raise NotOpen(_("This poll is paused and takes no ballots at the moment. %(notice)s") % {"notice": poll.notice})
    if poll.state == PollState.VOIDED:
        raise NotOpen(_("This poll was voided: no ballot of it will be counted. %(notice)s") % {"notice": poll.notice})
    if poll.state == PollState.PREPARED:
        raise NotOpen(_("This poll is not open yet."))
    if poll.state != PollState.OPEN:
        raise NotOpen(_("This poll has closed: your ballot came too late and was not taken."))


def _claimed(body: bytes) -> str:
    """The credential that the ballot names: it is looked up before the work of the proofs is begun."""
    try:
        return claimed_credential(body)
    except Malformed as error:
        raise Refused([Finding("ballot-form", tracker(body), "a ballot", str(error))]) from None


def _out_of_use() -> CredentialRefused:
    return CredentialRefused(
        _(
            "This voting code is out of use: another code took its place, its holder asked to vote on paper, or may "
            "not vote on screen any more by a decision on the roll."
        )
    )


def _stand_in_line(poll: Poll, mine: _Waiting) -> Cast:
    line = _lines[poll.pk]
    with line.entry:
        line.waiting.append(mine)
    with line.head:
        if mine.outcome is None:
            with line.entry:
                together, line.waiting = line.waiting, []
            _append_together(poll, together)
    if isinstance(mine.outcome, Exception):
        raise mine.outcome
    assert mine.outcome is not None
    return mine.outcome


def _append_together(poll: Poll, together: Sequence[_Waiting]) -> None:
    """Give everybody an outcome; a ballot is only answered for once the transaction is committed."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        require_durable(connection)
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            outcomes = _append(cursor, poll, together)
    except Exception as error:  # whatever it was, everybody who waits has to hear it
        for each in together:
            each.outcome = error
        raise
    for each in together:
        each.outcome = outcome = outcomes[each.sha256]
        if isinstance(outcome, Cast):
            outcomes[each.sha256] = replace(outcome, new=False)  # the same bytes may wait twice: new is the first


def _append(cursor: CursorWrapper, poll: Poll, together: Sequence[_Waiting]) -> dict[str, Cast | Exception]:
    """Put the ballots on the board under the lock of the poll; the outcome of each, by its hash.

    Whether a ballot came before the close was decided when it arrived; whether the poll is closed is decided here.
    """
    if statements.lock(cursor, poll) != PollState.OPEN:
        return _none_taken(poll, together)
    by_hash = {each.sha256: each for each in together}
    standing = statements.standing(cursor, poll, by_hash)
    refused = statements.refused(cursor, poll, {each.credential for each in together})
    height, parent, size = statements.head(cursor, poll)
    outcomes: dict[str, Cast | Exception] = {}
    events, ballots = [], []
    for sha256, each in by_hash.items():
        if sha256 in standing:
            number = standing[sha256]
            outcomes[sha256] = Cast(_receipt(poll, sha256, number, statements.event_at(poll, number)), new=False)
            continue
        if each.credential in refused:
            outcomes[sha256] = _out_of_use()
            continue
        height += 1
        event = next_event(parent, height, "Ballot", [each.body]).write()
        parent = hex_digest(event)
        size += record_size(each.body) + record_size(event)
        events.append(EventRow(poll.pk, height, "Ballot", parent, sha256, size))
        ballots.append(BallotRow(poll.pk, height, sha256, each.credential, each.body))
        outcomes[sha256] = Cast(_receipt(poll, sha256, height, parent), new=True)
    if ballots:
        statements.add(cursor, events, ballots)
    return outcomes


def _none_taken(poll: Poll, together: Sequence[_Waiting]) -> dict[str, Cast | Exception]:
    """The poll was paused, closed or voided while these ballots were checked."""
    poll.refresh_from_db(fields=["state", "closes", "notice"])
    try:
        _require_open(poll, poll.closes - timedelta(microseconds=1))
    except NotOpen as error:
        return {each.sha256: error for each in together}
    raise AssertionError(poll.state)


def _receipt(poll: Poll, sha256: str, number: int, head: str) -> Receipt:
    return receipt(poll=poll.uuid, tracker=base64_of_hex(sha256), position=number, head=head)
