"""Belenios spec 3.1, sections 4.5 to 4.7: the trustees' public keys, single and threshold, and their checks.

Every trustee's number, its *owner* index, counts from 1 over all trustees in order; a Pedersen group counts as many as
it has members.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import (
    Json,
    Malformed,
    fields,
    items,
    number,
    read,
    read_message,
    string,
    write,
    write_text,
)
from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.group import Element, Group, NotInGroup, product
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.pki import SignedMessage, read_signed, signature_holds
from hustings.belenios.v1.proofs import Proof, knowledge_holds, prove_knowledge, read_proof
from hustings.belenios.v1.randomness import Randomness


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """A public key with the proof that its private half is known; signed where the trustee is one of a threshold."""

    pok: Proof
    public_key: Element
    signature: Proof | None = None
    name: str | None = None

    def to_json(self, group: Group) -> Json:
        """As trustees.json carries it."""
        value: dict[str, Json] = {"pok": self.pok.to_json(), "public_key": group.text(self.public_key)}
        if self.signature is not None:
            value["signature"] = self.signature.to_json()
        if self.name is not None:
            value["name"] = self.name
        return value


@dataclass(frozen=True, slots=True)
class Single:
    """A trustee who is always needed."""

    key: TrusteeKey

    @property
    def size(self) -> int:
        """How many owners this item counts."""
        return 1

    @property
    def needed(self) -> int:
        """How many of its owners have to decrypt."""
        return 1

    def public_key(self, group: Group) -> Element:
        """Its factor of the election's public key."""
        return self.key.public_key

    def verification_keys(self) -> tuple[Element, ...]:
        """The key by which each owner's partial decryption is checked."""
        return (self.key.public_key,)

    def to_json(self, group: Group) -> Json:
        """As trustees.json carries it."""
        return ["Single", self.key.to_json(group)]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a threshold trustee says of itself first: the context, and its two public keys."""

    group_name: str
    size: int
    threshold: int
    index: int
    verification: Element
    encryption: Element
    signed: SignedMessage

    @property
    def fingerprint(self) -> str:
        """The name of the trustee's files, and of its key in the published fingerprints."""
        return hex_digest(self.signed.message.encode())


@dataclass(frozen=True, slots=True)
class Pedersen:
    """A group of trustees of whom `threshold` are needed."""

    threshold: int
    certificates: tuple[Certificate, ...]
    coefexps: tuple[SignedMessage, ...]
    commitments: tuple[tuple[Element, ...], ...]
    """What `coefexps` say: for each member, g^a for each coefficient of its polynomial."""
    signatures: tuple[Proof, ...]
    keys: tuple[TrusteeKey, ...]

    @property
    def size(self) -> int:
        """How many owners this item counts."""
        return len(self.keys)

    @property
    def needed(self) -> int:
        """How many of its owners have to decrypt."""
        return self.threshold

    def public_key(self, group: Group) -> Element:
        """The product of the constant commitments."""
        return product(group, (commitment[0] for commitment in self.commitments))

    def verification_keys(self) -> tuple[Element, ...]:
        """The key by which each owner's partial decryption is checked."""
        return tuple(key.public_key for key in self.keys)

    def to_json(self, group: Group) -> Json:
        """As trustees.json carries it."""
        return [
            "Pedersen",
            {
                "threshold": self.threshold,
                "certs": [certificate.signed.to_json() for certificate in self.certificates],
                "coefexps": [signed.to_json() for signed in self.coefexps],
                "signatures": [signature.to_json() for signature in self.signatures],
                "verification_keys": [key.to_json(group) for key in self.keys],
            },
        ]


Trustee = Single | Pedersen


def prove_key(group: Group, secret: int, rng: Randomness, name: str | None = None) -> TrusteeKey:
    """g^x with its proof of knowledge."""
    public = group.generator_power(secret)
    return TrusteeKey(prove_knowledge(group, _pok_prefix(group, public), secret, rng), public, None, name)


def key_proof_holds(group: Group, key: TrusteeKey) -> bool:
    """Whether the private half was known to whoever made this key."""
    return knowledge_holds(group, _pok_prefix(group, key.public_key), key.public_key, key.pok)


def _pok_prefix(group: Group, public: Element) -> str:
    return f"pok|{group.name}|{group.text(public)}|"


def election_public_key(group: Group, trustees: Sequence[Trustee]) -> Element:
    """The product of the trustees' keys."""
    return product(group, (trustee.public_key(group) for trustee in trustees))


def owners(trustees: Sequence[Trustee]) -> list[tuple[int, int, Element]]:
    """For each owner index from 1: number of its item, 1-based place in it, verification key."""
    return [
        (item, place, key)
        for item, trustee in enumerate(trustees)
        for place, key in enumerate(trustee.verification_keys(), start=1)
    ]


def key_fingerprint(group: Group, key: Element) -> str:
    """What a trustee reads out: SHA-256 of the JSON string, quotes included."""
    return hex_digest(write(group.text(key)))


def write_trustees(group: Group, trustees: Sequence[Trustee]) -> bytes:
    """The body of trustees.json."""
    return write([trustee.to_json(group) for trustee in trustees])


def read_trustees(group: Group, body: bytes) -> tuple[Trustee, ...]:
    """The trustees; every key a member of the group. Proofs are checked by `check_trustees`."""
    found = items(read(body))
    if not found:
        raise Malformed("an election has a trustee")
    return tuple(_read_trustee(group, item) for item in found)


def _read_trustee(group: Group, value: Json) -> Trustee:
    kind, inner = items(value, 2)
    if kind == "Single":
        return Single(read_key(group, inner, signed=False))
    if kind == "Pedersen":
        return _read_pedersen(group, inner)
    raise Malformed(f"a trustee is Single or Pedersen, not {kind!r:.40}")


def read_key(group: Group, value: Json, *, signed: bool) -> TrusteeKey:
    """A trustee's public key; `signed` says whether a signature is required or refused."""
    required = ("pok", "public_key", "signature") if signed else ("pok", "public_key")
    found = fields(value, required, ("name",))
    public = group.read(string(found["public_key"]))
    if public == group.identity:
        raise NotInGroup("the identity is no trustee's key")
    return TrusteeKey(
        read_proof(found["pok"], group.order),
        public,
        read_proof(found["signature"], group.order) if signed else None,
        string(found["name"]) if "name" in found else None,
    )


def _read_pedersen(group: Group, value: Json) -> Pedersen:
    found = fields(value, ("threshold", "certs", "coefexps", "signatures", "verification_keys"))
    certificates = tuple(read_certificate(group, item) for item in items(found["certs"]))
    coefexps = tuple(read_signed(item, group.order) for item in items(found["coefexps"], len(certificates)))
    if not certificates:
        raise Malformed("a threshold group has members")
    return Pedersen(
        number(found["threshold"]),
        certificates,
        coefexps,
        tuple(read_commitments(group, signed.message) for signed in coefexps),
        tuple(read_proof(item, group.order) for item in items(found["signatures"], len(certificates))),
        tuple(read_key(group, item, signed=True) for item in items(found["verification_keys"], len(certificates))),
    )


def read_certificate(group: Group, value: Json) -> Certificate:
    """A certificate; both keys members of the group. Its signature is checked by `certificate_findings`."""
    signed = read_signed(value, group.order)
    found = fields(read_message(signed.message), ("context", "verification", "encryption"))
    context = fields(found["context"], ("group", "size", "threshold", "index"))
    verification, encryption = (group.read(string(found[name])) for name in ("verification", "encryption"))
    if group.identity in (verification, encryption):
        raise NotInGroup("the identity is no trustee's key")
    return Certificate(
        group_name=string(context["group"]),
        size=number(context["size"]),
        threshold=number(context["threshold"]),
        index=number(context["index"]),
        verification=verification,
        encryption=encryption,
        signed=signed,
    )


def read_commitments(group: Group, message: str) -> tuple[Element, ...]:
    """The commitments of a signed coefexps message; at least one."""
    found = items(fields(read_message(message), ("coefexps",))["coefexps"])
    if not found:
        raise Malformed("a polynomial has a coefficient")
    return tuple(group.read(string(item)) for item in found)


def certificate_findings(group: Group, certificates: Sequence[Certificate], threshold: int) -> list[Finding]:
    """Context exact (group, size, threshold, index), each certificate signed by its own key, all distinct."""
    found = []
    size = len(certificates)
    for index, certificate in enumerate(certificates, start=1):
        expected = (group.name, size, threshold, index)
        got = (certificate.group_name, certificate.size, certificate.threshold, certificate.index)
        if got != expected:
            found.append(Finding("trustee-certificate", f"member {index}", f"context {expected}", f"context {got}"))
        if not signature_holds(group, certificate.verification, certificate.signed):
            found.append(_broken("trustee-certificate", index, "certificate signed by its own key"))
    if len({certificate.verification for certificate in certificates}) != size:
        found.append(Finding("trustee-certificate", "members", f"{size} distinct verification keys", "a key twice"))
    return found


def coefexps_signature_text(group: Group, certificates: Sequence[Certificate], commitments: Sequence[Element]) -> str:
    """What a member signs after seeing all certificates: them, and its own commitments."""
    texts = [group.text(commitment) for commitment in commitments]
    certs = [certificate.signed.to_json() for certificate in certificates]
    return "certs_sig|" + write_text({"certs": certs, "coefexps": texts})


def share_commitment(group: Group, commitments: Sequence[Sequence[Element]], index: int) -> Element:
    """Product over all members of their commitments raised to index^k: g to the share of member `index`."""
    total = group.identity
    for member in commitments:
        value = member[-1]
        for commitment in reversed(member[:-1]):
            value = group.times(group.power(value, index), commitment)
        total = group.times(total, value)
    return total


def check_trustees(group: Group, trustees: Sequence[Trustee]) -> list[Finding]:
    """Every proof and signature of the trustees."""
    found: list[Finding] = []
    owner = 1
    for trustee in trustees:
        if isinstance(trustee, Single):
            if not key_proof_holds(group, trustee.key):
                found.append(_broken("trustee-key-proof", owner, "proof of knowledge of the private key", "trustee"))
        else:
            found += [
                finding.within(f"trustees {owner} to {owner + trustee.size - 1}")
                for finding in _check_pedersen(group, trustee)
            ]
        owner += trustee.size
    return found


def _check_pedersen(group: Group, trustee: Pedersen) -> list[Finding]:
    if not 0 < trustee.threshold <= trustee.size:
        bounds = f"a threshold from 1 to {trustee.size}"
        return [Finding("trustee-threshold", "threshold", bounds, str(trustee.threshold))]
    found = certificate_findings(group, trustee.certificates, trustee.threshold)
    for index, (certificate, signed, commitments, signature, key) in enumerate(
        zip(trustee.certificates, trustee.coefexps, trustee.commitments, trustee.signatures, trustee.keys, strict=True),
        start=1,
    ):
        if len(commitments) != trustee.threshold:
            expected = f"{trustee.threshold} commitments"
            found.append(Finding("trustee-commitments", f"member {index}", expected, str(len(commitments))))
        if not signature_holds(group, certificate.verification, signed):
            found.append(_broken("trustee-commitments", index, "commitments signed by the member"))
        text = coefexps_signature_text(group, trustee.certificates, commitments)
        if not signature_holds(group, certificate.verification, SignedMessage(text, signature)):
            found.append(_broken("trustee-certificates-signature", index, "signature over all certificates"))
        if not key_proof_holds(group, key):
            found.append(_broken("trustee-key-proof", index, "proof of knowledge of the share"))
        if key.public_key != share_commitment(group, trustee.commitments, index):
            found.append(_broken("trustee-share", index, "verification key from the commitments"))
        if key.signature is None or not signature_holds(
            group, certificate.verification, SignedMessage(group.text(key.public_key), key.signature)
        ):
            found.append(_broken("trustee-share-signature", index, "verification key signed by the member"))
    return found


def _broken(check: str, index: int, expected: str, who: str = "member") -> Finding:
    return Finding(check, f"{who} {index}", expected, "it does not hold")
