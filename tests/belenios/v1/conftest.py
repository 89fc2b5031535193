"""Elections by the reference tool, unpacked once: archives, plaintext votes and altered copies."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from hustings.belenios.v1.archive import Event, first_record, record_bytes, scan, setup_data
from hustings.belenios.v1.ballots import sign_ballot
from hustings.belenios.v1.credentials import derive
from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.hashing import base64_digest, hex_digest
from hustings.belenios.v1.play import Plan, Secrets, Threshold, play, set_up
from hustings.belenios.v1.questions import Homomorphic, Lists, NonHomomorphic
from hustings.belenios.v1.randomness import SeededRandomness


def _unpack(oracles: Path, name: str, into: Path) -> Path:
    shutil.unpack_archive(oracles / "belenios" / name, into)
    return into


@pytest.fixture(scope="session")
def genuine(oracles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folder of each genuine election, by its letter."""
    folder = _unpack(oracles, "genuine.tar.xz", tmp_path_factory.mktemp("genuine"))
    return {path.name[0]: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def tampered(oracles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Altered archives, by the number that their case begins with."""
    folder = _unpack(oracles, "tampered.tar.xz", tmp_path_factory.mktemp("tampered")) / "tampered"
    return {path.parent.name[:2]: path.read_bytes() for path in folder.glob("*/*.bel")}


@pytest.fixture(scope="session")
def vectors(oracles: Path) -> dict[str, Any]:
    """Known answers of the reference tool."""
    found: dict[str, Any] = json.loads((oracles / "belenios" / "vectors.json").read_text())
    return found


@dataclass
class Step:
    """An event with what it points to, as JSON values by name (`owner` among them), to be altered freely."""

    type: str
    parts: dict[str, Any]
    raw: dict[str, bytes] = field(default_factory=dict)
    """Bodies to be written as they are, whatever `parts` says."""
    order: tuple[int, ...] | None = None
    """Which data records to write, where not all in order."""

    def body(self, name: str) -> bytes:
        return self.raw.get(name) or write(self.parts[name])


class Forge:
    """An archive taken apart; `build` puts it together again with every hash recomputed.

    Whoever holds the file can do this, so what the verifier refuses after it, it refuses by proofs and rules alone.
    """

    def __init__(self, body: bytes) -> None:
        archive, findings = scan(body)
        assert findings == []
        self.timestamp = archive.timestamp
        self.steps: list[Step] = []
        waiting: list[Any] = []
        for record in archive.records:
            value = json.loads(archive.body(record))
            if record.kind == "data":
                waiting.append(value)
                continue
            names = PARTS[value["type"]]
            step = Step(value["type"], dict(zip(names, waiting, strict=False)))
            if "link" in step.parts:
                step.parts |= {"owner": step.parts.pop("link")["owner"]}
            if "setup" in step.parts:
                del step.parts["setup"]
            self.steps.append(step)
            waiting = []

    def of(self, kind: str, place: int = 0) -> Step:
        """The step number `place` of a type."""
        return [step for step in self.steps if step.type == kind][place]

    def build(self) -> bytes:
        """The archive, with names of records, payloads, parents and links recomputed."""
        out = [first_record(self.timestamp)]
        parent: str | None = None
        for height, step in enumerate(self.steps):
            bodies = self._bodies(step)
            event = Event(parent, height, step.type, hex_digest(bodies[-1]) if bodies else None).write()
            chosen = bodies if step.order is None else [bodies[at] for at in step.order]
            out += [record_bytes("data", body, self.timestamp) for body in chosen]
            out.append(record_bytes("event", event, self.timestamp))
            parent = hex_digest(event)
        return b"".join(out)

    def _bodies(self, step: Step) -> list[bytes]:
        if step.type == "Setup":
            bodies = [step.body(name) for name in ("election", "trustees", "credentials")]
            certificate = step.body("certificate") if "certificate" in step.parts else None
            return setup_data(*bodies, certificate)
        if step.type == "EncryptedTally":
            tally = step.body("tally")
            if isinstance(step.parts["sized"], dict) and "encrypted_tally" in step.parts["sized"]:
                step.parts["sized"]["encrypted_tally"] = hex_digest(tally)
            return [tally, step.body("sized")]
        if step.type in {"Shuffle", "PartialDecryption"}:
            body = step.body("body")
            return [body, write({"owner": step.parts["owner"], "payload": hex_digest(body)})]
        return [step.body(name) for name in PARTS[step.type]]

    def follow_election(self) -> None:
        """Give every ballot the fingerprint of the election as it now is, and the hash of what it signs."""
        fingerprint = base64_digest(self.of("Setup").body("election"))
        for step in self.steps:
            if step.type == "Ballot" and isinstance(step.parts["ballot"], dict):
                step.parts["ballot"]["election_hash"] = fingerprint
                follow_ballot(step.parts["ballot"])


def follow_ballot(ballot: dict[str, Any]) -> None:
    """The hash in the signature of a ballot, recomputed; the signature itself stays."""
    unsigned = {name: value for name, value in ballot.items() if name != "signature"}
    if isinstance(ballot.get("signature"), dict) and "hash" in ballot["signature"]:
        ballot["signature"]["hash"] = base64_digest(write(unsigned))


PARTS = {
    "Setup": ("election", "trustees", "credentials", "setup"),
    "Ballot": ("ballot",),
    "EndBallots": (),
    "EncryptedTally": ("tally", "sized"),
    "Shuffle": ("body", "link"),
    "EndShuffles": (),
    "PartialDecryption": ("body", "link"),
    "Result": ("result",),
}


@dataclass(frozen=True)
class Made:
    """A small election made here, with everything that its seed gives."""

    plan: Plan
    body: bytes
    election: Election
    secrets: Secrets

    def forge(self) -> Forge:
        return Forge(self.body)

    def resign(self, step: Step, voter: int) -> None:
        """Sign a ballot anew as its voter, whatever its answers now are."""
        secret = derive(self.election.group, self.election.uuid, self.secrets.codes[voter])
        body = sign_ballot(self.election, secret, step.parts["ballot"]["answers"], SeededRandomness(SEED, "resign"))
        step.parts["ballot"] = json.loads(body)


SEED = b"a seed for tests"
PLANS = {
    "summed": Plan(
        name="Summed",
        questions=(
            Homomorphic("Adopt the motion?", ("For", "Against"), 1, 1),
            Homomorphic("Elect one", ("Ada", "Bob"), 1, 1, blank=True),
        ),
        votes=((0, ([1, 0], [0, 1, 0])), (1, ([0, 1], [1, 0, 0]))),
        voters=(1, 3, 2),
    ),
    "shuffled": Plan(
        name="Shuffled",
        questions=(NonHomomorphic("Rank them", ("Ada", "Bob", "Cyd")),),
        votes=((0, ([1, 2, 3],)), (1, ([0, 1, 2],)), (0, ([2, 0, 1],)), (2, ([0, 0, 0],))),
        voters=(1, 1, 1, 1),
        trustees=(None, None, None),
        shuffling=(1, 2, 3),
        decrypting=(1, 2, 3),
    ),
    "threshold": Plan(
        name="Threshold",
        questions=(Lists("Choose a list", (("First", "Ada"), ("Second", "Bob"))),),
        votes=((0, ([[1, 1], [0, 0]],)),),
        voters=(1, 1),
        trustees=(Threshold(2, 3),),
        decrypting=(3, 1),
    ),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Small elections made here, by name."""
    folder = tmp_path_factory.mktemp("made")
    found = {}
    for name, plan in PLANS.items():
        path = folder / name
        play(plan, SEED, path)
        election, _, _, secrets = set_up(plan, SEED)
        found[name] = Made(plan, path.read_bytes(), election, secrets)
    return found
