"""Belenios spec 3.1, sections 3.1 and 4.8: voting codes (secret credentials) and public credentials.

A secret credential is the voter's code; the same code gives a different public credential in every election, so boards
cannot be joined. The list of public credentials is fixed when the board opens.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import (
    LARGEST_TOTAL_WEIGHT,
    Malformed,
    items,
    read,
    string,
    write,
)
from hustings.belenios.v1.encoding import scalar as read_scalar
from hustings.belenios.v1.group import Element, Group
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.randomness import Randomness, below

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CODE = re.compile(f"[{BASE58}]{{5}}-[{BASE58}]{{6}}-[{BASE58}]{{5}}-[{BASE58}]{{6}}")


def draw_base58(rng: Randomness, length: int) -> str:
    """Uniform Base58 characters: codes, seeds of trustees, identifiers of elections."""
    return "".join(BASE58[below(rng, 58)] for _ in range(length))


def draw_code(rng: Randomness) -> str:
    """A new voting code: 22 Base58 characters in groups of 5, 6, 5 and 6; 128 bits, no checksum."""
    drawn = draw_base58(rng, 22)
    return "-".join((drawn[:5], drawn[5:11], drawn[11:16], drawn[16:]))


def is_code(text: str) -> bool:
    """Whether a text is written as a voting code; says nothing about being on any list."""
    return _CODE.fullmatch(text) is not None


def derive(group: Group, uuid: str, code: str) -> int:
    """The secret scalar of a code in one election. The dashes are part of what is hashed."""
    digits = "".join(hex_digest(f"derive_credential|{uuid}|{half}|{code}".encode()) for half in (0, 1))
    return int(digits, 16) % group.order


def public_credential(group: Group, uuid: str, code: str) -> Element:
    """g^x for the secret x of a code in one election."""
    return group.generator_power(derive(group, uuid, code))


@dataclass(frozen=True, slots=True)
class PublicCredential:
    """A line of the published list: the spelling of g^x, and the weight of that voter's vote."""

    text: str
    weight: int = 1

    def line(self) -> str:
        """As published: the weight only where it is not one."""
        return self.text if self.weight == 1 else f"{self.text},{self.weight}"


def write_credentials(credentials: Sequence[PublicCredential]) -> bytes:
    """The body of the published list, sorted so that its order tells nothing."""
    return write(sorted(credential.line() for credential in credentials))


def read_credentials(body: bytes) -> tuple[PublicCredential, ...]:
    """The published list in its order; membership, distinctness and sums are the verifier's (`verify`)."""
    return tuple(_read_line(string(line)) for line in items(read(body)))


def _read_line(line: str) -> PublicCredential:
    text, comma, weight = line.partition(",")
    if "," in weight:
        raise Malformed(f"{line[:100]}: a published credential carries no third field")
    if not comma:
        return PublicCredential(text)
    return PublicCredential(text, read_scalar(weight, LARGEST_TOTAL_WEIGHT + 1))


def weights(credentials: Sequence[PublicCredential]) -> Mapping[str, int]:
    """The weight of each public credential, by its spelling."""
    return {credential.text: credential.weight for credential in credentials}
