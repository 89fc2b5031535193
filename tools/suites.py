"""Run the checks, two at a time, then the test suites, all of them even where one fails, and close with one total.

    .venv/bin/python tools/suites.py [SUITE ...]

A check counts as one test. The last lines name why tests were skipped; the very last one holds the sums.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest"]
NO_TESTS_COLLECTED = 5
STRICT = os.environ.get("HUSTINGS_STRICT") == "1"


@dataclass(slots=True)
class Tally:
    """How many tests ended how, and the reasons of those skipped."""

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped.total()} skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """A program that finds nothing wrong when it ends with 0."""

    name: str
    command: Sequence[str | Path]

    def run(self) -> Tally:
        ended = subprocess.run(
            self.command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        print(f"\n== {self.name}\n{ended.stdout}", end="", flush=True)
        return Tally(failed=1) if ended.returncode else Tally(passed=1)


@dataclass(frozen=True, slots=True)
class Tests:
    """A run of pytest, perhaps inside another command."""

    name: str
    arguments: Sequence[str]
    inside: Sequence[str | Path] = ()

    def run(self) -> Tally:
        print(f"\n== {self.name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.xml")
            command = [*self.inside, *PYTEST, *self.arguments, f"--junit-xml={report}"]
            status = subprocess.run(command, cwd=ROOT, check=False).returncode
            if status == postgres.NOT_INSTALLED and not STRICT:
                return Tally(skipped=Counter({f"{self.name}: no PostgreSQL here": 1}))
            tally = read_report(report) if report.exists() else Tally(failed=1)
        if status not in {0, NO_TESTS_COLLECTED} and not tally.failed:
            tally.failed = 1
        return tally


def read_report(report: Path) -> Tally:
    """Count a JUnit report's cases; one whose fixture fell over after it passed counts as failed."""
    tally = Tally()
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes = {child.tag: child for child in case}
        if outcomes.keys() & {"failure", "error"}:
            tally.failed += 1
        elif "skipped" in outcomes:
            tally.skipped[outcomes["skipped"].get("message", "no reason given")] += 1
        else:
            tally.passed += 1
    return tally


LINT = (
    Check("ruff", [BIN / "ruff", "check", "."]),
    Check("ruff's layout", [BIN / "ruff", "format", "--check", "."]),
    Check("types of the library and the tools", [BIN / "mypy"]),
    Check("types of the site", [BIN / "mypy", "--config-file", "tools/mypy-site.ini"]),
    Check("import contracts", [BIN / "lint-imports"]),
    Tests("the repository", ["tests/repository", "-n2"]),
)
SITE = ["tests/site", "-n3", "--dist=loadfile", "--no-loadscope-reorder"]
"""Three on two processors, since a test with a server and a browser waits a third of its time; a file's tests stay
together, since they share a server; the files that drive a browser come first (tests/site/conftest.py)."""
NOT_THE_LIBRARY = ["--ignore=tests/site", "--ignore=tests/repository"]
SUITES = {
    "lint": LINT,
    "library": (
        Tests("the library, without Django", ["tests", *NOT_THE_LIBRARY, "-n2", "-p", "no:django", "--without-django"]),
    ),
    "site": (
        Tests("the site on SQLite", SITE),
        Tests(
            "the site on PostgreSQL",
            [*SITE, "-m", "not browser"],
            inside=[sys.executable, "tools/postgres.py"],
        ),
    ),
}


def timed(suite: Check | Tests) -> tuple[str, float, Tally]:
    started = time.monotonic()
    tally = suite.run()
    return suite.name, time.monotonic() - started, tally


def main(names: Sequence[str]) -> int:
    total = Tally()
    lines = []
    suites = [suite for name in names or SUITES for suite in SUITES[name]]
    with ThreadPoolExecutor(2) as pool:
        checked = [pool.submit(timed, suite) for suite in suites if isinstance(suite, Check)]
    tested = [timed(suite) for suite in suites if isinstance(suite, Tests)]
    for name, seconds, tally in [*(check.result() for check in checked), *tested]:
        total.add(tally)
        lines.append(f"{name:38} {seconds:6.1f} s   {tally}")
    print("\n==", *lines, sep="\n")
    for reason, count in total.skipped.most_common():
        print(f"skipped {count}: {reason}")
    print(f"\n{total}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
