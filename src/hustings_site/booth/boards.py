"""A board kept in rows: its head, what stands on it, and how a step is appended under the lock of its poll."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from django.db import transaction

from hustings.belenios.v1.archive import BLOCK, EventType, first_record, next_event, record_bytes
from hustings.belenios.v1.archive import Event as ChainedEvent
from hustings.belenios.v1.board import NEXT, Owned
from hustings.belenios.v1.election import Election, read_election
from hustings.belenios.v1.encoding import fields, number, read, string
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.steps import refused
from hustings.belenios.v1.trustees import Trustee, read_trustees
from hustings_site.booth.models import Ballot, Datum, Event, Poll

RUN = 256
"""Ballots are read so many at a time, so that no board is ever in memory as a whole."""

ELECTION, TRUSTEES, CREDENTIALS = 0, 1, 2
"""Places of the three bodies among the data of the Setup event."""


@contextmanager
def held(poll: Poll) -> Iterator[Poll]:
    """The poll as it stands now, in a transaction in which nobody else changes it or its board.

    PostgreSQL locks the row; on SQLite every transaction begins IMMEDIATE (`config/database.py`).
    """
    with transaction.atomic(savepoint=False):
        yield Poll.objects.select_for_update().get(pk=poll.pk)


def head_of(poll: Poll) -> Event:
    """The last event. Every poll has one, from its preparation on."""
    return Event.objects.filter(poll=poll).order_by("-height")[0]


def append(poll: Poll, kind: EventType, data: Sequence[bytes]) -> Event:
    """Add a step other than a ballot to the board of a poll that is `held`. Raises `Refused` out of turn."""
    head = Event.objects.filter(poll=poll).order_by("-height").first()
    stage, height = (head.type, head.height + 1) if head else ("", 0)
    if kind not in NEXT[stage]:
        raise refused("event-grammar", f"to add {kind}", " or ".join(NEXT[stage]) or "nothing more", kind)
    event = next_event(head.sha256 if head else None, height, kind, data)
    body = event.write()
    before = head.size if head else len(first_record(poll.timestamp))
    Datum.objects.bulk_create(
        Datum(poll=poll, height=height, place=place, sha256=hex_digest(each), body=each)
        for place, each in enumerate(data)
    )
    return Event.objects.create(
        poll=poll,
        height=height,
        type=kind,
        sha256=hex_digest(body),
        payload=event.payload or "",
        size=before + sum(record_size(each) for each in (*data, body)),
    )


def record_size(body: bytes) -> int:
    """Bytes that a record of this body takes in an archive."""
    return BLOCK + len(body) + -len(body) % BLOCK


def event_body(event: Event, parent: str | None) -> bytes:
    """The bytes whose hash is the event's; `parent` is the hash of the event before."""
    return ChainedEvent(parent, event.height, event.type, event.payload or None).write()


def datum(poll: Poll, height: int, place: int) -> bytes:
    """The body of one datum."""
    return bytes(Datum.objects.values_list("body", flat=True).get(poll=poll, height=height, place=place))


def election_of(poll: Poll) -> Election:
    """The election of the exact bytes that voters and trustees bind themselves to."""
    return _election(poll.pk, poll.fingerprint)


@lru_cache(maxsize=64)
def _election(poll: int, fingerprint: str) -> Election:
    election = read_election(datum(Poll(pk=poll), 0, ELECTION))
    assert election.fingerprint == fingerprint
    return election


def trustees_of(poll: Poll) -> tuple[Trustee, ...]:
    """The trustees of the poll."""
    return read_trustees(election_of(poll).group, datum(poll, 0, TRUSTEES))


def ballot_bodies(poll: Poll) -> Iterator[list[bytes]]:
    """The bodies of all ballots in board order, in runs."""
    after = 0
    while run := list(
        Ballot.objects.filter(poll=poll, number__gt=after).order_by("number").values_list("number", "body")[:RUN]
    ):
        yield [bytes(body) for _, body in run]
        after = run[-1][0]


def owned_by(poll: Poll, kind: EventType, *, bodies: bool = True) -> list[Owned]:
    """The shuffles or partial decryptions on the board, in order; their bodies left empty unless they are wanted."""
    found = []
    for height in Event.objects.filter(poll=poll, type=kind).order_by("height").values_list("height", flat=True):
        stated = fields(read(datum(poll, height, 1)), ("owner", "payload"))
        body = datum(poll, height, 0) if bodies else b""
        found.append(Owned(number(stated["owner"]), string(stated["payload"]), body))
    return found


def step_at(poll: Poll, kind: EventType) -> int:
    """The height of the one event of this type. Raises `Refused` where the board has not come so far."""
    height = Event.objects.filter(poll=poll, type=kind).values_list("height", flat=True).first()
    if height is None:
        raise refused("event-grammar", "board", kind, head_of(poll).type)
    return height


def archive(poll: Poll, upto: Event | None = None) -> Iterator[bytes]:
    """The archive UUID.bel as it stands now, or up to an event, in pieces; `head_of(poll).size` bytes together."""
    last = upto or head_of(poll)
    yield first_record(poll.timestamp)
    after, parent = -1, None
    while after < last.height:
        run = list(Event.objects.filter(poll=poll, height__gt=after, height__lte=last.height).order_by("height")[:RUN])
        until = run[-1].height
        ballots = dict(
            Ballot.objects.filter(poll=poll, number__gt=after, number__lte=until).values_list("number", "body")
        )
        data: dict[int, list[int]] = {}
        others = Datum.objects.filter(poll=poll, height__gt=after, height__lte=until).order_by("height", "place")
        for height, place in others.values_list("height", "place"):
            data.setdefault(height, []).append(place)
        pieces = []
        for event in run:
            if event.height in ballots:
                pieces.append(record_bytes("data", bytes(ballots[event.height]), poll.timestamp))
            for place in data.get(event.height, ()):
                yield b"".join(pieces)
                pieces = [record_bytes("data", datum(poll, event.height, place), poll.timestamp)]
            pieces.append(record_bytes("event", event_body(event, parent), poll.timestamp))
            parent = event.sha256
        yield b"".join(pieces)
        after = until
