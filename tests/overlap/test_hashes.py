"""A body's list: what leaves its machine, and what does not."""

import hashlib
import hmac

import pytest

from hustings.overlap.errors import OverlapError
from hustings.overlap.hashes import (
    HashedList,
    LeftOut,
    hash_of,
    hashed,
    key_check_of,
    key_of,
    normalised,
    read_list,
    write_list,
)

KEY = bytes(range(32))
OTHER = bytes(32)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ann@example.org", "ann@example.org"),
        ("  Ann@Example.ORG ", "ann@example.org"),
        ("ａｎｎ@example.org", "ann@example.org"),
        ("ann@exämple.org", "ann@xn--exmple-cua.org"),
        ("ann@example.org.", "ann@example.org"),
        ("ann+lamps@example.org", "ann+lamps@example.org"),
        ("a.nn@example.org", "a.nn@example.org"),
        ("ann@home@example.org", "ann@home@example.org"),
        ("", ""),
        ("ann", ""),
        ("@example.org", ""),
        ("ann@", ""),
        ("ann@.", ""),
        ("ann@a..b", ""),
    ],
)
def test_address_is_compared_as(written: str, compared: str) -> None:
    assert normalised(written) == compared


def test_hash_is_hmac_with_a_word_of_its_own_before_the_address() -> None:
    expected = hmac.new(KEY, b"hustings overlap address 1\0ann@example.org", hashlib.sha256).hexdigest()
    assert hash_of(KEY, "ann@example.org") == expected
    assert hash_of(OTHER, "ann@example.org") != expected


def test_check_of_the_key_is_no_hash_of_an_address() -> None:
    assert key_check_of(KEY) == hmac.new(KEY, b"hustings overlap key 1\0", hashlib.sha256).hexdigest()[:16]


def test_list_holds_sorted_hashes_and_leaves_out_whom_an_address_does_not_tell_apart() -> None:
    addresses = ["bob@example.org", "Ann@example.org", "", "home@example.org", "HOME@example.org", "nobody"]
    made, left_out = hashed("Anchor", 2, KEY, addresses)
    expected = tuple(sorted(hash_of(KEY, each) for each in ("ann@example.org", "bob@example.org")))
    assert made == HashedList("Anchor", 2, key_check_of(KEY), expected)
    assert left_out == LeftOut(without=2, shared=2)


def test_what_leaves_the_machine_has_no_address_name_or_number() -> None:
    made, _left_out = hashed("Anchor", 1, KEY, ["ann@example.org"])
    text = write_list(made)
    assert "ann" not in text.lower().replace("anchor", "")
    assert "example" not in text
    assert KEY.hex() not in text


def test_list_is_read_as_it_was_written() -> None:
    made, _left_out = hashed("Anchor Ümlaut", 3, KEY, ["ann@example.org", "bob@example.org"])
    assert read_list(write_list(made)) == made


@pytest.mark.parametrize(("body", "weight"), [("", 1), (" ", 1), ("Anchor", 0)])
def test_body_needs_a_name_and_a_weight(body: str, weight: int) -> None:
    with pytest.raises(OverlapError, match="a body has a name, and a weight from 1"):
        hashed(body, weight, KEY, [])


@pytest.mark.parametrize("text", ["", "xy", "00" * 31, "00" * 33])
def test_key_is_64_digits(text: str) -> None:
    with pytest.raises(OverlapError, match="64 digits from 0 to f are needed"):
        key_of(text)


def test_key_is_read_with_its_line_feed() -> None:
    assert key_of(KEY.hex() + "\n") == KEY


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "a.json: this is no JSON"),
        ("[]", "a.json: this is no “hustings overlap list 1”"),
        ('{"format": "hustings overlap list 2"}', "a.json: this is no “hustings overlap list 1”"),
        ('{"format": "hustings overlap list 1"}', "a.json: body, weight and key_check are needed"),
        (
            '{"format": "hustings overlap list 1", "body": "A", "weight": true, "key_check": "x", "hashes": []}',
            "a.json: body, weight and key_check are needed",
        ),
        (
            '{"format": "hustings overlap list 1", "body": "A", "weight": 1, "key_check": "x"}',
            "a.json: hashes is no list",
        ),
        (
            '{"format": "hustings overlap list 1", "body": "A", "weight": 1, "key_check": "x", "hashes": ["A"]}',
            "a.json: hashes 1 is no hash of 64 digits from 0 to f",
        ),
        (
            '{"format": "hustings overlap list 1", "body": "A", "weight": 1, "key_check": "x", "hashes": ["'
            + "1" * 64
            + '", "'
            + "0" * 64
            + '"]}',
            "a.json: hashes are not sorted, or one stands twice",
        ),
    ],
)
def test_list_that_cannot_be_used_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(OverlapError, match=why):
        read_list(text, "a.json")
