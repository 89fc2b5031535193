"""Belenios spec 3.1, section 4.4: the archive UUID.bel, its records and its hash-chained events.

Records of 512-byte blocks in the manner of tar, append-only, without end-of-archive blocks, named by the hash of what
they carry. Each event names its parent's hash, so the last event's hash stands for the whole board.
"""

import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from hustings.belenios.v1.encoding import Json, Malformed, digest, fields, number, read, string, write
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.hashing import hex_digest

BLOCK = 512
Kind = Literal["data", "event"]
EventType = Literal[
    "Setup", "Ballot", "EndBallots", "EncryptedTally", "Shuffle", "EndShuffles", "PartialDecryption", "Result"
]
WITH_PAYLOAD: tuple[str, ...] = ("Setup", "Ballot", "EncryptedTally", "Shuffle", "PartialDecryption", "Result")
WITHOUT_PAYLOAD: tuple[str, ...] = ("EndBallots", "EndShuffles")
_NAME = re.compile(r"([0-9a-f]{64})\.(data|event)\.json")


class ArchiveError(ValueError):
    """An archive that cannot be added to."""


@dataclass(frozen=True, slots=True)
class Record:
    """Where a record's body stands in the archive."""

    kind: Kind
    digest: str
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Event:
    """A link of the chain."""

    parent: str | None
    height: int
    type: str
    payload: str | None

    def write(self) -> bytes:
        """The body of the record."""
        value: dict[str, Json] = {} if self.parent is None else {"parent": self.parent}
        value |= {"height": self.height, "type": self.type}
        return write(value if self.payload is None else {**value, "payload": self.payload})


def read_event(body: bytes) -> Event:
    """An event, with a payload exactly where its type has one."""
    found = fields(read(body), ("height", "type"), ("parent", "payload"), ("parent", "height", "type", "payload"))
    kind = string(found["type"])
    if kind not in WITH_PAYLOAD + WITHOUT_PAYLOAD:
        raise Malformed(f"an event of type {kind!r:.40} is not known")
    if ("payload" in found) != (kind in WITH_PAYLOAD):
        raise Malformed(f"an event {kind} has {'a' if kind in WITH_PAYLOAD else 'no'} payload")
    return Event(
        digest(found["parent"]) if "parent" in found else None,
        number(found["height"]),
        kind,
        digest(found["payload"]) if "payload" in found else None,
    )


@dataclass(frozen=True, slots=True)
class Archive:
    """The records of a scanned archive, in order; bodies are read where they are needed."""

    data: "bytes | mmap.mmap"
    timestamp: int
    records: tuple[Record, ...]

    def body(self, record: Record) -> bytes:
        """The bytes of a record."""
        return self.data[record.start : record.start + record.size]


def header(name: str, size: int, timestamp: int) -> bytes:
    """The one header block that a record of this name, size and time may have."""
    block = bytearray(BLOCK)
    for at, text in (
        (0, name),
        (100, "0000644"),
        (108, "0000000"),
        (116, "0000000"),
        (124, f"{size:011o}"),
        (136, f"{timestamp:011o}"),
        (148, " " * 8),
        (156, "0"),
    ):
        block[at : at + len(text)] = text.encode()
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    return bytes(block)


def _padding(size: int) -> int:
    return -size % BLOCK


def first_record(timestamp: int) -> bytes:
    """Header, body and padding of the record that opens every archive."""
    body = write({"version": 1, "timestamp": str(timestamp)})
    return header("BELENIOS", len(body), timestamp) + body + bytes(_padding(len(body)))


def record_bytes(kind: Kind, body: bytes, timestamp: int) -> bytes:
    """Header, body and padding of a record."""
    return header(f"{hex_digest(body)}.{kind}.json", len(body), timestamp) + body + bytes(_padding(len(body)))


def open_archive(path: Path) -> "bytes | mmap.mmap":
    """The bytes of an archive on disk, mapped so that a large one is not read into memory at once."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def scan(data: "bytes | mmap.mmap") -> tuple[Archive, list[Finding]]:
    """The records that can be read, and every rule of the container that does not hold. Never raises."""
    records: list[Record] = []
    findings: list[Finding] = []
    timestamp = -1
    for place, (name, start, size, time) in enumerate(_blocks(data, findings)):
        where = f"record {place} ({name[:8]}...{name[64:]})" if place else "record 0"
        body = data[start : start + size]
        if place == 0:
            timestamp = time
            if name != "BELENIOS" or body != write({"version": 1, "timestamp": str(time)}):
                expected = f'BELENIOS with {{"version":1,"timestamp":"{time}"}}'
                findings.append(Finding("archive-first-record", where, expected, f"{name} with {body[:80]!r}"))
                if name != "BELENIOS":
                    break
            continue
        if time != timestamp:
            findings.append(Finding("archive-timestamp", where, str(timestamp), str(time)))
        match = _NAME.fullmatch(name)
        actual = hex_digest(body)
        if match is None or match[1] != actual:
            findings.append(Finding("archive-record-name", where, f"{actual}.data.json or .event.json", name))
        if match is not None:
            records.append(Record("data" if match[2] == "data" else "event", actual, start, size))
    if not records and not findings:
        findings.append(Finding("archive-first-record", "archive", "records", "none"))
    return Archive(data, timestamp, tuple(records)), findings


def _blocks(data: "bytes | mmap.mmap", findings: list[Finding]) -> Iterator[tuple[str, int, int, int]]:
    """Name, start and size of body, and time of each record, as far as headers can be read."""
    at, place, length = 0, 0, len(data)
    while at < length:
        block = data[at : at + BLOCK]
        where = f"record {place} at byte {at}"
        try:
            name = block[:100].rstrip(b"\0").decode("ascii")
            size, time = int(block[124:135], 8), int(block[136:147], 8)
            canonical = header(name, size, time) if size >= 0 and time >= 0 else b""
        except ValueError:
            canonical = b""
        if block != canonical:
            findings.append(
                Finding("archive-header", where, "the header that its own name, size and time give", "another")
            )
            return
        start = at + BLOCK
        end = start + size + _padding(size)
        if end > length:
            findings.append(Finding("archive-truncated", where, f"{end} bytes", f"{length}"))
            return
        if any(data[start + size : end]):
            findings.append(Finding("archive-padding", where, "zero bytes after the body", "others"))
        yield name, start, size, time
        at, place = end, place + 1


class ArchiveWriter:
    """Adds events, with their data, to an archive; each step is written whole and flushed."""

    def __init__(self, file: BinaryIO, timestamp: int, parent: str | None, height: int) -> None:
        self._file = file
        self._timestamp = timestamp
        self._parent = parent
        self._height = height

    @classmethod
    def create(cls, file: BinaryIO, timestamp: int) -> "ArchiveWriter":
        """A new archive; `timestamp` is in seconds and is every record's."""
        file.write(first_record(timestamp))
        file.flush()
        return cls(file, timestamp, None, 0)

    @classmethod
    def resume(cls, file: BinaryIO, archive: Archive) -> "ArchiveWriter":
        """Continue an archive that was scanned without findings; `file` stands at its end."""
        last = next((record for record in reversed(archive.records) if record.kind == "event"), None)
        if last is None:
            return cls(file, archive.timestamp, None, 0)
        return cls(file, archive.timestamp, last.digest, read_event(archive.body(last)).height + 1)

    def add(self, kind: EventType, data: Sequence[bytes] = ()) -> str:
        """Write the data, in the order of the specification, then the event that points to the last. Its hash."""
        event = next_event(self._parent, self._height, kind, data).write()
        self._file.write(step_bytes(data, event, self._timestamp))
        self._file.flush()
        self._parent = hex_digest(event)
        self._height += 1
        return self._parent


def next_event(parent: str | None, height: int, kind: EventType, data: Sequence[bytes]) -> Event:
    """The event of a step with these data, in the order of the specification, after the event of hash `parent`."""
    payload = hex_digest(data[-1]) if data else None
    if (payload is not None) != (kind in WITH_PAYLOAD):
        raise ArchiveError(f"an event {kind} {'needs a' if kind in WITH_PAYLOAD else 'has no'} payload")
    return Event(parent, height, kind, payload)


def step_bytes(data: Sequence[bytes], event: bytes, timestamp: int) -> bytes:
    """The records of one step: its data, then its event."""
    records = [record_bytes("data", body, timestamp) for body in data]
    return b"".join([*records, record_bytes("event", event, timestamp)])


def setup_data(election: bytes, trustees: bytes, credentials: bytes, certificate: bytes | None = None) -> list[bytes]:
    """The data of a Setup event, in order."""
    links: dict[str, Json] = {
        "election": hex_digest(election),
        "trustees": hex_digest(trustees),
        "credentials": hex_digest(credentials),
    }
    before = [election, trustees, credentials]
    if certificate is not None:
        links["credentials_certificate"] = hex_digest(certificate)
        before.append(certificate)
    return [*before, write(links)]


def owned(owner: int, body: bytes) -> list[bytes]:
    """The data of a Shuffle or PartialDecryption event of this owner, in order."""
    return [body, write({"owner": owner, "payload": hex_digest(body)})]


def compare(earlier: Archive, later: Archive) -> list[Finding]:
    """What an earlier copy of the board had and the later one has not, or elsewhere; nothing on an honest board."""
    found = []
    for place, record in enumerate(earlier.records):
        other = later.records[place] if place < len(later.records) else None
        if other is None or (other.kind, other.digest) != (record.kind, record.digest):
            got = "the board ends before" if other is None else f"{other.digest}.{other.kind}.json"
            found.append(Finding("archive-prefix", f"record {place + 1}", f"{record.digest}.{record.kind}.json", got))
    if earlier.timestamp != later.timestamp:
        found.append(Finding("archive-prefix", "record 0", str(earlier.timestamp), str(later.timestamp)))
    return found
