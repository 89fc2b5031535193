"""Belenios spec 3.1, section 4.6: the key ceremony of T of n trustees, step by step.

certify (each), check certificates (each), deal (each), route (the server), accept (each), assemble (the server).
Nobody ever holds the election's private key; T members together can decrypt, fewer learn nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import Json, Malformed, fields, items, read_message, string, write_text
from hustings.belenios.v1.encoding import scalar as read_scalar
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import Element, Group
from hustings.belenios.v1.pki import KeyPair, SignedMessage, key_pair, read_signed, receive, send, sign, signature_holds
from hustings.belenios.v1.proofs import Proof, ProofError, read_proof
from hustings.belenios.v1.randomness import Randomness, scalars
from hustings.belenios.v1.trustees import (
    Certificate,
    Pedersen,
    TrusteeKey,
    certificate_findings,
    coefexps_signature_text,
    prove_key,
    read_certificate,
    read_commitments,
    read_key,
    share_commitment,
)


def certify(group: Group, seed: str, size: int, threshold: int, index: int, rng: Randomness) -> Certificate:
    """Step 1: member `index` of `size` publishes its keys, signed. Raises `ValueError` for numbers that do not fit."""
    if not 0 < threshold <= size or not 1 <= index <= size:
        raise ValueError(f"member {index} of {size} with threshold {threshold}: 1 <= threshold <= size was expected")
    keys = key_pair(group, seed)
    context: Json = {"group": group.name, "size": size, "threshold": threshold, "index": index}
    message = write_text(
        {"context": context, "verification": group.text(keys.verification), "encryption": group.text(keys.encryption)}
    )
    return read_certificate(group, sign(group, keys.signing, message, rng).to_json())


def require_certificates(group: Group, certificates: Sequence[Certificate], threshold: int) -> None:
    """Step 2: every member checks all certificates before it deals. Raises `ProofError`."""
    _require(certificate_findings(group, certificates, threshold))


@dataclass(frozen=True, slots=True)
class Dealing:
    """Step 3, one member's: its polynomial to itself, a secret to each member, its signed commitments."""

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: SignedMessage
    signature: Proof

    def to_json(self) -> Json:
        """As the ceremony's files carry it."""
        return {
            "polynomial": self.polynomial,
            "secrets": list(self.secrets),
            "coefexps": self.coefexps.to_json(),
            "signature": self.signature.to_json(),
        }


def read_dealing(group: Group, value: Json, size: int) -> Dealing:
    """A dealing; checked by `accept`."""
    found = fields(value, ("polynomial", "secrets", "coefexps", "signature"))
    return Dealing(
        string(found["polynomial"]),
        tuple(string(item) for item in items(found["secrets"], size)),
        read_signed(found["coefexps"], group.order),
        read_proof(found["signature"], group.order),
    )


def deal(group: Group, seed: str, certificates: Sequence[Certificate], threshold: int, rng: Randomness) -> Dealing:
    """Step 3: draw a polynomial of degree threshold - 1 and send each member its value at that member's index."""
    require_certificates(group, certificates, threshold)
    keys = key_pair(group, seed)
    coefficients = scalars(rng, group.order, threshold)
    commitments = [group.generator_power(coefficient) for coefficient in coefficients]
    text = coefexps_signature_text(group, certificates, commitments)
    return Dealing(
        send(group, keys.signing, keys.encryption, write_text({"polynomial": [str(a) for a in coefficients]}), rng),
        tuple(
            send(
                group,
                keys.signing,
                certificate.encryption,
                write_text({"secret": str(_value_at(coefficients, certificate.index, group.order))}),
                rng,
            )
            for certificate in certificates
        ),
        sign(group, keys.signing, write_text({"coefexps": [group.text(a) for a in commitments]}), rng),
        sign(group, keys.signing, text, rng).signature,
    )


def _value_at(coefficients: Sequence[int], point: int, order: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * point + coefficient) % order
    return total


@dataclass(frozen=True, slots=True)
class Input:
    """Step 4, what one member receives from all."""

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]

    def to_json(self) -> Json:
        """As the ceremony's files carry it."""
        return {
            "polynomial": self.polynomial,
            "secrets": list(self.secrets),
            "coefexps": [signed.to_json() for signed in self.coefexps],
            "signatures": [signature.to_json() for signature in self.signatures],
        }


def read_input(group: Group, value: Json, size: int) -> Input:
    """An input; checked by `accept`."""
    found = fields(value, ("polynomial", "secrets", "coefexps", "signatures"))
    return Input(
        string(found["polynomial"]),
        tuple(string(item) for item in items(found["secrets"], size)),
        tuple(read_signed(item, group.order) for item in items(found["coefexps"], size)),
        tuple(read_proof(item, group.order) for item in items(found["signatures"], size)),
    )


def route(dealings: Sequence[Dealing]) -> list[Input]:
    """Step 4: the server hands each member what all others dealt to it; it can read none of it."""
    coefexps = tuple(dealing.coefexps for dealing in dealings)
    signatures = tuple(dealing.signature for dealing in dealings)
    return [
        Input(dealing.polynomial, tuple(other.secrets[place] for other in dealings), coefexps, signatures)
        for place, dealing in enumerate(dealings)
    ]


@dataclass(frozen=True, slots=True)
class Output:
    """Step 5, one member's: its decryption key encrypted to itself, and the public half."""

    private_key: str
    public_key: TrusteeKey

    def to_json(self, group: Group) -> Json:
        """As the ceremony's files carry it."""
        return {"private_key": self.private_key, "public_key": self.public_key.to_json(group)}


def read_output(group: Group, value: Json) -> Output:
    """An output; checked when the public parameters are assembled."""
    found = fields(value, ("private_key", "public_key"))
    return Output(string(found["private_key"]), read_key(group, found["public_key"], signed=True))


def accept(
    group: Group, seed: str, certificates: Sequence[Certificate], threshold: int, received: Input, rng: Randomness
) -> Output:
    """Step 5: check everything received, add up the shares, publish g^share. Raises `ProofError` naming who cheated."""
    require_certificates(group, certificates, threshold)
    keys = key_pair(group, seed)
    index = next((c.index for c in certificates if c.verification == keys.verification), None)
    if index is None:
        raise ProofError("trustee-certificate", "this key is none of the certificates'")
    commitments = [
        _checked_commitments(group, certificates, threshold, received, place) for place in range(len(certificates))
    ]
    if group.generator_power(_own_polynomial(group, keys, received)[0]) != commitments[index - 1][0]:
        raise ProofError("trustee-commitments", "our own polynomial was replaced")
    share = 0
    for sender, (certificate, text) in enumerate(zip(certificates, received.secrets, strict=True)):
        value = fields(read_message(receive(group, keys, certificate.verification, text)), ("secret",))["secret"]
        secret = read_scalar(value, group.order)
        if group.generator_power(secret) != share_commitment(group, [commitments[sender]], index):
            raise ProofError(
                "trustee-share", f"member {sender + 1} sent member {index} a secret that is not on its polynomial"
            )
        share = (share + secret) % group.order
    key = prove_key(group, share, rng)
    signature = sign(group, keys.signing, group.text(key.public_key), rng).signature
    message = write_text({"decryption_key": str(share)})
    return Output(
        send(group, keys.signing, keys.encryption, message, rng), TrusteeKey(key.pok, key.public_key, signature)
    )


def _own_polynomial(group: Group, keys: KeyPair, received: Input) -> list[int]:
    message = read_message(receive(group, keys, keys.verification, received.polynomial))
    found = [read_scalar(item, group.order) for item in items(fields(message, ("polynomial",))["polynomial"])]
    if not found:
        raise Malformed("a polynomial has a coefficient")
    return found


def _checked_commitments(
    group: Group, certificates: Sequence[Certificate], threshold: int, received: Input, place: int
) -> tuple[Element, ...]:
    signed, verification = received.coefexps[place], certificates[place].verification
    commitments = read_commitments(group, signed.message)
    text = coefexps_signature_text(group, certificates, commitments)
    if (
        len(commitments) != threshold
        or not signature_holds(group, verification, signed)
        or not signature_holds(group, verification, SignedMessage(text, received.signatures[place]))
    ):
        raise ProofError("trustee-commitments", f"the commitments of member {place + 1} are not what it signed")
    return commitments


def assemble(
    group: Group,
    threshold: int,
    certificates: Sequence[Certificate],
    dealings: Sequence[Dealing],
    outputs: Sequence[Output],
) -> Pedersen:
    """Step 6: the public parameters; `trustees.check_trustees` checks them as anybody can."""
    return Pedersen(
        threshold,
        tuple(certificates),
        tuple(dealing.coefexps for dealing in dealings),
        tuple(read_commitments(group, dealing.coefexps.message) for dealing in dealings),
        tuple(dealing.signature for dealing in dealings),
        tuple(output.public_key for output in outputs),
    )


def decryption_key(group: Group, seed: str, private_key: str) -> int:
    """A member's share of the private key, from its seed and the encrypted key of step 5."""
    keys = key_pair(group, seed)
    message = read_message(receive(group, keys, keys.verification, private_key))
    return read_scalar(fields(message, ("decryption_key",))["decryption_key"], group.order)


def _require(findings: Sequence[Finding]) -> None:
    if findings:
        first = findings[0]
        raise ProofError(first.check, f"{first.subject}: expected {first.expected}, got {first.got}")
