"""What runs a board: opens it, takes ballots, closes it, takes shuffles and partial decryptions, gives the result.

Nothing is appended that the verifier would refuse; each step is on disk before the call returns. A board that was
interrupted in the middle of a step is continued from its last whole step.
"""

import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Self

from hustings.belenios.v1.archive import BLOCK, ArchiveWriter, Event, EventType, Record, open_archive, owned, scan
from hustings.belenios.v1.ballots import tracker
from hustings.belenios.v1.board import Board, read_board, take
from hustings.belenios.v1.credentials import read_credentials
from hustings.belenios.v1.credentials import weights as credential_weights
from hustings.belenios.v1.decryption import PartialDecryption, opened_tally, read_decryption
from hustings.belenios.v1.election import Election, read_election
from hustings.belenios.v1.group import Ciphertext
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.result import Result, read_result, write_result
from hustings.belenios.v1.shuffle import Shuffle, read_shuffle
from hustings.belenios.v1.steps import (
    Refused,
    checked_again,
    checked_ballot,
    checked_decryption,
    checked_shuffle,
    closing_tally,
    combined_result,
    decrypting_stages,
    opening_records,
    refused,
    require_stage,
)
from hustings.belenios.v1.tally import SizedTally, Tally, read_tally
from hustings.belenios.v1.trustees import Trustee, read_trustees
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

_RUN = 64


class BoardInUse(ValueError):
    """A board that another process has open."""


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
            raise refused("event-grammar", "board", "a Setup event", "none")
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
        opening = opening_records(timestamp, election, trustees, credentials)
        with path.open("xb") as file:
            file.write(opening)
            file.flush()
            os.fsync(file.fileno())
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
            raise refused("ballot-duplicate", tracker(body), "a ballot once", "a ballot that stands on the board")
        checked_ballot(
            self.election, body, lambda credential: credential in self._weights and credential not in withdrawn
        )
        self._append("Ballot", [body])
        self._seen.add(hex_digest(body))
        return tracker(body)

    def close(self, workers: Workers = THIS_PROCESS) -> SizedTally:
        """End the ballots and publish the encrypted tally, from ballots checked once more."""
        if self.stage != "EndBallots":
            self._require("close", "Setup", "Ballot")
            self._append("EndBallots", [])
        runs = ([self._board.body(hash_) for hash_ in run] for run in self._runs())
        sized, data = closing_tally(self.election, checked_again(self.election, runs, workers), self._weights)
        self._append("EncryptedTally", data)
        return sized

    def _runs(self) -> Iterator[list[str]]:
        hashes = self._board.ballots
        return (hashes[at : at + _RUN] for at in range(0, len(hashes), _RUN))

    def tally(self) -> Tally:
        """The encrypted tally as published."""
        if self._tally is None:
            if self._board.tally is None:
                raise refused("event-grammar", "board", "an encrypted tally", self.stage)
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
        shuffle = checked_shuffle(
            self.election, self.trustees, self.to_shuffle(), self.shuffled_by, owner, body, workers
        )
        self._append("Shuffle", owned(owner, body))
        self._last_shuffle = shuffle

    def end_shuffles(self) -> None:
        """No more shuffles."""
        self._require("end the shuffles", "Shuffle")
        self._append("EndShuffles", [])

    def to_decrypt(self) -> Tally:
        """What the trustees decrypt."""
        self._require("decrypt", *decrypting_stages(self.election))
        return opened_tally(self.election, self.tally(), self._last())

    def add_decryption(self, owner: int, body: bytes, workers: Workers = THIS_PROCESS) -> None:
        """Take a trustee's partial decryption, checked. Raises `Refused`."""
        decryption = checked_decryption(
            self.election, self.trustees, self.to_decrypt(), self.decrypted_by, owner, body, workers
        )
        self._append("PartialDecryption", owned(owner, body))
        self._decryptions[owner] = decryption

    def publish(self, workers: Workers = THIS_PROCESS) -> Result:
        """Combine the partial decryptions and publish the result. Raises `Refused` while trustees are missing."""
        tally = self.to_decrypt()
        for item in self._board.decryptions:
            if item.owner not in self._decryptions:
                self._decryptions[item.owner] = read_decryption(self.election, item.body, tally)
        result = combined_result(self.election, self.trustees, self._decryptions, tally, self._total_weight(), workers)
        self._append("Result", [write_result(self.election, result)])
        return result

    def published(self) -> Result:
        """The result as it stands on the board."""
        if self._board.result is None:
            raise refused("event-grammar", "board", "a result", self.stage)
        return read_result(self.election, self._board.result)

    def _total_weight(self) -> int:
        return sum(credential.weight for credential in self.credentials)

    def _require(self, deed: str, *stages: str) -> None:
        require_stage(deed, self.stage, *stages)

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
