"""Belenios spec 3.1, section 4.1: JSON as the protocol writes it.

Compact, fields in the order of the specification, absent optional fields left out, non-ASCII unescaped, big numbers as
decimal strings. Reading is strict: a body that is not byte for byte what writing its value would give is refused.
"""

import json
from typing import TYPE_CHECKING, NoReturn, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

LARGEST_WEIGHT_NUMBER = 2**30 - 1
"""A weight above this is written as a decimal string [tool: core/common_types.ml]."""

LARGEST_TOTAL_WEIGHT = 10**11
"""The reference tool's bound on the total weight; no counted number can be larger."""

_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False, allow_nan=False).encode


class Malformed(ValueError):
    """A body that is no canonical JSON, or not of the shape that its place requires."""


class NotCanonical(Malformed):
    """A value in another spelling than the one that writing it gives; the reference tool may accept it."""


def _no_fractions(text: str) -> NoReturn:
    raise Malformed(f"numbers are integers here, not {text:.40}")


_read = json.JSONDecoder(parse_float=_no_fractions, parse_constant=_no_fractions).decode


def write(value: Json) -> bytes:
    """The canonical body of a value."""
    return _write(value).encode()


def write_text(value: Json) -> str:
    """`write`, as text: for a message that is itself put into JSON."""
    return _write(value)


def read_any(body: bytes | str) -> Json:
    """The value of a body in any spelling of JSON; only for an election that somebody else made."""
    try:
        value: Json = _read(body if isinstance(body, str) else body.decode())
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}") from None
    return value


def read(body: bytes) -> Json:
    """The value of a canonical body. Raises `Malformed` for every other spelling of the same value."""
    value = read_any(body)
    try:
        canonical = write(value)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not writable as JSON: {error}") from None
    if canonical != body:
        raise NotCanonical(f"not canonical JSON: differs at byte {_first_difference(canonical, body)}")
    return value


def read_message(text: str) -> Json:
    """`read` for JSON carried inside a JSON string, as signed messages are."""
    try:
        body = text.encode()
    except ValueError as error:
        raise Malformed(f"not UTF-8: {error}") from None
    return read(body)


def _first_difference(left: bytes, right: bytes) -> int:
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def fields(
    value: Json, required: tuple[str, ...], optional: tuple[str, ...] = (), order: tuple[str, ...] = ()
) -> dict[str, Json]:
    """The object, which has every required field, perhaps some optional ones, no other, in the order given.

    `order` is the order of all fields where the optional ones do not come last.
    """
    if not isinstance(value, dict):
        raise Malformed(f"an object with the fields {', '.join(required)} was expected, not {_kind(value)}")
    names = tuple(value)
    if names != required:
        expected = tuple(name for name in order or required + optional if name in required or name in value)
        if names != expected:
            error = NotCanonical if set(names) == set(expected) else Malformed
            raise error(f"fields {', '.join(expected)} were expected in this order, not {', '.join(names)}"[:400])
    return value


def items(value: Json, length: int | None = None) -> list[Json]:
    """The array, of this length where one is given."""
    if not isinstance(value, list):
        raise Malformed(f"an array was expected, not {_kind(value)}")
    if length is not None and len(value) != length:
        raise Malformed(f"an array of {length} was expected, not of {len(value)}")
    return value


def string(value: Json) -> str:
    """The string."""
    if not isinstance(value, str):
        raise Malformed(f"a string was expected, not {_kind(value)}")
    return value


def boolean(value: Json) -> bool:
    """The boolean."""
    if not isinstance(value, bool):
        raise Malformed(f"true or false was expected, not {_kind(value)}")
    return value


def number(value: Json) -> int:
    """The small integer, 0 or more."""
    if type(value) is not int or value < 0:
        raise Malformed(f"a number, 0 or more, was expected, not {_kind(value)}")
    return value


def scalar(value: Json, order: int) -> int:
    """A decimal string below `order`, without leading zeros."""
    if not isinstance(value, str) or not value.isdecimal() or not value.isascii():
        raise Malformed(f"a decimal string was expected, not {_kind(value)}")
    if value[0] == "0" and value != "0":
        raise NotCanonical(f"a decimal string without leading zeros was expected, not {_kind(value)}")
    if len(value) > 620 or (found := int(value)) >= order:
        raise Malformed("a scalar is not below the order of the group")
    return found


def digest(value: Json) -> str:
    """A SHA-256 in 64 lower-case hexadecimal digits."""
    if not isinstance(value, str) or len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise Malformed(f"a hash of 64 lower-case hexadecimal digits was expected, not {_kind(value)}")
    return value


def weight(value: Json) -> int:
    """A weight: a number up to 2^30-1, a decimal string above it."""
    if isinstance(value, str):
        found = scalar(value, LARGEST_TOTAL_WEIGHT + 1)
        if found <= LARGEST_WEIGHT_NUMBER:
            raise Malformed("a weight up to 2^30-1 is written as a number")
        return found
    found = number(value)
    if found > LARGEST_WEIGHT_NUMBER:
        raise Malformed("a weight above 2^30-1 is written as a decimal string")
    return found


def weight_json(value: int) -> Json:
    """How a weight is written."""
    return value if value <= LARGEST_WEIGHT_NUMBER else str(value)


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, (bool, int, str)):
        return repr(value)[:80]
    return "an array" if isinstance(value, list) else "an object"
