"""What `make test` counts, and what it does where something is missing on the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import postgres
import suites

ROOT = Path(__file__).resolve().parents[2]
NEEDS_REAL_ELECTIONS = "tests/rules/test_irv.py::test_mayors_of_new_south_wales_2021"
THREE_OUTCOMES = """
import pytest

@pytest.fixture
def falls_over_afterwards():
    yield
    raise OSError

def test_passes(): pass
def test_passes_too(): pass
def test_fails(): assert False
def test_passes_with_a_fixture_that_does_not(falls_over_afterwards): pass
def test_is_skipped(): pytest.skip("no lamp")
"""


def test_every_outcome_is_counted_once(tmp_path: Path) -> None:
    (tmp_path / "test_outcomes.py").write_text(THREE_OUTCOMES)
    tally = suites.Tests("outcomes", [str(tmp_path), "--rootdir", str(tmp_path), "-qq"]).run()
    assert str(tally) == "2 passed, 2 failed, 1 skipped"
    assert tally.skipped == {"no lamp": 1}


def test_file_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "test_broken.py").write_text("import a_module_that_is_nowhere\n")
    tally = suites.Tests("broken", [str(tmp_path), "--rootdir", str(tmp_path), "-qq"]).run()
    assert str(tally) == "0 passed, 1 failed, 0 skipped"


def test_nothing_to_run_is_no_failure(tmp_path: Path) -> None:
    tally = suites.Tests("nothing", [str(tmp_path), "--rootdir", str(tmp_path), "-qq"]).run()
    assert str(tally) == "0 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(
    ("strict", "tally"), [(False, "0 passed, 0 failed, 1 skipped"), (True, "0 passed, 1 failed, 0 skipped")]
)
def test_missing_database_is_skipped_but_fails_a_strict_run(
    strict: bool, tally: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suites, "STRICT", strict)
    no_server = [sys.executable, "-c", f"exit({postgres.NOT_INSTALLED})"]
    assert str(suites.Tests("nothing", [], inside=no_server).run()) == tally


def test_check_counts_as_one_test() -> None:
    assert str(suites.Check("good", [sys.executable, "-c", ""]).run()) == "1 passed, 0 failed, 0 skipped"
    assert str(suites.Check("bad", [sys.executable, "-c", "exit(3)"]).run()) == "0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(("strict", "outcome"), [("0", "1 skipped"), ("1", "1 error")])
def test_missing_real_elections_are_skipped_but_fail_a_strict_run(strict: str, outcome: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", NEEDS_REAL_ELECTIONS]
    environment = os.environ | {"HUSTINGS_ORACLES": "nowhere", "HUSTINGS_STRICT": strict}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1].startswith(outcome)
