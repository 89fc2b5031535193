"""What is asked of the database for each ballot, written out: putting these questions together costs ten times what
asking them does. The tables are those of `models`; every name in them is this room's own.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper

from hustings_site.booth.models import Poll

_POLL = """
SELECT poll.id, poll.uuid, poll.fingerprint, poll.state, poll.closes, poll.notice, poll.rehearsal
FROM booth_poll poll JOIN booth_booth booth ON booth.id = poll.booth_id
WHERE poll.uuid = %s AND booth.uuid = %s
"""
_BEFORE = """
SELECT
  (SELECT number FROM booth_ballot WHERE poll_id = %s AND sha256 = %s),
  EXISTS (SELECT 1 FROM booth_credential WHERE poll_id = %s AND public = %s),
  EXISTS (SELECT 1 FROM booth_refusedcredential WHERE poll_id = %s AND public = %s)
"""
_LOCK = "SELECT state FROM booth_poll WHERE id = %s"
_HEAD = "SELECT height, sha256, size FROM booth_event WHERE poll_id = %s ORDER BY height DESC LIMIT 1"
_EVENT_AT = "SELECT sha256 FROM booth_event WHERE poll_id = %s AND height = %s"
_STANDING = "SELECT sha256, number FROM booth_ballot WHERE poll_id = %s AND sha256 IN ({places})"
_REFUSED = "SELECT public FROM booth_refusedcredential WHERE poll_id = %s AND public IN ({places})"
_ADD_EVENTS = "INSERT INTO booth_event (poll_id, height, type, sha256, payload, size) VALUES {places}"
_ADD_BALLOTS = "INSERT INTO booth_ballot (poll_id, number, sha256, credential, body) VALUES {places}"


class Before(NamedTuple):
    """What there is of a ballot before its proofs are checked: its number if it stands on the board, and whether its
    credential is on the list, and refused."""

    number: int | None
    listed: bool
    refused: bool


class Head(NamedTuple):
    """The last event: its height and hash, and how many bytes the archive has with it."""

    height: int
    sha256: str
    size: int


class EventRow(NamedTuple):
    """An event to be added."""

    poll: int
    height: int
    type: str
    sha256: str
    payload: str
    size: int


class BallotRow(NamedTuple):
    """A ballot to be added."""

    poll: int
    number: int
    sha256: str
    credential: str
    body: bytes


def poll_to_vote_in(booth: str, poll: str) -> Poll | None:
    """The poll of these identifiers as it stands now, with what casting needs to know of it."""
    return next(iter(Poll.objects.raw(_POLL, [poll, booth])), None)


def before(poll: Poll, sha256: str, credential: str) -> Before:
    """What there is already of a ballot of this hash, and of its credential."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_BEFORE, [poll.pk, sha256, poll.pk, credential, poll.pk, credential])
        number, listed, refused = cursor.fetchone()
    return Before(number, bool(listed), bool(refused))


def event_at(poll: Poll, height: int) -> str:
    """The hash of the event at a height that the board has."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_EVENT_AT, [poll.pk, height])
        return str(cursor.fetchone()[0])


def lock(cursor: CursorWrapper, poll: Poll) -> str:
    """Hold the poll until the transaction ends (on SQLite it began IMMEDIATE); its state."""
    wait = " FOR UPDATE" if cursor.db.features.has_select_for_update else ""
    cursor.execute(_LOCK + wait, [poll.pk])
    return str(cursor.fetchone()[0])


def head(cursor: CursorWrapper, poll: Poll) -> Head:
    """The last event of the board."""
    cursor.execute(_HEAD, [poll.pk])
    return Head(*cursor.fetchone())


def standing(cursor: CursorWrapper, poll: Poll, hashes: Collection[str]) -> dict[str, int]:
    """The numbers of those ballots, by their hash, that stand on the board already."""
    cursor.execute(_STANDING.format(places=_places(len(hashes))), [poll.pk, *hashes])
    return dict(cursor.fetchall())


def refused(cursor: CursorWrapper, poll: Poll, credentials: Collection[str]) -> set[str]:
    """Those of the credentials that are out of use."""
    cursor.execute(_REFUSED.format(places=_places(len(credentials))), [poll.pk, *credentials])
    return {public for (public,) in cursor.fetchall()}


def add(cursor: CursorWrapper, events: Sequence[EventRow], ballots: Sequence[BallotRow]) -> None:
    """Put ballots and their events on the board."""
    for statement, rows in ((_ADD_EVENTS, events), (_ADD_BALLOTS, ballots)):
        places = ", ".join(f"({_places(len(row))})" for row in rows)
        cursor.execute(statement.format(places=places), [value for row in rows for value in row])


def _places(count: int) -> str:
    return ", ".join(["%s"] * count)
