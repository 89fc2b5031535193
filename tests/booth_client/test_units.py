"""The unit tests of the voter's page, run by Node's own test runner."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "src" / "booth-client" / "tests").glob("*.test.js"))


def test_units_of_the_voters_page_pass(node: Path, oracles: Path) -> None:
    ran = subprocess.run(
        [node, "--test", *UNITS],
        env=os.environ | {"HUSTINGS_ORACLES": str(oracles)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout
