"""Belenios spec 3.1, section 4.4: an archive as the steps of one election, and the grammar of its events.

    Setup Ballot* EndBallots EncryptedTally (Shuffle+ EndShuffles)? PartialDecryption+ Result

The reference tool does not enforce this order; we do. An archive may stop after any event: then it is verified so far.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hustings.belenios.v1.archive import Archive, Event, Record, read_event
from hustings.belenios.v1.encoding import Malformed, digest, fields, number, read
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.tally import SizedTally, read_sized_tally

NEXT: dict[str, tuple[str, ...]] = {
    "": ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("Shuffle", "PartialDecryption"),
    "Shuffle": ("Shuffle", "EndShuffles"),
    "EndShuffles": ("PartialDecryption",),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}
"""Which events may follow which."""


@dataclass(frozen=True, slots=True)
class Owned:
    """What a trustee published: its owner index, and the hash and body of the shuffle or partial decryption."""

    owner: int
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Setup:
    """The bodies that the Setup event points to."""

    election: bytes
    trustees: bytes
    credentials: bytes
    certificate: bytes | None


@dataclass(slots=True)
class Board:
    """The bodies of an election in their order; None or empty where the archive has not come so far."""

    archive: Archive
    setup: Setup | None = None
    ballots: list[str] = field(default_factory=list)
    """Hashes of the ballots, in board order; bodies by `body`."""
    closed: bool = False
    tally: bytes | None = None
    sized_tally: SizedTally | None = None
    shuffles: list[Owned] = field(default_factory=list)
    mixed: bool = False
    decryptions: list[Owned] = field(default_factory=list)
    result: bytes | None = None
    events: int = 0
    last_event: str | None = None
    stage: str = ""
    """Type of the last legal event."""
    data: dict[str, Record] = field(default_factory=dict)
    """Data records by their hash."""

    def body(self, hash_: str) -> bytes:
        """The body of a data record by its hash."""
        return self.archive.body(self.data[hash_])


class _Missing(ValueError):
    """A hash that no earlier record has."""


def read_board(archive: Archive) -> tuple[Board, list[Finding]]:
    """The steps of an archive, with every rule on events and their order that does not hold. Never raises."""
    findings: list[Finding] = []
    board = Board(archive)
    waiting: list[str] = []
    parent: str | None = None
    for record in archive.records:
        if record.kind == "data":
            waiting.append(record.digest)
            board.data[record.digest] = record
            continue
        where = f"event {board.events} ({record.digest[:8]}...)"
        try:
            event = read_event(archive.body(record))
        except Malformed as error:
            findings.append(Finding("event-form", where, "an event", str(error)))
        else:
            where = f"event {board.events} ({event.type})"
            findings += _chain_findings(event, board.events, parent, where)
            findings += take(board, event, waiting, where)
        waiting = []
        board.events += 1
        board.last_event = parent = record.digest
    if waiting:
        findings.append(
            Finding("archive-order", "end of archive", "an event last", f"{len(waiting)} data records after it")
        )
    if not board.events:
        findings.append(Finding("event-grammar", "archive", "a Setup event", "no event"))
    return board, findings


def _chain_findings(event: Event, place: int, parent: str | None, where: str) -> list[Finding]:
    found = []
    if event.height != place:
        found.append(Finding("event-height", where, str(place), str(event.height)))
    if event.parent != parent:
        found.append(Finding("event-parent", where, str(parent), str(event.parent)))
    return found


def take(board: Board, event: Event, waiting: Sequence[str], where: str) -> list[Finding]:
    """Put an event on the board if it may stand here; `waiting` are the hashes of the data written before it."""
    if event.type not in NEXT[board.stage]:
        allowed = " or ".join(NEXT[board.stage]) or "nothing"
        return [Finding("event-grammar", where, f"{allowed} after {board.stage or 'the start'}", event.type)]
    board.stage = event.type
    if event.payload is None:
        board.closed |= event.type == "EndBallots"
        board.mixed |= event.type == "EndShuffles"
        return _order(waiting, [], where)
    try:
        written = _STEPS[event.type](board, event.payload)
    except _Missing as error:
        return [Finding("archive-missing", where, f"record {error}.data.json before it", "none")]
    except Malformed as error:
        return [Finding("event-payload", where, "the payload of such an event", str(error))]
    return _order(waiting, written, where)


def _order(waiting: Sequence[str], written: Sequence[str], where: str) -> list[Finding]:
    if list(waiting) == list(written):
        return []
    expected, got = (", ".join(hash_[:8] for hash_ in hashes) or "none" for hashes in (written, waiting))
    return [Finding("archive-order", where, f"data records {expected} before it", got)]


def _find(board: Board, hash_: str) -> bytes:
    if hash_ not in board.data:
        raise _Missing(hash_)
    return board.body(hash_)


def _take_setup(board: Board, payload: str) -> list[str]:
    found = fields(read(_find(board, payload)), ("election", "trustees", "credentials"), ("credentials_certificate",))
    links = [digest(link) for link in found.values()]
    bodies = [_find(board, link) for link in links]
    board.setup = Setup(bodies[0], bodies[1], bodies[2], bodies[3] if len(bodies) == 4 else None)
    return [*links, payload]


def _take_ballot(board: Board, payload: str) -> list[str]:
    _find(board, payload)
    board.ballots.append(payload)
    return [payload]


def _take_tally(board: Board, payload: str) -> list[str]:
    sized = read_sized_tally(_find(board, payload))
    board.tally = _find(board, sized.encrypted_tally)
    board.sized_tally = sized
    return [sized.encrypted_tally, payload]


def _take_owned(board: Board, payload: str, into: list[Owned]) -> list[str]:
    found = fields(read(_find(board, payload)), ("owner", "payload"))
    owner, link = number(found["owner"]), digest(found["payload"])
    into.append(Owned(owner, link, _find(board, link)))
    return [link, payload]


def _take_result(board: Board, payload: str) -> list[str]:
    board.result = _find(board, payload)
    return [payload]


_STEPS: dict[str, Callable[[Board, str], list[str]]] = {
    "Setup": _take_setup,
    "Ballot": _take_ballot,
    "EncryptedTally": _take_tally,
    "Shuffle": lambda board, payload: _take_owned(board, payload, board.shuffles),
    "PartialDecryption": lambda board, payload: _take_owned(board, payload, board.decryptions),
    "Result": _take_result,
}
