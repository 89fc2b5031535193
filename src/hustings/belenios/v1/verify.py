"""The auditor: every rule on an archive, by name, and every finding, not the first.

It is stricter than the reference tool: it enforces the grammar of events, canonical JSON inside answers, membership of
every point, distinct owners, and counts of ballots and weight. Nothing in an archive makes it raise: what cannot be
read is a finding.

What it does not show: that the roll is right, that a voter's device encrypted what the voter chose, or that fewer than
the required trustees kept their keys to themselves. See docs/security.md.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from mmap import mmap
from typing import Literal

from hustings.belenios.v1.archive import compare, scan
from hustings.belenios.v1.ballots import CheckedBallot, check_ballots
from hustings.belenios.v1.board import Board, Owned, Setup, read_board
from hustings.belenios.v1.credentials import PublicCredential, read_credentials
from hustings.belenios.v1.credentials import weights as credential_weights
from hustings.belenios.v1.decryption import (
    PartialDecryption,
    broken_factors,
    combine,
    missing_trustees,
    opened_tally,
    read_decryption,
)
from hustings.belenios.v1.election import Election, UnknownGroup, UnknownVersion, read_election
from hustings.belenios.v1.encoding import LARGEST_TOTAL_WEIGHT, Json, Malformed, fields, number, read, string
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.fingerprints import published_fingerprints
from hustings.belenios.v1.group import NotInGroup
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.hashing import base64_digest, base64_of_hex, hex_digest
from hustings.belenios.v1.result import NotInRange, Result, decode_result, read_result
from hustings.belenios.v1.shuffle import Shuffle, broken_equations, read_shuffle
from hustings.belenios.v1.tally import (
    Tally,
    counted_ballots,
    encrypted_tally,
    read_tally,
    write_tally,
)
from hustings.belenios.v1.trustees import Trustee, check_trustees, election_public_key, owners, read_trustees
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

Verdict = Literal["verified", "verified with warnings", "failed"]
Progress = Callable[[str, int, int], None]
"""Called with what is being checked, how much is done, and how much there is."""

_BALLOTS_IN_A_RUN = 64
_RUN = 512

CHECKS: dict[str, str] = {
    "archive-first-record": "The archive opens with the record BELENIOS, version 1, and its timestamp.",
    "archive-header": "Each header is the one that the record's name, size and time give.",
    "archive-truncated": "Each record is there to its last byte.",
    "archive-padding": "Between records there are zero bytes only.",
    "archive-timestamp": "All records carry the timestamp of the first.",
    "archive-record-name": "Each record is named by the hash of what it carries.",
    "archive-missing": "What an event points to stands before it.",
    "archive-order": "Before each event stand the data it points to, in the order of the specification, and no other.",
    "archive-prefix": "Nothing that an earlier copy of the board had was removed, changed or moved.",
    "event-form": "Each event is one of the known types, with a payload where it has one.",
    "event-height": "Events are numbered from 0 without a gap.",
    "event-parent": "Each event names the hash of the one before.",
    "event-grammar": "Events follow in the legal order: setup, ballots, tally, shuffles, decryptions, result.",
    "event-payload": "What an event points to is of the right shape.",
    "election-form": "The election can be read: its questions, keys and identifier.",
    "election-version": "The election is of protocol version 1.",
    "election-group": "The election's group is known.",
    "election-canonical": "The election is written as this program would write it.",
    "election-public-key": "The election's key is a member of the group and the product of the trustees' keys.",
    "trustee-form": "The trustees can be read.",
    "trustee-membership": "Every point of the trustees is a member of the group.",
    "trustee-key-proof": "Each trustee proved knowledge of the private key.",
    "trustee-threshold": "The threshold lies between one and the number of members.",
    "trustee-certificate": "Each member's certificate states the right context and is signed by its key.",
    "trustee-commitments": "Each member signed as many commitments as the threshold.",
    "trustee-certificates-signature": "Each member signed the certificates of all.",
    "trustee-share": "Each member's verification key follows from the commitments of all.",
    "trustee-share-signature": "Each member signed its verification key.",
    "credential-form": "The list of credentials can be read.",
    "credential-membership": "Each credential is a member of the group, not the identity.",
    "credential-distinct": "No credential is listed twice.",
    "credential-weight": "Weights are one where a question is shuffled, and their sum is at most 10^11.",
    "credential-certificate": "The certificate of the credential authority is about this election and this list.",
    "credential-certificate-signature": "The certificate of the credential authority is signed, and we check it.",
    "ballot-form": "Each ballot is of the shape that the questions require.",
    "ballot-canonical": "Each ballot is canonical JSON, inside its answers too.",
    "ballot-duplicate": "No ballot stands on the board twice.",
    "ballot-uuid": "Each ballot names this election.",
    "ballot-election-hash": "Each ballot names this election's fingerprint.",
    "ballot-credential": "Each ballot's credential is on the list.",
    "ballot-membership": "Every point of a ballot is a member of the group.",
    "ballot-signature-hash": "The signed hash is the ballot's.",
    "ballot-signature": "Each ballot is signed by its credential.",
    "answer-individual-proof": "Each mark is proved to be 0 or 1.",
    "answer-overall-proof": "The number of marks is proved to be allowed.",
    "answer-blank-proof": "A blank vote is proved to mark nothing else.",
    "answer-list-proof": "Candidates are proved to be marked in the chosen list only.",
    "answer-nonzero-proof": "At least one candidate is proved to be marked.",
    "answer-plaintext-proof": "The voter is proved to know what is encrypted.",
    "tally-form": "The encrypted tally can be read, every point a member of the group.",
    "tally-ciphertexts": "The encrypted tally is that of the last ballot of each credential.",
    "tally-count": "The number of ballots tallied is that of credentials that voted.",
    "tally-weight": "The total weight is that of the credentials that voted.",
    "shuffle-form": "Each shuffle can be read and keeps the number of ciphertexts.",
    "shuffle-membership": "Every point of a shuffle is a member of the group.",
    "shuffle-proof": "Each shuffle is proved to change nothing but order and randomness.",
    "shuffle-owner": "Each shuffle's owner is one of the trustees.",
    "shuffle-owner-distinct": "No trustee shuffled twice.",
    "shuffle-needed": "Answers that are decrypted one by one were shuffled, and others were not.",
    "shuffle-policy": "Those trustees shuffled whom the election's policy requires.",
    "shuffle-number": "As many trustees shuffled as are needed to decrypt.",
    "decryption-form": "Each partial decryption can be read.",
    "decryption-membership": "Every factor is a member of the group.",
    "decryption-proof": "Each factor is proved under its owner's key.",
    "decryption-owner": "Each partial decryption's owner is one of the trustees.",
    "decryption-owner-distinct": "No trustee decrypted twice.",
    "decryption-enough": "Every single trustee and enough threshold trustees decrypted.",
    "result-form": "The result can be read.",
    "result-range": "Each total lies between zero and the total weight.",
    "result-value": "The result is what the partial decryptions give, in the order of the last shuffle.",
    "published-fingerprint": "The fingerprints are those that were published elsewhere.",
}
"""Every check, with what holds when there is no finding of that name."""

WARNINGS = frozenset({"election-canonical", "shuffle-number", "credential-certificate-signature"})
"""Findings that do not make an archive false, but that somebody should look at."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What an election's rules require beyond the protocol."""

    shuffle_owners: frozenset[int] | None = None
    """Owner indexes of the trustees who have to shuffle; None requires nobody by name."""


NO_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Facts:
    """What an archive says, where it could be read; for people and for further counting."""

    election: Election | None = None
    trustees: tuple[Trustee, ...] = ()
    credentials: tuple[PublicCredential, ...] = ()
    events: int = 0
    stage: str = ""
    last_event: str | None = None
    board_ballots: int = 0
    voted: tuple[str, ...] = ()
    """The public credentials of the ballots that count, sorted."""
    total_weight: int = 0
    shuffle_owners: tuple[int, ...] = ()
    decryption_owners: tuple[int, ...] = ()
    result: Result | None = None
    """The result as recomputed from the partial decryptions."""
    fingerprints: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding, and the facts."""

    findings: tuple[Finding, ...]
    facts: Facts

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that only warn."""
        return tuple(finding for finding in self.findings if finding.check in WARNINGS)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that make the archive false."""
        return tuple(finding for finding in self.findings if finding.check not in WARNINGS)

    @property
    def verdict(self) -> Verdict:
        """failed with any failure, else with warnings where there is one."""
        if self.failures:
            return "failed"
        return "verified with warnings" if self.findings else "verified"


class _Audit:
    """One run: the findings so far, and who does the work."""

    def __init__(self, workers: Workers, progress: Progress | None) -> None:
        self.findings: list[Finding] = []
        self.workers = workers
        self._progress = progress

    def add(self, check: str, subject: str, expected: str, got: str) -> None:
        self.findings.append(Finding(check, subject, expected, got))

    def progress(self, what: str, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(what, done, total)


def verify(
    data: bytes | mmap,
    *,
    policy: Policy = NO_POLICY,
    earlier: bytes | mmap | None = None,
    published: Mapping[str, Json] | None = None,
    workers: Workers = THIS_PROCESS,
    progress: Progress | None = None,
) -> Report:
    """Check an archive by every rule of `CHECKS`.

    `earlier` is a copy of the same board taken before; `published` the fingerprints that the organisation published
    (the JSON of `fingerprints.published_fingerprints`, or part of it). Never raises for anything in the archive.
    """
    audit = _Audit(workers, progress)
    archive, found = scan(data)
    audit.findings += found
    if earlier is not None:
        audit.findings += compare(scan(earlier)[0], archive)
    board, found = read_board(archive)
    audit.findings += found
    facts = Facts(events=board.events, stage=board.stage, last_event=board.last_event, board_ballots=len(board.ballots))
    if board.setup is None:
        return Report(tuple(audit.findings), facts)
    election = _read_election(audit, board.setup)
    if election is None:
        return Report(tuple(audit.findings), facts)
    trustees = _check_trustees(audit, election, board.setup)
    credentials = _check_credentials(audit, election, board.setup)
    counted = _check_ballots(audit, election, board, credential_weights(credentials))
    facts = replace(
        facts,
        election=election,
        trustees=trustees,
        credentials=credentials,
        voted=tuple(sorted(ballot.credential for ballot in counted)),
        total_weight=_total_weight(counted, credential_weights(credentials)),
        shuffle_owners=tuple(shuffle.owner for shuffle in board.shuffles),
        decryption_owners=tuple(decryption.owner for decryption in board.decryptions),
        fingerprints=published_fingerprints(election.group, board, board.setup, trustees, credentials),
    )
    _compare_published(audit, facts.fingerprints, published or {})
    tally = _check_tally(audit, election, board, counted, credential_weights(credentials))
    if tally is not None:
        opened = _check_shuffles(audit, election, board, trustees, tally, policy)
        if opened is not None:
            facts = replace(facts, result=_check_opening(audit, election, board, trustees, opened, facts.total_weight))
    return Report(tuple(audit.findings), facts)


def _read_election(audit: _Audit, setup: Setup) -> Election | None:
    try:
        election = read_election(setup.election)
    except UnknownVersion as error:
        audit.add("election-version", "election", "version 1", str(error))
    except UnknownGroup as error:
        audit.add("election-group", "election", "a known group", str(error))
    except NotInGroup as error:
        audit.add("election-public-key", "election", "a member of the group", str(error))
    except Malformed as error:
        audit.add("election-form", "election", "an election", str(error))
    else:
        if election.canonical_body != election.body:
            audit.add("election-canonical", "election", "canonical JSON, fields in order", "another spelling")
        return election
    return None


def _check_trustees(audit: _Audit, election: Election, setup: Setup) -> tuple[Trustee, ...]:
    """Every proof of the trustees, and the election's key as their product."""
    group = election.group
    try:
        trustees = read_trustees(group, setup.trustees)
    except NotInGroup as error:
        audit.add("trustee-membership", "trustees", "members of the group", str(error))
        return ()
    except Malformed as error:
        audit.add("trustee-form", "trustees", "the trustees", str(error))
        return ()
    audit.findings += check_trustees(group, trustees)
    key = election_public_key(group, trustees)
    if key != election.public_key:
        audit.add("election-public-key", "election", group.text(key), group.text(election.public_key))
    return trustees


def _check_credentials(audit: _Audit, election: Election, setup: Setup) -> tuple[PublicCredential, ...]:
    try:
        credentials = read_credentials(setup.credentials)
    except Malformed as error:
        audit.add("credential-form", "credentials", "a list of credentials", str(error))
        return ()
    texts = [credential.text for credential in credentials]
    done = 0
    for bad in audit.workers.each(
        strange_credentials, ((election.group.name, texts[at : at + _RUN]) for at in range(0, len(texts), _RUN))
    ):
        for place, reason in bad:
            audit.add("credential-membership", f"credential {done + place + 1}", "a member of the group", reason)
        done = min(done + _RUN, len(texts))
        audit.progress("credentials", done, len(texts))
    for text, times in Counter(texts).items():
        if times > 1:
            audit.add("credential-distinct", f"credential {text[:80]}", "once in the list", f"{times} times")
    if election.shuffled and any(credential.weight != 1 for credential in credentials):
        audit.add("credential-weight", "credentials", "weights of one, as a question is shuffled", "other weights")
    total = sum(credential.weight for credential in credentials)
    if total > LARGEST_TOTAL_WEIGHT:
        audit.add("credential-weight", "credentials", f"a total of at most {LARGEST_TOTAL_WEIGHT}", str(total))
    _check_certificate(audit, election, setup, len(credentials))
    return credentials


def strange_credentials(group_name: str, texts: Sequence[str]) -> list[tuple[int, str]]:
    """Which of a run of credentials are no members of the group, and why: a unit of work."""
    group = GROUPS[group_name]
    found = []
    for place, text in enumerate(texts):
        try:
            if group.read(text) == group.identity:
                found.append((place, "the identity"))
        except NotInGroup as error:
            found.append((place, str(error)))
    return found


def _check_certificate(audit: _Audit, election: Election, setup: Setup, count: int) -> None:
    """The credential server's certificate (release 3.2 and later): it names this election and this list."""
    if setup.certificate is None:
        return
    names = ("uuid", "voter_list_length", "public_creds_hash", "verification_key", "encryption_key")
    try:
        found = fields(read(setup.certificate), names, ("signature",))
        stated = (string(found["uuid"]), number(found["voter_list_length"]), string(found["public_creds_hash"]))
    except Malformed as error:
        audit.add("credential-certificate", "certificate", "a certificate", str(error))
        return
    listed = setup.credentials
    if stated[:2] != (election.uuid, count) or stated[2] not in (base64_digest(listed), hex_digest(listed)):
        expected = (election.uuid, count, base64_digest(listed))
        audit.add("credential-certificate", "certificate", str(expected), str(stated))
    audit.add("credential-certificate-signature", "certificate", "a signature that we check", "we do not")


def _check_ballots(audit: _Audit, election: Election, board: Board, weights: Mapping[str, int]) -> list[CheckedBallot]:
    """Every ballot of the board; those that count are given back."""
    total = len(board.ballots)
    checked: list[CheckedBallot] = []
    seen: dict[str, int] = {}
    runs = (board.ballots[at : at + _BALLOTS_IN_A_RUN] for at in range(0, total, _BALLOTS_IN_A_RUN))
    tasks = ((election.body, [board.body(hash_) for hash_ in run]) for run in runs)
    for run in audit.workers.each(check_ballots, tasks):
        for ballot in run:
            place = len(checked)
            where = f"ballot {place + 1} ({base64_of_hex(board.ballots[place])})"
            audit.findings += [finding.within(where) for finding in ballot.findings]
            first = seen.setdefault(board.ballots[place], place)
            if first != place:
                audit.add("ballot-duplicate", where, "a ballot once", f"the same bytes as ballot {first + 1}")
            if ballot.answers is not None and ballot.credential not in weights:
                audit.add("ballot-credential", where, "a credential of the list", ballot.credential[:80])
            checked.append(ballot)
        audit.progress("ballots", len(checked), total)
    return counted_ballots(checked)


def _total_weight(counted: Sequence[CheckedBallot], weights: Mapping[str, int]) -> int:
    return sum(weights.get(ballot.credential, 1) for ballot in counted)


def _check_tally(
    audit: _Audit, election: Election, board: Board, counted: Sequence[CheckedBallot], weights: Mapping[str, int]
) -> Tally | None:
    """The encrypted tally as published, once it is read; None where the board has not come so far."""
    sized = board.sized_tally
    if board.tally is None or sized is None:
        return None
    if sized.num_tallied != len(counted):
        audit.add("tally-count", "encrypted tally", str(len(counted)), str(sized.num_tallied))
    if sized.total_weight != (total := _total_weight(counted, weights)):
        audit.add("tally-weight", "encrypted tally", str(total), str(sized.total_weight))
    expected = encrypted_tally(election, counted, weights)
    body = write_tally(election, expected)
    if body == board.tally:
        return expected
    audit.add("tally-ciphertexts", "encrypted tally", hex_digest(body), hex_digest(board.tally))
    try:
        return read_tally(election, board.tally)
    except (Malformed, NotInGroup) as error:
        audit.add("tally-form", "encrypted tally", "a tally of this election", str(error))
    return None


def _check_owners(audit: _Audit, kind: str, given: Sequence[Owned], trustees: Sequence[Trustee]) -> None:
    known = len(owners(trustees))
    seen: set[int] = set()
    for place, item in enumerate(given, start=1):
        where = f"{kind} {place}"
        if not 1 <= item.owner <= known:
            audit.add(f"{kind}-owner", where, f"an owner from 1 to {known}", str(item.owner))
        if item.owner in seen:
            audit.add(f"{kind}-owner-distinct", where, "each owner once", f"owner {item.owner} again")
        seen.add(item.owner)


def _check_shuffles(
    audit: _Audit, election: Election, board: Board, trustees: Sequence[Trustee], tally: Tally, policy: Policy
) -> Tally | None:
    """What is to be decrypted; None where a shuffle cannot be read."""
    _check_owners(audit, "shuffle", board.shuffles, trustees)
    opening = board.mixed or bool(board.decryptions)
    if not election.shuffled:
        if board.shuffles:
            audit.add("shuffle-needed", "shuffles", "none, as no question is shuffled", str(len(board.shuffles)))
        return tally
    if opening:
        _check_mixing(audit, board, trustees, policy)
    before = tuple(tally[place] for place in election.shuffled)
    last: Shuffle | None = None
    for place, item in enumerate(board.shuffles, start=1):
        where = f"shuffle {place}"
        try:
            last = read_shuffle(election.group, item.body, [len(column) for column in before])
            for broken in broken_equations(election, before, last, audit.workers):
                audit.add("shuffle-proof", where, "equation of the proof", f"{broken} does not hold")
        except Malformed as error:
            audit.add("shuffle-form", where, "a shuffle of what came before", str(error))
            return None
        except NotInGroup as error:
            audit.add("shuffle-membership", where, "members of the group", str(error))
            return None
        before = last.ciphertexts
        audit.progress("shuffles", place, len(board.shuffles))
    return opened_tally(election, tally, last)


def _check_mixing(audit: _Audit, board: Board, trustees: Sequence[Trustee], policy: Policy) -> None:
    """Enough shuffles, by those who had to."""
    made = {shuffle.owner for shuffle in board.shuffles}
    if not made:
        audit.add("shuffle-needed", "shuffles", "at least one before decryption", "none")
    if policy.shuffle_owners is not None and not policy.shuffle_owners <= made:
        audit.add("shuffle-policy", "shuffles", f"by {sorted(policy.shuffle_owners)}", f"by {sorted(made)}")
    needed = sum(trustee.needed for trustee in trustees)
    if len(made) < needed:
        audit.add("shuffle-number", "shuffles", f"{needed}, as many trustees as decrypt", str(len(made)))


def _check_opening(
    audit: _Audit, election: Election, board: Board, trustees: Sequence[Trustee], tally: Tally, total_weight: int
) -> Result | None:
    """Partial decryptions, and the result recomputed from them."""
    _check_owners(audit, "decryption", board.decryptions, trustees)
    keys = owners(trustees)
    valid: dict[int, PartialDecryption] = {}
    for place, item in enumerate(board.decryptions, start=1):
        where = f"decryption {place}"
        if not 1 <= item.owner <= len(keys):
            continue
        try:
            decryption = read_decryption(election, item.body, tally)
            broken = broken_factors(election, tally, keys[item.owner - 1][2], decryption, audit.workers)
        except Malformed as error:
            audit.add("decryption-form", where, "factors and proofs for each ciphertext", str(error))
            continue
        except NotInGroup as error:
            audit.add("decryption-membership", where, "members of the group", str(error))
            continue
        for factor in broken:
            audit.add("decryption-proof", f"{where}, {factor}", "a proof that holds", "it does not")
        valid.setdefault(item.owner, decryption)
        audit.progress("decryptions", place, len(board.decryptions))
    if board.result is None:
        return None
    missing = missing_trustees(trustees, list(valid))
    for who in missing:
        audit.add("decryption-enough", "decryptions", "every trustee who is needed", who)
    if missing or not trustees:
        return None
    return _check_result(audit, election, board.result, trustees, valid, tally, total_weight)


def _check_result(
    audit: _Audit,
    election: Election,
    body: bytes,
    trustees: Sequence[Trustee],
    decryptions: Mapping[int, PartialDecryption],
    tally: Tally,
    total_weight: int,
) -> Result | None:
    try:
        result = decode_result(election, combine(election, trustees, decryptions, tally, audit.workers), total_weight)
    except NotInRange as error:
        audit.add("result-range", "result", f"totals from 0 to {total_weight}", str(error))
        return None
    try:
        published = read_result(election, body)
    except Malformed as error:
        audit.add("result-form", "result", "a result for each question", str(error))
        return result
    for place, (ours, theirs) in enumerate(zip(result, published, strict=True), start=1):
        if ours != theirs:
            audit.add("result-value", f"result, question {place}", _shown(ours), _shown(theirs))
    return result


def _shown(values: Sequence[object]) -> str:
    return f"{list(values)[:10]}{' ...' if len(values) > 10 else ''}"


def _compare_published(audit: _Audit, ours: Mapping[str, Json], published: Mapping[str, Json]) -> None:
    for name, value in published.items():
        if ours.get(name) != value:
            audit.add("published-fingerprint", name, str(value)[:300], str(ours.get(name))[:300])
