"""A body's list as keyed hashes of e-mail addresses: what leaves its machine, and nothing else does.

Every body of an alliance holds the same key and none shows it to the matcher: whoever has hashes *and* key can try
addresses. Source: HMAC is RFC 2104 with SHA-256; docs/overlap.md says what this protects, and what it does not.
"""

import hashlib
import hmac
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hustings.overlap.errors import OverlapError

KEY_BYTES = 32
FORMAT = "hustings overlap list 1"
_ADDRESS = b"hustings overlap address 1\0"
_CHECK = b"hustings overlap key 1\0"


@dataclass(frozen=True, slots=True)
class HashedList:
    """One body's list: `hashes` sorted (64 hex digits each), so that their order tells nothing.

    `weight` is what a paper of this body counts, as agreed. `key_check` is the same wherever the same key was used,
    and tells nothing of the key.
    """

    body: str
    weight: int
    key_check: str
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Members who are in no hash, and so are counted in their own body without being looked for in another.

    `without` have no address, `shared` have one that several members of this body have.
    """

    without: int
    shared: int


def normalised(address: str) -> str:
    """The address as it is compared: no spaces around, small letters, compatible characters as one (NFKC), the name
    of the domain in its ASCII form. "" where there is none. What stands before the @ is otherwise left as it is.
    """
    name, at, domain = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    if not (name and at and domain):
        return ""
    domain = domain.rstrip(".")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    return f"{name}@{domain}" if domain else ""


def key_of(text: str) -> bytes:
    """A key as `hustings overlap key` writes it. Raises OverlapError for anything else."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        msg = f"this is no key: {2 * KEY_BYTES} digits from 0 to f are needed, as hustings overlap key writes them"
        raise OverlapError(msg)
    return key


def key_check_of(key: bytes) -> str:
    """What tells, without the key, whether two lists were made with the same one: 16 hex digits."""
    return hmac.digest(key, _CHECK, hashlib.sha256).hex()[:16]


def hash_of(key: bytes, address: str) -> str:
    """The keyed hash of a normalised address."""
    return hmac.digest(key, _ADDRESS + address.encode(), hashlib.sha256).hex()


def hashed(body: str, weight: int, key: bytes, addresses: Iterable[str]) -> tuple[HashedList, LeftOut]:
    """The list that leaves the body's machine, made of its members' addresses as they are on the books.

    An address of several members tells nobody apart, so none of them is looked for elsewhere. Raises OverlapError
    for a body without a name, or a weight below 1.
    """
    if not body.strip() or weight < 1:
        msg = f"{body!r}, weight {weight}: a body has a name, and a weight from 1"
        raise OverlapError(msg)
    members = Counter(normalised(address) for address in addresses)
    without = members.pop("", 0)
    shared = sum(number for number in members.values() if number > 1)
    hashes = sorted(hash_of(key, address) for address, number in members.items() if number == 1)
    return HashedList(body.strip(), weight, key_check_of(key), tuple(hashes)), LeftOut(without, shared)


def write_list(made: HashedList) -> str:
    """As JSON, one hash a line."""
    return _written(
        {
            "format": FORMAT,
            "body": made.body,
            "weight": made.weight,
            "key_check": made.key_check,
            "hashes": list(made.hashes),
        }
    )


def read_list(text: str, name: str = "list") -> HashedList:
    """A list as `write_list` writes it; `name` of the file stands in the message of what is wrong with it."""
    given = read_record(text, name, FORMAT)
    body, weight, check = given.get("body"), given.get("weight"), given.get("key_check")
    if not isinstance(body, str) or not body or type(weight) is not int or weight < 1 or not isinstance(check, str):
        msg = f"{name}: body, weight and key_check are needed: make the list again with hustings overlap hash"
        raise OverlapError(msg)
    return HashedList(body, weight, check, read_hashes(given, "hashes", name))


def read_record(text: str, name: str, wanted: str) -> Mapping[str, object]:
    """A JSON object of the format wanted. Raises OverlapError."""
    try:
        given = json.loads(text)
    except ValueError as fault:
        msg = f"{name}: this is no JSON ({fault})"
        raise OverlapError(msg) from None
    if not isinstance(given, dict) or given.get("format") != wanted:
        msg = f"{name}: this is no “{wanted}”"
        raise OverlapError(msg)
    return given


def read_hashes(given: Mapping[str, object], field: str, name: str) -> tuple[str, ...]:
    """A field of sorted hashes, each once. Raises OverlapError, naming the first that is none."""
    found = given.get(field)
    if not isinstance(found, list):
        msg = f"{name}: {field} is no list"
        raise OverlapError(msg)
    for place, each in enumerate(found, start=1):
        if not isinstance(each, str) or len(each) != 64 or not set(each) <= set("0123456789abcdef"):
            msg = f"{name}: {field} {place} is no hash of 64 digits from 0 to f"
            raise OverlapError(msg)
    if found != sorted(set(found)):
        msg = f"{name}: {field} are not sorted, or one stands twice: make the file again"
        raise OverlapError(msg)
    return tuple(found)


def _written(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
