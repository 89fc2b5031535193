"""A whole election from one plan and one seed: for demonstrations, tests and measurements.

Every secret is drawn from the seed, so the same plan gives the same bytes, and an interrupted play is continued from
whatever its board holds. Whoever has the seed has every secret: a real election has no plan of this kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.archive import open_archive, scan
from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.credentials import (
    PublicCredential,
    draw_base58,
    draw_code,
    public_credential,
    write_credentials,
)
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.election import Election, make_election, read_election
from hustings.belenios.v1.encoding import Json, fields, items, number, read_any, string
from hustings.belenios.v1.group import ED25519, Group
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.pki import draw_seed
from hustings.belenios.v1.questions import Question, read_question
from hustings.belenios.v1.randomness import SeededRandomness, scalar
from hustings.belenios.v1.result import Result
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.trustees import Pedersen, Single, Trustee, election_public_key, prove_key, write_trustees
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

_RUN = 16


@dataclass(frozen=True, slots=True)
class Threshold:
    """`needed` of `size` trustees."""

    needed: int
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Who takes part and what they do."""

    name: str
    questions: tuple[Question, ...]
    votes: tuple[tuple[int, tuple[Json, ...]], ...]
    """Voter (from 0) and a choice for each question, in board order; a voter's last vote counts."""
    voters: tuple[int, ...]
    """The weight of each voter."""
    trustees: tuple[Threshold | None, ...] = (None,)
    """None for a single trustee."""
    shuffling: tuple[int, ...] = (1,)
    """Owners in the order in which they shuffle; nobody where no question is shuffled."""
    decrypting: tuple[int, ...] = (1,)
    """Owners in the order in which they decrypt."""
    description: str = ""
    timestamp: int = 1_795_000_000
    group: Group = ED25519


@dataclass(frozen=True, slots=True)
class Secrets:
    """Everything that only the seed's holder knows."""

    codes: tuple[str, ...]
    """Voting code of each voter."""
    keys: dict[int, int]
    """Decryption key of each owner."""

    def __repr__(self) -> str:
        """Without the secrets."""
        return "Secrets(private)"


def uuid_of(seed: bytes) -> str:
    """The identifier of the election of this seed."""
    return draw_base58(SeededRandomness(seed, "uuid"), 14)


def set_up(plan: Plan, seed: bytes) -> tuple[Election, bytes, bytes, Secrets]:
    """The election, the bodies of trustees and credentials, and the secrets."""
    group, uuid = plan.group, uuid_of(seed)
    trustees: list[Trustee] = []
    keys: dict[int, int] = {}
    for place, kind in enumerate(plan.trustees):
        rng = SeededRandomness(seed, f"trustees {place}")
        trustee, secrets = _single(group, rng) if kind is None else ceremony(group, kind.needed, kind.size, rng)
        keys |= {len(keys) + at: secret for at, secret in enumerate(secrets, start=1)}
        trustees.append(trustee)
    election = make_election(
        name=plan.name,
        description=plan.description,
        group=group,
        public_key=election_public_key(group, trustees),
        questions=plan.questions,
        uuid=uuid,
    )
    rng = SeededRandomness(seed, "credentials")
    codes = tuple(draw_code(rng) for _ in plan.voters)
    publics = [
        PublicCredential(group.text(public_credential(group, uuid, code)), weight)
        for code, weight in zip(codes, plan.voters, strict=True)
    ]
    return election, write_trustees(group, trustees), write_credentials(publics), Secrets(codes, keys)


def _single(group: Group, rng: SeededRandomness) -> tuple[Single, list[int]]:
    secret = scalar(rng, group.order)
    return Single(prove_key(group, secret, rng)), [secret]


def ceremony(group: Group, needed: int, size: int, rng: SeededRandomness) -> tuple[Pedersen, list[int]]:
    """The key ceremony of `needed` of `size` trustees, all parts played here, and their decryption keys."""
    seeds = [draw_seed(rng) for _ in range(size)]
    certificates = [
        pedersen.certify(group, seed, size, needed, index, rng) for index, seed in enumerate(seeds, start=1)
    ]
    dealings = [pedersen.deal(group, seed, certificates, needed, rng) for seed in seeds]
    inputs = pedersen.route(dealings)
    outputs = [
        pedersen.accept(group, seed, certificates, needed, received, rng)
        for seed, received in zip(seeds, inputs, strict=True)
    ]
    keys = [
        pedersen.decryption_key(group, seed, output.private_key) for seed, output in zip(seeds, outputs, strict=True)
    ]
    return pedersen.assemble(group, needed, certificates, dealings, outputs), keys


def planned_ballots(
    plan: Plan, seed: bytes, election: Election, secrets: Secrets, start: int, workers: Workers = THIS_PROCESS
) -> Iterator[bytes]:
    """The plan's ballots from number `start` on."""
    votes = plan.votes[start:]
    tasks = (
        (
            election.body,
            seed,
            [
                (start + at + place, secrets.codes[voter], choices)
                for place, (voter, choices) in enumerate(votes[at : at + _RUN])
            ],
        )
        for at in range(0, len(votes), _RUN)
    )
    for run in workers.each(make_ballots, tasks):
        yield from run


def make_ballots(election_body: bytes, seed: bytes, votes: Sequence[tuple[int, str, Sequence[Json]]]) -> list[bytes]:
    """Ballots by number, code and choices: a unit of work."""
    election = read_election(election_body)
    return [
        make_ballot(election, code, choices, SeededRandomness(seed, f"ballot {number}"))
        for number, code, choices in votes
    ]


def play(plan: Plan, seed: bytes, path: Path, workers: Workers = THIS_PROCESS) -> Result:
    """Play the plan to its result on the board at `path`, from wherever that board stands. Raises `steps.Refused`."""
    election, trustees, credentials, secrets = set_up(plan, seed)
    with _board(plan, path, election.body, trustees, credentials) as host:
        if host.stage in {"Setup", "Ballot"}:
            for body in planned_ballots(plan, seed, election, secrets, host.ballots, workers):
                host.cast(body)
        if host.stage in {"Setup", "Ballot", "EndBallots"}:
            host.close(workers)
        if election.shuffled and host.stage in {"EncryptedTally", "Shuffle"}:
            for owner in plan.shuffling[len(host.shuffled_by) :]:
                rng = SeededRandomness(seed, f"shuffle {owner}")
                shuffle = shuffle_tally(election, host.to_shuffle(), rng, workers)
                host.add_shuffle(owner, write_shuffle(election.group, shuffle), workers)
            host.end_shuffles()
        if host.stage == "Result":
            return host.published()
        for owner in plan.decrypting[len(host.decrypted_by) :]:
            rng = SeededRandomness(seed, f"decryption {owner}")
            decryption = decrypt_tally(election, host.to_decrypt(), secrets.keys[owner], rng, workers)
            host.add_decryption(owner, write_decryption(election, decryption), workers)
        return host.publish(workers)


def _board(plan: Plan, path: Path, election: bytes, trustees: bytes, credentials: bytes) -> Host:
    """The board as far as it has come; a file without a whole Setup event is begun anew."""
    if path.exists():
        archive, _ = scan(open_archive(path))
        if any(record.kind == "event" for record in archive.records):
            return Host.resume(path)
        path.unlink()
    return Host.create(path, timestamp=plan.timestamp, election=election, trustees=trustees, credentials=credentials)


def read_plan(body: bytes) -> Plan:
    """A plan from its file (docs/cli/election.md). Raises `Malformed`."""
    names = ("name", "description", "questions", "trustees", "shuffling", "decrypting", "voters", "votes")
    found = fields(read_any(body), names)
    questions = tuple(read_question(question) for question in items(found["questions"]))
    return Plan(
        name=string(found["name"]),
        description=string(found["description"]),
        questions=questions,
        trustees=tuple(_read_kind(kind) for kind in items(found["trustees"])),
        shuffling=tuple(number(owner) for owner in items(found["shuffling"])),
        decrypting=tuple(number(owner) for owner in items(found["decrypting"])),
        voters=tuple(number(factor) for factor in items(found["voters"])),
        votes=tuple(_read_vote(vote, len(questions)) for vote in items(found["votes"])),
    )


def _read_kind(value: Json) -> Threshold | None:
    if value == "single":
        return None
    kind = fields(value, ("threshold", "of"))
    return Threshold(number(kind["threshold"]), number(kind["of"]))


def _read_vote(value: Json, questions: int) -> tuple[int, tuple[Json, ...]]:
    voter, choices = items(value, 2)
    return number(voter), tuple(items(choices, questions))
