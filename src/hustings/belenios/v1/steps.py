"""What may be added to a board, step by step, and why not: for whoever keeps a board, in a file or in a database.

Nothing here writes. Each function takes what stands on the board and what is offered, applies the verifier's rules, and
gives back what is to be appended, or raises `Refused`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from hustings.belenios.v1.archive import first_record, next_event, setup_data, step_bytes
from hustings.belenios.v1.ballots import CheckedBallot, check_ballot, check_ballots, tracker
from hustings.belenios.v1.decryption import (
    PartialDecryption,
    broken_factors,
    combine,
    missing_trustees,
    read_decryption,
)
from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import Ciphertext, NotInGroup
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.result import Result, decode_result
from hustings.belenios.v1.shuffle import Shuffle, broken_equations, read_shuffle
from hustings.belenios.v1.tally import SizedTally, Tally, counted_ballots, encrypted_tally, write_tally
from hustings.belenios.v1.trustees import Trustee, owners
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import THIS_PROCESS, Workers


class Refused(ValueError):
    """Something that may not stand on the board; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{f.check} ({f.subject}): expected {f.expected}, got {f.got}" for f in findings))
        self.findings = tuple(findings)


def refused(check: str, subject: str, expected: str, got: str) -> Refused:
    """A refusal for one reason."""
    return Refused([Finding(check, subject, expected, got)])


def require_stage(deed: str, stage: str, *stages: str) -> None:
    """Raises `Refused` unless the last event of the board, `stage`, is one of those after which this may be done."""
    if stage not in stages:
        raise refused("event-grammar", f"to {deed}", f"a board after {' or '.join(stages)}", stage)


def decrypting_stages(election: Election) -> tuple[str, ...]:
    """After which events a partial decryption may be taken."""
    return ("EndShuffles" if election.shuffled else "EncryptedTally", "PartialDecryption")


def opening_records(timestamp: int, election: bytes, trustees: bytes, credentials: bytes) -> bytes:
    """An archive of these three bodies up to its Setup event. Raises `Refused` where the verifier would.

    `timestamp` is in seconds since 1970 and becomes every record's.
    """
    data = setup_data(election, trustees, credentials)
    event = next_event(None, 0, "Setup", data).write()
    archive = first_record(timestamp) + step_bytes(data, event, timestamp)
    report = verify(archive)
    if report.failures:
        raise Refused(report.failures)
    return archive


def checked_ballot(election: Election, body: bytes, listed: Callable[[str], bool]) -> CheckedBallot:
    """A ballot that may stand on the board: every proof holds, and `listed` says that its credential may vote."""
    checked = check_ballot(election, body)
    findings = list(checked.findings)
    if not listed(checked.credential):
        findings.append(Finding("ballot-credential", "", "a credential of the list", checked.credential))
    if findings:
        raise Refused([finding.within(tracker(body)) for finding in findings])
    return checked


def checked_again(
    election: Election, runs: Iterable[Sequence[bytes]], workers: Workers = THIS_PROCESS
) -> Iterator[CheckedBallot]:
    """The board's ballots, given in runs, checked once more before they are tallied. Raises `Refused`."""
    for run in workers.each(check_ballots, ((election.body, run) for run in runs)):
        if wrong := [finding for ballot in run for finding in ballot.findings]:
            raise Refused(wrong)
        yield from run


def closing_tally(
    election: Election, ballots: Iterable[CheckedBallot], weights: Mapping[str, int]
) -> tuple[SizedTally, list[bytes]]:
    """The encrypted tally of the last ballot of each credential, and the data of its step."""
    counted = counted_ballots(ballots)
    body = write_tally(election, encrypted_tally(election, counted, weights))
    weight = sum(weights[ballot.credential] for ballot in counted)
    sized = SizedTally(len(counted), weight, hex_digest(body))
    return sized, [body, sized.write()]


def _require_owner(kind: str, trustees: Sequence[Trustee], owner: int, present: Sequence[int]) -> None:
    known = len(owners(trustees))
    if not 1 <= owner <= known:
        raise refused(f"{kind}-owner", kind, f"an owner from 1 to {known}", str(owner))
    if owner in present:
        raise refused(f"{kind}-owner-distinct", kind, "each owner once", f"owner {owner} again")


def checked_shuffle(
    election: Election,
    trustees: Sequence[Trustee],
    before: Sequence[Sequence[Ciphertext]],
    present: Sequence[int],
    owner: int,
    body: bytes,
    workers: Workers = THIS_PROCESS,
) -> Shuffle:
    """The shuffle that this owner offers of the columns `before`, where `present` have shuffled already."""
    _require_owner("shuffle", trustees, owner, present)
    if not election.shuffled:
        raise refused("shuffle-needed", "shuffle", "no shuffle, as no question is shuffled", "one")
    try:
        shuffle = read_shuffle(election.group, body, [len(column) for column in before])
        broken = broken_equations(election, before, shuffle, workers)
    except (Malformed, NotInGroup) as error:
        raise refused("shuffle-form", f"owner {owner}", "a shuffle", str(error)) from None
    if broken:
        raise Refused([Finding("shuffle-proof", f"owner {owner}", "a proof that holds", name) for name in broken])
    return shuffle


def checked_decryption(
    election: Election,
    trustees: Sequence[Trustee],
    tally: Tally,
    present: Sequence[int],
    owner: int,
    body: bytes,
    workers: Workers = THIS_PROCESS,
) -> PartialDecryption:
    """The partial decryption that this owner offers of `tally`, where `present` have decrypted already."""
    _require_owner("decryption", trustees, owner, present)
    try:
        decryption = read_decryption(election, body, tally)
        broken = broken_factors(election, tally, owners(trustees)[owner - 1][2], decryption, workers)
    except (Malformed, NotInGroup) as error:
        raise refused("decryption-form", f"owner {owner}", "a partial decryption", str(error)) from None
    if broken:
        raise Refused([Finding("decryption-proof", f"owner {owner}", "proofs that hold", name) for name in broken])
    return decryption


def combined_result(
    election: Election,
    trustees: Sequence[Trustee],
    decryptions: Mapping[int, PartialDecryption],
    tally: Tally,
    total_weight: int,
    workers: Workers = THIS_PROCESS,
) -> Result:
    """What the partial decryptions, by owner, give together. Raises `Refused` while trustees are missing.

    `total_weight` bounds each total of a homomorphic question.
    """
    if missing := missing_trustees(trustees, list(decryptions)):
        raise Refused([Finding("decryption-enough", "decryptions", "every trustee needed", who) for who in missing])
    return decode_result(election, combine(election, trustees, decryptions, tally, workers), total_weight)
