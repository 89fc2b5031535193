"""Elections made by the reference tool verify and give back the votes; altered copies fail the check they must fail."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from hustings.belenios.v1.verify import CHECKS, WARNINGS, Report, verify

MUST_FAIL = {
    "03": ("a", {"ballot-signature"}),
    "04": ("a", {"answer-individual-proof", "ballot-signature-hash"}),
    "05": ("a", {"ballot-duplicate"}),
    "12": ("a", {"ballot-membership"}),
    "13": ("a", {"ballot-canonical"}),
    "14": ("a", {"ballot-canonical"}),
    "20": ("b", {"shuffle-proof"}),
    "21": ("b", {"shuffle-proof"}),
    "25": ("b", {"shuffle-owner-distinct"}),
    "30": ("b", {"decryption-proof"}),
    "31": ("b", {"decryption-proof"}),
    "32": ("c", {"decryption-proof"}),
    "33": ("c", {"decryption-enough"}),
    "34": ("b", {"decryption-owner-distinct", "decryption-proof"}),
    "40": ("a", {"result-value"}),
    "41": ("b", {"result-value"}),
    "52": ("a", {"tally-ciphertexts"}),
    "61": ("a", {"event-height"}),
    "64": ("a", {"archive-order"}),
    "66": ("a", {"archive-header"}),
    "70": ("a", {"trustee-key-proof"}),
    "71": ("a", {"trustee-key-proof"}),
    "72": ("a", {"election-public-key"}),
    "80": ("a", {"event-grammar"}),
    "82": ("a", {"event-grammar"}),
    "86": ("a", {"event-grammar"}),
    "88": ("a", {"event-grammar"}),
    "89": ("a", {"decryption-owner-distinct"}),
}
"""Each altered case: its genuine twin, and the checks that must fail in it."""


def read(folder: Path) -> bytes:
    [path] = folder.glob("*.bel")
    return path.read_bytes()


@pytest.fixture(scope="module")
def reports(genuine: dict[str, Path]) -> dict[str, Report]:
    """The report on each genuine election."""
    return {letter: verify(read(folder)) for letter, folder in genuine.items()}


def test_table_has_every_case(oracles: Path) -> None:
    with (oracles / "belenios" / "tampered.csv").open() as table:
        verdicts = {row["case"][:2]: row["expected"] for row in csv.DictReader(table)}
    assert verdicts == dict.fromkeys(MUST_FAIL, "reject")
    assert {check for _, checks in MUST_FAIL.values() for check in checks} <= set(CHECKS) - WARNINGS


@pytest.mark.parametrize("case", MUST_FAIL)
def test_altered_archive_fails_the_check_it_must_fail(
    case: str, reports: dict[str, Report], tampered: dict[str, bytes]
) -> None:
    twin, checks = MUST_FAIL[case]
    report = verify(tampered[case])
    assert report.verdict == "failed"
    assert checks <= {finding.check for finding in report.failures}
    assert checks.isdisjoint({finding.check for finding in reports[twin].findings})


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_genuine_archive_is_verified(letter: str, genuine: dict[str, Path], reports: dict[str, Report]) -> None:
    report = reports[letter]
    assert (report.verdict, report.findings) == ("verified", ())
    assert report.facts.fingerprints == json.loads((genuine[letter] / "checksums.json").read_text())


def votes(folder: Path) -> list[list[list[int]]]:
    """The last vote of each voter of a genuine election."""
    last = dict(json.loads((folder / "secret" / "votes.json").read_text()))
    return list(last.values())


def flat(choice: list[int] | list[list[int]]) -> list[int]:
    return [mark for row in choice for mark in (row if isinstance(row, list) else [row])]


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_plaintext_votes_are_recovered(letter: str, genuine: dict[str, Path], reports: dict[str, Report]) -> None:
    facts = reports[letter].facts
    cast = votes(genuine[letter])
    assert facts.election is not None
    assert facts.result is not None
    for place, (question, column) in enumerate(zip(facts.election.questions, facts.result, strict=True)):
        marks = [flat(vote[place]) for vote in cast]
        if place in facts.election.shuffled:
            assert Counter(column) == Counter(map(tuple, marks))
        else:
            assert question.kind in {"homomorphic", "lists"}
            assert column == tuple(map(sum, zip(*marks, strict=True)))
    assert len(facts.voted) == facts.total_weight == len(cast)
