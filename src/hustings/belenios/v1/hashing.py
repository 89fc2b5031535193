"""Belenios spec 3.1, section 3: the hash functions. All are SHA-256; digests are read big-endian."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from hustings.belenios.v1.group import Element, Group


def hex_digest(body: bytes) -> str:
    """SHA-256 in lower-case hexadecimal: names of records, links of the chain."""
    return sha256(body).hexdigest()


def base64_digest(body: bytes) -> str:
    """SHA-256 in standard Base64 without padding, 43 characters: fingerprints and trackers."""
    return b64encode(sha256(body).digest())[:43].decode()


def base64_of_hex(digest: str) -> str:
    """The same SHA-256 in Base64: the tracker of a ballot from the name of its record."""
    return b64encode(bytes.fromhex(digest))[:43].decode()


def number_digest(text: str) -> int:
    """SHA-256 of a text as a 256-bit integer."""
    return int.from_bytes(sha256(text.encode()).digest(), "big")


def challenge(group: Group, prefix: str, elements: Iterable[Element]) -> int:
    """H(prefix followed by the elements, comma separated) modulo the order of the group."""
    return number_digest(prefix + ",".join(map(group.text, elements))) % group.order
