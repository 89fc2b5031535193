"""The container: one way to write a record, every fault named with the record that has it."""

import io
from pathlib import Path
from typing import Any

import pytest

from hustings.belenios.v1.archive import (
    ArchiveError,
    ArchiveWriter,
    Event,
    compare,
    first_record,
    header,
    read_event,
    record_bytes,
    scan,
)
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.findings import Finding


def rebuilt(body: bytes) -> bytes:
    archive, _ = scan(body)
    records = (record_bytes(record.kind, archive.body(record), archive.timestamp) for record in archive.records)
    return first_record(archive.timestamp) + b"".join(records)


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_archive_of_the_tool_is_written_again_byte_for_byte(letter: str, genuine: dict[str, Path]) -> None:
    [path] = genuine[letter].glob("*.bel")
    assert rebuilt(path.read_bytes()) == path.read_bytes()


def test_header_has_every_field_in_its_place() -> None:
    block = header("BELENIOS", 38, 1795285304)
    assert len(block) == 512
    assert block[:9] == b"BELENIOS\0"
    assert block[100:160] == b"0000644\x000000000\x000000000\x0000000000046\x0015300360470\x00005706\x00 0\0\0\0"
    assert block[160:] == bytes(352)


def findings(body: bytes) -> list[tuple[str, str]]:
    return [(finding.check, finding.subject) for finding in scan(body)[1]]


def test_faults_name_the_record(made: dict[str, Any]) -> None:
    body = made["summed"].body
    archive, _ = scan(body)
    third = archive.records[2]
    name = f"record 3 ({third.digest[:8]}....data.json)"
    start = third.start
    assert findings(body) == []
    assert findings(b"") == [("archive-first-record", "archive")]
    assert findings(body[512:])[0][0] == "archive-header"
    assert findings(body[: start + 3]) == [("archive-truncated", f"record 3 at byte {start - 512}")]
    assert findings(body[: start - 500]) == [("archive-header", f"record 3 at byte {start - 512}")]
    padded = body[: start + third.size] + b"x" + body[start + third.size + 1 :]
    assert findings(padded) == [("archive-padding", f"record 3 at byte {start - 512}")]
    other = body[:start] + bytes([body[start] ^ 1]) + body[start + 1 :]
    assert findings(other) == [("archive-record-name", name)]
    assert findings(body + bytes(512)) == [("archive-header", f"record {len(archive.records) + 1} at byte {len(body)}")]


def test_negative_sizes_and_times_are_no_header(made: dict[str, Any]) -> None:
    for size, timestamp in ((-1, 1795000000), (5, -1)):
        assert findings(made["summed"].body + header("x", size, timestamp))[0][0] == "archive-header"


def test_ustar_magic_is_no_header(made: dict[str, Any]) -> None:
    body = bytearray(made["summed"].body)
    body[257:262] = b"ustar"
    assert findings(bytes(body)) == [("archive-header", "record 0 at byte 0")]


def test_writer_continues_the_chain_of_what_it_resumes() -> None:
    file = io.BytesIO()
    writer = ArchiveWriter.create(file, 7)
    writer.add("Setup", [b"1", b"2"])
    whole = io.BytesIO(file.getvalue())
    whole.seek(0, io.SEEK_END)
    resumed = ArchiveWriter.resume(whole, scan(file.getvalue())[0])
    assert resumed.add("EndBallots") == writer.add("EndBallots")
    assert whole.getvalue() == file.getvalue()
    events = [record for record in scan(file.getvalue())[0].records if record.kind == "event"]
    archive = scan(file.getvalue())[0]
    assert read_event(archive.body(events[1])) == Event(events[0].digest, 1, "EndBallots", None)


def test_payload_stands_exactly_where_the_type_has_one() -> None:
    writer = ArchiveWriter.create(io.BytesIO(), 7)
    with pytest.raises(ArchiveError, match="Ballot needs a payload"):
        writer.add("Ballot")
    with pytest.raises(ArchiveError, match="EndBallots has no payload"):
        writer.add("EndBallots", [b"1"])
    for body in (b'{"height":0,"type":"Setup"}', b'{"height":0,"type":"EndBallots","payload":"' + b"0" * 64 + b'"}'):
        with pytest.raises(Malformed, match="payload"):
            read_event(body)
    with pytest.raises(Malformed, match="not known"):
        read_event(b'{"height":0,"type":"Other"}')


def test_comparison_names_what_was_removed_or_moved(made: dict[str, Any]) -> None:
    body = made["summed"].body
    earlier, _ = scan(body)
    first = earlier.records[0].digest
    assert compare(earlier, earlier) == []
    assert compare(scan(body[: earlier.records[4].start - 512])[0], earlier) == []
    removed = compare(earlier, scan(body[: earlier.records[-1].start - 512])[0])
    expected = f"{earlier.records[-1].digest}.event.json"
    place = f"record {len(earlier.records)}"
    assert removed == [Finding("archive-prefix", place, expected, "the board ends before")]
    forge = made["summed"].forge()
    forge.of("Setup").order = (1, 0, 2, 3)
    moved = compare(earlier, scan(forge.build())[0])
    assert [finding.subject for finding in moved] == ["record 1", "record 2"]
    assert moved[1].got == f"{first}.data.json"
