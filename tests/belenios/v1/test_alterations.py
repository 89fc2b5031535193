"""Whoever holds the file may change any leaf and recompute every hash: nothing raises, and nothing false is verified.

The leaves that no proof covers are a closed list, the one of docs/security.md; for each, a published fingerprint shows
the change.
"""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.verify import Report, verify

CASES = 1000
"""Altered leaves tried in each of the three elections."""

MADE = ["summed", "shuffled", "threshold"]

UNCOVERED = {
    "timestamp": "--since",
    "trustees name": "final",
    "credentials of those who did not vote": "public_credentials",
    "owner of a shuffle": "final",
}
"""Leaves that no proof covers, each with what does: a published fingerprint, or a copy taken earlier."""

Path_ = tuple[Any, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Where the leaves of a JSON value stand; an empty array or object is one."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [leaf for key, child in children for leaf in leaves(child, (*path, key))]
    yield from found or [path]


def at(value: Any, path: Path_) -> Any:
    for key in path:
        value = value[key]
    return value


def put(value: dict[str, Any], path: Path_, new: Any) -> None:
    at(value, path[:-1])[path[-1]] = new


def point_texts() -> st.SearchStrategy[str]:
    """Members of the group, the identity, points outside the subgroup, and numbers that are no points."""
    members = st.integers(0, 2**64).map(lambda n: ED25519.text(ED25519.generator_power(n)))
    return members | st.binary(min_size=32, max_size=32).map(bytes.hex)


def altered(leaf: Any) -> st.SearchStrategy[Any]:
    """Values near a leaf, and far from it."""
    far: st.SearchStrategy[Any] = st.sampled_from([None, True, [], {}, "", "0", 0, 1, -1, 2**64, "00", "é", [leaf]])
    if isinstance(leaf, int) and not isinstance(leaf, bool):
        return st.integers(-2, 5).map(lambda n: leaf + n) | far
    if not isinstance(leaf, str):
        return far
    near = st.tuples(st.integers(0, max(0, len(leaf) - 1)), st.sampled_from('0189afzA ,"\\\x7f\ud800')).map(
        lambda change: leaf[: change[0]] + change[1] + leaf[change[0] + 1 :]
    )
    if re.fullmatch("[0-9a-f]{64}", leaf):
        return point_texts() | near | st.just(leaf.upper()) | far
    if leaf.isdecimal():
        number = int(leaf)
        close = st.sampled_from([1, -1, ED25519.order, -ED25519.order, number]).map(lambda n: str(number + n))
        return close | near | st.just("0" + leaf) | st.just(hex(number)) | st.just(number) | far
    return near | far


def targets(made: Any) -> list[tuple[int, Path_]]:
    """Each leaf of an election, as the number of its step and its path."""
    return [(number, path) for number, step in enumerate(made.forge().steps) for path in leaves(step.parts) if path]


def uncovered(made: Any, number: int, path: Path_) -> bool:
    """Whether a leaf is one of the closed list."""
    step = made.forge().steps[number]
    if path[0] == "credentials":
        voted = {other.parts["ballot"]["credential"] for other in made.forge().steps if other.type == "Ballot"}
        return step.parts["credentials"][path[1]].partition(",")[0] not in voted
    return step.type == "Shuffle" and path == ("owner",)


@pytest.mark.parametrize("name", MADE)
def test_no_altered_leaf_is_verified(name: str, made: dict[str, Any]) -> None:
    election = made[name]
    original = verify(election.body)
    places = targets(election)

    @settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def alter(data: st.DataObject) -> None:
        number, path = data.draw(st.sampled_from(places))
        forge = election.forge()
        parts = forge.steps[number].parts
        leaf = at(parts, path)
        new = data.draw(altered(leaf))
        if type(new) is type(leaf) and new == leaf:
            return
        put(parts, path, new)
        try:
            forge.follow_election()
            body = forge.build()
        except (UnicodeEncodeError, TypeError, AttributeError):
            return  # cannot be written at all
        if body == election.body:
            return  # the forge recomputed what was altered
        check(verify(body), election, original, number, path, body)

    alter()


def check(report: Report, election: Any, original: Report, number: int, path: Path_, body: bytes) -> None:
    """Failed, or uncovered by any proof and shown by a fingerprint."""
    if report.verdict == "failed":
        return
    assert uncovered(election, number, path), (number, path, report.findings)
    assert verify(body, published=original.facts.fingerprints).verdict == "failed"


@pytest.mark.parametrize("name", MADE)
def test_every_leaf_removed_is_refused(name: str, made: dict[str, Any]) -> None:
    for number, path in targets(made[name]):
        forge = made[name].forge()
        parent = at(forge.steps[number].parts, path[:-1])
        if parent is forge.steps[number].parts:
            continue
        del parent[path[-1]]
        forge.follow_election()
        report = verify(forge.build())
        assert report.verdict == "failed" or uncovered(made[name], number, path)


def test_timestamp_is_covered_by_the_last_event_of_nothing(made: dict[str, Any]) -> None:
    """The only time in an archive is in its headers, which no event covers: it proves nothing and says so."""
    forge = made["summed"].forge()
    forge.timestamp += 1
    report = verify(forge.build())
    assert (report.verdict, report.facts.last_event) == ("verified", verify(made["summed"].body).facts.last_event)
    assert [finding.check for finding in verify(forge.build(), earlier=made["summed"].body).findings] == [
        "archive-prefix"
    ]


def test_names_of_trustees_are_covered_by_the_last_event_only(made: dict[str, Any]) -> None:
    forge = made["summed"].forge()
    forge.of("Setup").parts["trustees"][0][1]["name"] = "Somebody else"
    original = verify(made["summed"].body).facts.fingerprints
    assert verify(forge.build()).verdict == "verified"
    assert verify(forge.build(), published=original).verdict == "failed"


TORSION = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "8000000000000000000000000000000000000000000000000000000000000000",
    "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
    "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
    "fa03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
    "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
    "85fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
]
"""The seven points of order 2, 4 and 8, in the spelling of the protocol."""

MEMBERSHIP = {
    "election-public-key",
    "trustee-membership",
    "credential-membership",
    "ballot-membership",
    "tally-form",
    "shuffle-membership",
    "decryption-membership",
}


def points(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Where the points of a JSON value stand, those with a weight behind them too."""
    for leaf in leaves(value, path):
        text = at(value, leaf[len(path) :])
        if isinstance(text, str) and re.fullmatch("[0-9a-f]{64}(,[0-9]+)?", text):
            yield leaf


def test_torsion_points_are_what_they_are() -> None:
    orders = []
    for text in TORSION:
        point = ED25519.decode(text)
        assert not ED25519.is_member(point)
        order, power = 1, point
        while power != ED25519.identity:
            order, power = order + 1, ED25519.times(power, point)
        orders.append(order)
    assert sorted(orders) == [2, 4, 4, 8, 8, 8, 8]


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("torsion", TORSION)
def test_torsion_added_to_any_point_is_refused_by_membership(torsion: str, name: str, made: dict[str, Any]) -> None:
    """Also where every hash is recomputed. Only t-hat is refused by its equation, whose other side is a member."""
    places = [
        (number, path)
        for number, step in enumerate(made[name].forge().steps)
        for path in points(step.parts)
        if path[0] != "sized"
    ]
    assert len(places) > 20
    for number, path in places:
        forge = made[name].forge()
        point, comma, weight = at(forge.steps[number].parts, path).partition(",")
        moved = ED25519.text(ED25519.times(ED25519.decode(point), ED25519.decode(torsion)))
        put(forge.steps[number].parts, path, moved + comma + weight)
        forge.follow_election()
        report = verify(forge.build())
        assert report.verdict == "failed"
        refusing = {"shuffle-proof"} if path[:2] + path[3:5] == ("body", "proofs", 0, 4) else MEMBERSHIP
        assert refusing & {finding.check for finding in report.failures}, (number, path, report.findings)


def test_torsion_in_signed_messages_of_trustees_is_refused(made: dict[str, Any]) -> None:
    found = 0
    for place in range(3):
        for field in ("certs", "coefexps"):
            original = made["threshold"].forge().of("Setup").parts["trustees"][0][1][field][place]["message"]
            message = json.loads(original)
            for path in points(message):
                for torsion in TORSION:
                    forge = made["threshold"].forge()
                    altered_message = copy.deepcopy(message)
                    point = ED25519.times(ED25519.decode(at(message, path)), ED25519.decode(torsion))
                    put(altered_message, path, ED25519.text(point))
                    signed = forge.of("Setup").parts["trustees"][0][1][field][place]
                    signed["message"] = write(altered_message).decode()
                    report = verify(forge.build())
                    assert "trustee-membership" in {finding.check for finding in report.failures}
                    found += 1
    assert found == 3 * (2 + 2) * 7


@pytest.mark.parametrize("name", MADE)
def test_any_byte_altered_without_recomputing_is_refused(name: str, made: dict[str, Any]) -> None:
    body = made[name].body
    for place in range(0, len(body), 509):
        changed = bytearray(body)
        changed[place] ^= 1 + place % 255
        if bytes(changed) != body:
            assert verify(bytes(changed)).verdict == "failed", place


@settings(max_examples=300)
@given(st.binary(max_size=3000))
def test_no_bytes_at_all_raise(body: bytes) -> None:
    assert verify(body).verdict == "failed"


def test_deep_and_huge_json_is_a_finding(made: dict[str, Any]) -> None:
    for raw in (b"[" * 100_000, b'{"a":' * 5000 + b"1" + b"}" * 5000, b"1" * 10_000, b'"\\ud800"', b"\xff", b"NaN"):
        for kind, part in (
            ("Setup", "election"),
            ("Setup", "trustees"),
            ("Setup", "credentials"),
            ("Ballot", "ballot"),
        ):
            forge = made["summed"].forge()
            forge.of(kind).raw[part] = raw
            assert verify(forge.build()).verdict == "failed"


def test_election_with_half_a_character_is_a_finding(made: dict[str, Any]) -> None:
    forge = made["summed"].forge()
    forge.of("Setup").raw["election"] = forge.of("Setup").body("election").replace(b"Summed", b"\\ud800")
    assert "election-form" in {finding.check for finding in verify(forge.build()).findings}


def test_recorded_place_of_uncovered_leaves_is_in_the_security_page() -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "security.md"
    text = page.read_text()
    assert [leaf for leaf in UNCOVERED if leaf not in text] == []
