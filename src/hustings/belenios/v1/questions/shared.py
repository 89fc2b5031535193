"""What answers of every kind are made of: ciphertexts, and what a check of an answer gives back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hustings.belenios.v1.encoding import Json, fields, string
from hustings.belenios.v1.group import Ciphertext, Element, Group, small_power
from hustings.belenios.v1.proofs import Statement


class ChoiceError(ValueError):
    """A choice that the question does not allow; the message says what it allows."""


class Failure(NamedTuple):
    """A proof that does not hold: the name of the check, and which part of the answer."""

    check: str
    part: str


class CheckedAnswer(NamedTuple):
    """The ciphertexts of an answer, flat and in the order of the answer, and the proofs that do not hold."""

    ciphertexts: tuple[Ciphertext, ...]
    failures: tuple[Failure, ...]


def decode_ciphertext(group: Group, value: Json) -> Ciphertext:
    """A ciphertext in canonical spelling; membership is left to the equations that raise both points to a power."""
    found = fields(value, ("alpha", "beta"))
    return Ciphertext(group.decode(string(found["alpha"])), group.decode(string(found["beta"])))


def read_ciphertext(group: Group, value: Json) -> Ciphertext:
    """A ciphertext whose two points are members of the group."""
    found = fields(value, ("alpha", "beta"))
    return Ciphertext(group.read(string(found["alpha"])), group.read(string(found["beta"])))


def ciphertext_json(group: Group, pair: Ciphertext) -> Json:
    """As answers, tallies and shuffles carry it."""
    return {"alpha": group.text(pair.alpha), "beta": group.text(pair.beta)}


def pair_texts(group: Group, pairs: Iterable[Ciphertext]) -> str:
    """alpha1,beta1,alpha2,beta2,... as the prefixes of proofs carry it."""
    return ",".join(f"{group.text(pair.alpha)},{group.text(pair.beta)}" for pair in pairs)


def encrypt_bit(group: Group, y: Element, bit: int, r: int) -> Ciphertext:
    """alpha = g^r, beta = y^r.g^m."""
    beta = group.power(y, r)
    return Ciphertext(group.generator_power(r), group.times(beta, small_power(group, bit)) if bit else beta)


def value_statement(group: Group, pair: Ciphertext, value: int) -> Statement:
    """(alpha, beta/g^value): that the pair carries `value`. For 0 the pair itself, so its own points are checked."""
    return (pair.alpha, group.over(pair.beta, small_power(group, value)) if value else pair.beta)


def bit_statements(group: Group, pair: Ciphertext) -> list[Statement]:
    """The pair carries 0, or it carries 1."""
    return [value_statement(group, pair, 0), value_statement(group, pair, 1)]


def bit_prefix(group: Group, context: str, pair: Ciphertext) -> str:
    """What the proof of a single mark hashes first."""
    return f"prove|{context}|{group.text(pair.alpha)},{group.text(pair.beta)}|"


def sum_prefix(group: Group, prefix: str, total: Ciphertext) -> str:
    """What the proof of a sum hashes first; `prefix` is the context and every ciphertext of the answer."""
    return f"prove|{prefix}|{group.text(total.alpha)},{group.text(total.beta)}|"


def require_bits(choice: Sequence[int], length: int, what: str) -> None:
    """Exactly `length` zeros and ones."""
    if len(choice) != length or any(bit not in (0, 1) for bit in choice):
        raise ChoiceError(f"{what}: {length} marks, each 0 or 1, were expected, not {list(choice)}")
