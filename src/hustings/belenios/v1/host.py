"""What runs a board: opens it, takes ballots, closes it, takes shuffles and partial decryptions, gives the result.

Nothing is appended that the verifier would refuse; each step is on disk before the call returns. A board that was
interrupted in the middle of a step is continued from its last whole step.
"""

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Self

from hustings.belenios.v1.archive import (
    BLOCK,
    ArchiveWriter,
    Event,
    EventType,
    Record,
    open_archive,
    owned,
    scan,
    setup_data,
)
from hustings.belenios.v1.ballots import CheckedBallot, check_ballot, check_ballots, tracker
from hustings.belenios.v1.board import Board, read_board, take
from hustings.belenios.v1.credentials import read_credentials
from hustings.belenios.v1.credentials import weights as credential_weights
from hustings.belenios.v1.decryption import (
    PartialDecryption,
    broken_factors,
    combine,
    missing_trustees,
    opened_tally,
    read_decryption,
)
from hustings.belenios.v1.election import Election, read_election
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import Ciphertext, NotInGroup
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.result import Result, decode_result, read_result, write_result
from hustings.belenios.v1.shuffle import Shuffle, broken_equations, read_shuffle
from hustings.belenios.v1.tally import SizedTally, Tally, counted_ballots, encrypted_tally, read_tally, write_tally
from hustings.belenios.v1.trustees import Trustee, owners, read_trustees
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

_RUN = 64


class Refused(ValueError):
    """Something that may not stand on the board; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{f.check} ({f.subject}): expected {f.expected}, got {f.got}" for f in findings))
        self.findings = tuple(findings)


class BoardInUse(ValueError):
    """A board that another process has open."""


def _refuse(check: str, subject: str, expected: str, got: str) -> Refused:
    return Refused([Finding(check, subject, expected, got)])


def _hold(file: BinaryIO) -> None:
    """Keep other processes off the board until the file is closed. Raises `BoardInUse`."""
    if sys.platform == "win32":  # no such lock there: whoever opens a board sees to it that nobody else does
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise BoardInUse(f"{file.name}: another process has this board open") from None


class Host:
    """One board in one file; whoever opens it holds it, so that two processes never write at once."""

    def __init__(self, file: BinaryIO, board: Board, writer: ArchiveWriter) -> None:
        if board.setup is None:
            raise _refuse("event-grammar", "board", "a Setup event", "none")
        self._file = file
        self._board = board
        self._writer = writer
        self.election: Election = read_election(board.setup.election)
        self.trustees: tuple[Trustee, ...] = read_trustees(self.election.group, board.setup.trustees)
        self.credentials = read_credentials(board.setup.credentials)
        self._weights: Mapping[str, int] = credential_weights(self.credentials)
        self._seen = set(board.ballots)
        self._decryptions: dict[int, PartialDecryption] = {}
        self._last_shuffle: Shuffle | None = None
        self._tally: Tally | None = None

    @classmethod
    def create(cls, path: Path, *, timestamp: int, election: bytes, trustees: bytes, credentials: bytes) -> "Host":
        """Open a new board. Raises `Refused` where the verifier would, and leaves no file then."""
        with path.open("xb") as file:
            ArchiveWriter.create(file, timestamp).add("Setup", setup_data(election, trustees, credentials))
        report = verify(path.read_bytes())
        if report.failures:
            path.unlink()
            raise Refused(report.failures)
        return cls.resume(path)

    @classmethod
    def resume(cls, path: Path) -> "Host":
        """Continue a board. Data of a step that never got its event are cut off; anything else wrong is `Refused`."""
        file = path.open("r+b")
        _hold(file)
        data = open_archive(path)
        archive, findings = scan(data)
        ends = [record.start + record.size for record in archive.records if record.kind == "event"]
        end = ends[-1] + -ends[-1] % BLOCK if ends else len(data)
        if end < len(data):
            archive, findings = scan(data[:end])
        board, found = read_board(archive)
        if findings + found:
            file.close()
            raise Refused(findings + found)
        file.truncate(end)
        file.seek(end)
        return cls(file, board, ArchiveWriter.resume(file, archive))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def stage(self) -> str:
        """Type of the last event."""
        return self._board.stage

    @property
    def ballots(self) -> int:
        """How many ballots stand on the board."""
        return len(self._board.ballots)

    @property
    def shuffled_by(self) -> tuple[int, ...]:
        """Owners of the shuffles, in order."""
        return tuple(item.owner for item in self._board.shuffles)

    @property
    def decrypted_by(self) -> tuple[int, ...]:
        """Owners of the partial decryptions, in order."""
        return tuple(item.owner for item in self._board.decryptions)

    def cast(self, body: bytes, withdrawn: Collection[str] = ()) -> str:
        """Take a ballot; its tracker. Raises `Refused`, also for a credential that the authority has withdrawn."""
        self._require("cast", "Setup", "Ballot")
        if hex_digest(body) in self._seen:
            raise _refuse("ballot-duplicate", tracker(body), "a ballot once", "a ballot that stands on the board")
        checked = check_ballot(self.election, body)
        findings = list(checked.findings)
        if checked.credential not in self._weights or checked.credential in withdrawn:
            findings.append(Finding("ballot-credential", "", "a credential of the list", checked.credential))
        if findings:
            raise Refused([finding.within(tracker(body)) for finding in findings])
        self._append("Ballot", [body])
        self._seen.add(hex_digest(body))
        return tracker(body)

    def close(self, workers: Workers = THIS_PROCESS) -> SizedTally:
        """End the ballots and publish the encrypted tally, from ballots checked once more."""
        if self.stage != "EndBallots":
            self._require("close", "Setup", "Ballot")
            self._append("EndBallots", [])
        counted = counted_ballots(self._checked(workers))
        body = write_tally(self.election, encrypted_tally(self.election, counted, self._weights))
        weight = sum(self._weights[ballot.credential] for ballot in counted)
        sized = SizedTally(len(counted), weight, hex_digest(body))
        self._append("EncryptedTally", [body, sized.write()])
        return sized

    def _checked(self, workers: Workers) -> list[CheckedBallot]:
        hashes = self._board.ballots
        runs = [hashes[at : at + _RUN] for at in range(0, len(hashes), _RUN)]
        tasks = ((self.election.body, [self._board.body(hash_) for hash_ in run]) for run in runs)
        checked = [ballot for run in workers.each(check_ballots, tasks) for ballot in run]
        if wrong := [finding for ballot in checked for finding in ballot.findings]:
            raise Refused(wrong)
        return checked

    def tally(self) -> Tally:
        """The encrypted tally as published."""
        if self._tally is None:
            if self._board.tally is None:
                raise _refuse("event-grammar", "board", "an encrypted tally", self.stage)
            self._tally = read_tally(self.election, self._board.tally)
        return self._tally

    def to_shuffle(self) -> tuple[tuple[Ciphertext, ...], ...]:
        """The columns that the next trustee shuffles."""
        self._require("shuffle", "EncryptedTally", "Shuffle")
        last = self._last()
        return last.ciphertexts if last else tuple(self.tally()[place] for place in self.election.shuffled)

    def _last(self) -> Shuffle | None:
        """The last shuffle; read without its proof, which was checked when it was taken."""
        if self._last_shuffle is None and self._board.shuffles:
            lengths = [len(self.tally()[place]) for place in self.election.shuffled]
            self._last_shuffle = read_shuffle(self.election.group, self._board.shuffles[-1].body, lengths)
        return self._last_shuffle

    def add_shuffle(self, owner: int, body: bytes, workers: Workers = THIS_PROCESS) -> None:
        """Take a trustee's shuffle, checked. Raises `Refused`."""
        before = self.to_shuffle()
        self._require_owner("shuffle", owner, self.shuffled_by)
        if not self.election.shuffled:
            raise _refuse("shuffle-needed", "shuffle", "no shuffle, as no question is shuffled", "one")
        try:
            shuffle = read_shuffle(self.election.group, body, [len(column) for column in before])
            broken = broken_equations(self.election, before, shuffle, workers)
        except (Malformed, NotInGroup) as error:
            raise _refuse("shuffle-form", f"owner {owner}", "a shuffle", str(error)) from None
        if broken:
            raise Refused([Finding("shuffle-proof", f"owner {owner}", "a proof that holds", name) for name in broken])
        self._append("Shuffle", owned(owner, body))
        self._last_shuffle = shuffle

    def end_shuffles(self) -> None:
        """No more shuffles."""
        self._require("end the shuffles", "Shuffle")
        self._append("EndShuffles", [])

    def to_decrypt(self) -> Tally:
        """What the trustees decrypt."""
        stages = (
            ("EndShuffles", "PartialDecryption") if self.election.shuffled else ("EncryptedTally", "PartialDecryption")
        )
        self._require("decrypt", *stages)
        return opened_tally(self.election, self.tally(), self._last())

    def add_decryption(self, owner: int, body: bytes, workers: Workers = THIS_PROCESS) -> None:
        """Take a trustee's partial decryption, checked. Raises `Refused`."""
        tally = self.to_decrypt()
        key = self._require_owner("decryption", owner, self.decrypted_by)
        try:
            decryption = read_decryption(self.election, body, tally)
            broken = broken_factors(self.election, tally, owners(self.trustees)[key][2], decryption, workers)
        except (Malformed, NotInGroup) as error:
            raise _refuse("decryption-form", f"owner {owner}", "a partial decryption", str(error)) from None
        if broken:
            raise Refused([Finding("decryption-proof", f"owner {owner}", "proofs that hold", name) for name in broken])
        self._append("PartialDecryption", owned(owner, body))
        self._decryptions[owner] = decryption

    def publish(self, workers: Workers = THIS_PROCESS) -> Result:
        """Combine the partial decryptions and publish the result. Raises `Refused` while trustees are missing."""
        tally = self.to_decrypt()
        for item in self._board.decryptions:
            if item.owner not in self._decryptions:
                self._decryptions[item.owner] = read_decryption(self.election, item.body, tally)
        if missing := missing_trustees(self.trustees, list(self._decryptions)):
            raise Refused([Finding("decryption-enough", "decryptions", "every trustee needed", who) for who in missing])
        weight = self._total_weight()
        result = decode_result(
            self.election, combine(self.election, self.trustees, self._decryptions, tally, workers), weight
        )
        self._append("Result", [write_result(self.election, result)])
        return result

    def published(self) -> Result:
        """The result as it stands on the board."""
        if self._board.result is None:
            raise _refuse("event-grammar", "board", "a result", self.stage)
        return read_result(self.election, self._board.result)

    def _total_weight(self) -> int:
        return sum(credential.weight for credential in self.credentials)

    def _require(self, deed: str, *stages: str) -> None:
        if self.stage not in stages:
            raise _refuse("event-grammar", f"to {deed}", f"a board after {' or '.join(stages)}", self.stage)

    def _require_owner(self, kind: str, owner: int, present: Sequence[int]) -> int:
        known = len(owners(self.trustees))
        if not 1 <= owner <= known:
            raise _refuse(f"{kind}-owner", kind, f"an owner from 1 to {known}", str(owner))
        if owner in present:
            raise _refuse(f"{kind}-owner-distinct", kind, "each owner once", f"owner {owner} again")
        return owner - 1

    def _append(self, kind: EventType, data: Sequence[bytes]) -> None:
        """Write a step, have it on disk, and take it onto the board in memory."""
        at = self._file.tell()
        last = self._writer.add(kind, data)
        os.fsync(self._file.fileno())
        hashes = [hex_digest(body) for body in data]
        for hash_, body in zip(hashes, data, strict=True):
            self._board.data[hash_] = Record("data", hash_, at + BLOCK, len(body))
            at += BLOCK + len(body) + -len(body) % BLOCK
        self._board.archive = replace(self._board.archive, data=open_archive(Path(self._file.name)))
        take(self._board, Event(None, 0, kind, hashes[-1] if hashes else None), hashes, kind)
        self._board.events += 1
        self._board.last_event = last
