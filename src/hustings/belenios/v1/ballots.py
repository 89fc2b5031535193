"""Belenios spec 3.1, sections 4.11, 4.16 and 4.17: ballots, their signatures and their trackers.

The election's fingerprint and the credential enter every proof of a ballot; that is what stops one voter from copying
another's ballot. A ballot does not show who cast it, nor when.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hustings.belenios.v1.credentials import derive
from hustings.belenios.v1.election import Election, read_election
from hustings.belenios.v1.encoding import Json, Malformed, NotCanonical, fields, items, read, string, write
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import Ciphertext, NotInGroup
from hustings.belenios.v1.hashing import base64_digest
from hustings.belenios.v1.proofs import Proof, knowledge_holds, prove_knowledge, read_proof
from hustings.belenios.v1.questions.shared import ChoiceError
from hustings.belenios.v1.randomness import Randomness

_UNSIGNED = ("election_uuid", "election_hash", "credential", "answers")


class CheckedBallot(NamedTuple):
    """What a check of a ballot gives back: what there is to count, and every finding.

    `answers` are the ciphertexts of each question, flat; None where the ballot could not be read, so that there is
    nothing to count.
    """

    credential: str
    answers: tuple[tuple[Ciphertext, ...], ...] | None
    findings: tuple[Finding, ...]


def tracker(body: bytes) -> str:
    """The receipt number: what a voter looks for on the board."""
    return base64_digest(body)


def make_ballot(election: Election, code: str, choices: Sequence[Json], rng: Randomness) -> bytes:
    """The ballot of the holder of a voting code: one choice for each question. Raises `ChoiceError`."""
    if len(choices) != len(election.questions):
        raise ChoiceError(
            f"{len(election.questions)} choices, one for each question, were expected, not {len(choices)}"
        )
    group, y = election.group, election.public_key
    secret = derive(group, election.uuid, code)
    credential = group.text(group.generator_power(secret))
    context = f"{election.fingerprint}|{credential}"
    answers = [
        question.encrypt(group, y, context, choice, rng)
        for question, choice in zip(election.questions, choices, strict=True)
    ]
    return sign_ballot(election, secret, answers, rng)


def sign_ballot(election: Election, secret: int, answers: Sequence[Json], rng: Randomness) -> bytes:
    """The ballot that carries these answers, signed by the credential of this secret scalar."""
    group = election.group
    unsigned: dict[str, Json] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": group.text(group.generator_power(secret)),
        "answers": answers,
    }
    signed_hash = base64_digest(write(unsigned))
    proof = prove_knowledge(group, f"sig|{signed_hash}|", secret, rng)
    return write({**unsigned, "signature": {"hash": signed_hash, "proof": proof.to_json()}})


def check_ballot(election: Election, body: bytes) -> CheckedBallot:
    """Every rule on one ballot alone; whether its credential is on the list is not looked at here."""
    try:
        value = fields(read(body), (*_UNSIGNED, "signature"))
        texts = [string(value[name]) for name in _UNSIGNED[:3]]
        answers = items(value["answers"], len(election.questions))
        signature = fields(value["signature"], ("hash", "proof"))
        signed_hash = string(signature["hash"])
        proof = read_proof(signature["proof"], election.group.order)
    except Malformed as error:
        return CheckedBallot("", None, (_unreadable(error, "a ballot"),))
    uuid, fingerprint, credential = texts
    findings: list[Finding] = []
    if uuid != election.uuid:
        findings.append(Finding("ballot-uuid", "", election.uuid, uuid))
    if fingerprint != election.fingerprint:
        findings.append(Finding("ballot-election-hash", "", election.fingerprint, fingerprint))
    findings += _signature_findings(election, body, signed_hash, credential, proof)
    counted: list[tuple[Ciphertext, ...]] | None = []
    context = f"{election.fingerprint}|{credential}"
    for at, (question, answer) in enumerate(zip(election.questions, answers, strict=True)):
        place = f"question {at + 1}"
        try:
            checked = question.check(election.group, election.public_key, context, answer)
        except Malformed as error:
            findings.append(_unreadable(error, "an answer as the question requires").within(place))
            counted = None
        except NotInGroup as error:
            findings.append(Finding("ballot-membership", place, "elements of the group", str(error)))
            counted = None
        else:
            findings += [
                Finding(check, f"{place}, {part}", "a proof that holds", "it does not")
                for check, part in checked.failures
            ]
            if counted is not None:
                counted.append(checked.ciphertexts)
    return CheckedBallot(credential, None if counted is None else tuple(counted), tuple(findings))


def claimed_credential(body: bytes) -> str:
    """The public credential that a ballot names; nothing is proved yet. Raises `Malformed`."""
    return string(fields(read(body), (*_UNSIGNED, "signature"))["credential"])


def check_ballots(election_body: bytes, bodies: Sequence[bytes]) -> list[CheckedBallot]:
    """`check_ballot` for a run of ballots: the unit of work that is sent to another process or machine."""
    election = read_election(election_body)
    return [check_ballot(election, body) for body in bodies]


def _signature_findings(
    election: Election, body: bytes, signed_hash: str, credential: str, proof: Proof
) -> list[Finding]:
    """The signed hash is that of the ballot without its signature, and the credential signed it.

    The body is canonical, so its signature is its last field, and no text in it holds those bytes unescaped.
    """
    group = election.group
    found = []
    unsigned = body[: body.rindex(b',"signature":{')] + b"}"
    if base64_digest(unsigned) != signed_hash:
        found.append(Finding("ballot-signature-hash", "", base64_digest(unsigned), signed_hash))
    if credential == group.text(group.identity):
        return [*found, Finding("ballot-membership", "credential", "a credential", "the identity")]
    try:
        signed = knowledge_holds(group, f"sig|{signed_hash}|", group.decode(credential), proof)
    except NotInGroup as error:
        return [*found, Finding("ballot-membership", "credential", "an element of the group", str(error))]
    return found if signed else [*found, Finding("ballot-signature", "", "signed by the credential", "it is not")]


def _unreadable(error: Malformed, expected: str) -> Finding:
    """Why a ballot cannot be read; one whose only fault is its spelling is told apart."""
    if isinstance(error, NotCanonical):
        return Finding("ballot-canonical", "", "canonical JSON", f"{error} (Belenios's own tool may tolerate it)")
    return Finding("ballot-form", "", expected, str(error))
