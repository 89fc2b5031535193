"""The unit tests of the voter's page, run by Node's own test runner."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNITS = ROOT / "src" / "booth-client" / "tests"


def run(node: Path, *units: Path, **environment: str) -> None:
    ran = subprocess.run(
        [node, "--test", *units],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout


def test_units_of_the_voters_page_pass(node: Path) -> None:
    run(node, *sorted(set(UNITS.glob("*.test.js")) - {UNITS / "vectors.test.js"}))


def test_protocol_gives_the_known_answers(node: Path, oracles: Path) -> None:
    run(node, UNITS / "vectors.test.js", HUSTINGS_ORACLES=str(oracles))
