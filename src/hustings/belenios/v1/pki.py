"""Belenios spec 3.1, section 4.6: the keys, signatures and channels of threshold trustees.

A seed of 22 Base58 characters gives a trustee a signing and a decryption key. A channel message is signed by its sender
and encrypted to its recipient with AES-256-GCM under a 32-byte IV; the recipient's name is inside the signature.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.encoding import Json, Malformed, fields, read_message, string, write_text
from hustings.belenios.v1.group import Element, Group
from hustings.belenios.v1.hashing import number_digest
from hustings.belenios.v1.proofs import Proof, ProofError, knowledge_holds, prove_knowledge, read_proof
from hustings.belenios.v1.randomness import Randomness, scalar


def draw_seed(rng: Randomness) -> str:
    """A new private key of a threshold trustee: 22 Base58 characters."""
    return draw_base58(rng, 22)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both secret scalars of a seed, with their public halves."""

    signing: int
    decryption: int
    verification: Element
    encryption: Element

    def __repr__(self) -> str:
        """Without the secrets: a private key never reaches a log."""
        return "KeyPair(private)"


def key_pair(group: Group, seed: str) -> KeyPair:
    """sk = H("sk|seed"), dk = H("dk|seed")."""
    signing = number_digest(f"sk|{seed}") % group.order
    decryption = number_digest(f"dk|{seed}") % group.order
    return KeyPair(signing, decryption, group.generator_power(signing), group.generator_power(decryption))


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A text and the signature over it."""

    message: str
    signature: Proof

    def to_json(self) -> Json:
        """As records carry it; JSON inside `message` is text here."""
        return {"message": self.message, "signature": self.signature.to_json()}


def read_signed(value: Json, order: int) -> SignedMessage:
    """A signed message; its signature is not checked here."""
    found = fields(value, ("message", "signature"))
    return SignedMessage(string(found["message"]), read_proof(found["signature"], order))


def sign(group: Group, secret: int, message: str, rng: Randomness) -> SignedMessage:
    """c = H("sigmsg|message|", g^w)."""
    return SignedMessage(message, prove_knowledge(group, f"sigmsg|{message}|", secret, rng))


def signature_holds(group: Group, verification: Element, signed: SignedMessage) -> bool:
    """Whether the holder of this verification key signed the message."""
    return knowledge_holds(group, f"sigmsg|{signed.message}|", verification, signed.signature)


def encrypt(group: Group, encryption: Element, message: str, rng: Randomness) -> str:
    """The encrypted message as JSON text. AES-GCM's IV is the whole hash of alpha, fresh with every message."""
    r, s = scalar(rng, group.order), scalar(rng, group.order)
    alpha, shared = group.generator_power(r), group.generator_power(s)
    beta = group.times(group.power(encryption, r), shared)
    data = AESGCM(_key(group, shared)).encrypt(_iv(group, alpha), message.encode(), None)
    return write_text(
        {"algorithm": "AES-GCM", "alpha": group.text(alpha), "beta": group.text(beta), "data": data.hex()}
    )


def decrypt(group: Group, secret: int, text: str) -> str:
    """The message. Raises `Malformed`, `NotInGroup`, or `ProofError` where it was not encrypted to this key."""
    found = fields(read_message(text), ("algorithm", "alpha", "beta", "data"))
    if string(found["algorithm"]) != "AES-GCM":
        raise Malformed("AES-GCM is the only algorithm of channels")
    alpha, beta = group.read(string(found["alpha"])), group.read(string(found["beta"]))
    shared = group.over(beta, group.power(alpha, secret))
    try:
        data = bytes.fromhex(string(found["data"]))
        return AESGCM(_key(group, shared)).decrypt(_iv(group, alpha), data, None).decode()
    except InvalidTag:
        raise ProofError("channel", "this message is not encrypted to this key, or was altered") from None
    except ValueError as error:
        raise Malformed(f"channel data: {error}") from None


def _key(group: Group, shared: Element) -> bytes:
    return number_digest(f"key|{group.text(shared)}").to_bytes(32, "big")


def _iv(group: Group, alpha: Element) -> bytes:
    return number_digest(f"iv|{group.text(alpha)}").to_bytes(32, "big")


def send(group: Group, signing: int, recipient: Element, message: str, rng: Randomness) -> str:
    """Encrypt to the recipient a message signed together with the recipient's key."""
    inner = write_text({"recipient": group.text(recipient), "message": message})
    return encrypt(group, recipient, write_text(sign(group, signing, inner, rng).to_json()), rng)


def receive(group: Group, keys: KeyPair, sender: Element, text: str) -> str:
    """The message of a sender to us. Raises `ProofError` for another sender's or one meant for somebody else."""
    signed = read_signed(read_message(decrypt(group, keys.decryption, text)), group.order)
    if not signature_holds(group, sender, signed):
        raise ProofError("channel", "the message is not signed by the sender it should come from")
    found = fields(read_message(signed.message), ("recipient", "message"))
    if string(found["recipient"]) != group.text(keys.encryption):
        raise ProofError("channel", "the message was meant for another recipient")
    return string(found["message"])
