"""Put deliberate errors into the code, one at a time, and see that a hand-made test catches each.

    .venv/bin/python tools/mutants.py [LIST ...]

A list is tests/mutants/NAME.toml; docs/mutants.md says how one is written. The errors are put into a copy of the tree,
never into the tree itself; the real elections with known results are out of reach there. Prints which test caught each.
Exit status 1 when an error survives, when the text that it replaces is not found exactly once, or when the tests fail
without any error.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "tests" / "mutants"
COPIED = ("src", "tests", "tools", "pyproject.toml", "package.json")
LENT = ("node_modules",)
"""Not copied: the packages of the voter's page, where they are installed."""
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Mutant:
    """One deliberate error: in which file, which text becomes which, and the tests that must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


class NoVerdictError(Exception):
    """Why nothing can be said of an error: its text does not stand exactly once in the file, or no test ran."""


def main(names: Sequence[str]) -> int:
    lists = [LISTS / f"{name}.toml" for name in names] or sorted(LISTS.glob("*.toml"))
    with tempfile.TemporaryDirectory(prefix="hustings-mutants-") as folder:
        tree = Path(folder)
        for name in COPIED:
            copy(ROOT / name, tree / name)
        for name in LENT:
            if (ROOT / name).exists():
                (tree / name).symlink_to(ROOT / name)
        all_caught = [caught(tree, path) for path in lists]
    return 0 if all(all_caught) else 1


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.new"))
    else:
        shutil.copy(source, target)


def caught(tree: Path, path: Path) -> bool:
    """Run one list; print a line for each error; True when every error was caught."""
    mutants = list(read(path))
    width = max(len(mutant.name) for mutant in mutants)
    print(f"\n{path.stem}: {len(mutants)} deliberate errors\n\n{'error':{width}}  caught by")
    if failure := first_failure(tree, sorted({test for mutant in mutants for test in mutant.tests})):
        print(f"{'(none)':{width}}  {failure}: THE TESTS FAIL WITHOUT ANY ERROR")
        return False
    good = 0
    for mutant in mutants:
        ok, said = outcome(tree, mutant)
        print(f"{mutant.name:{width}}  {said}", flush=True)
        good += ok
    print(f"\n{path.stem}: {good} of {len(mutants)} caught")
    return good == len(mutants)


def read(path: Path) -> Iterator[Mutant]:
    document = tomllib.loads(path.read_text())
    for each in document["mutant"]:
        yield Mutant(
            name=each["name"],
            file=each.get("file", document.get("file")),
            old=each["old"],
            new=each["new"],
            tests=tuple(each.get("tests", document["tests"])),
        )


def outcome(tree: Path, mutant: Mutant) -> tuple[bool, str]:
    """Whether the error was caught, and by which test or why not."""
    target = tree / mutant.file
    original = target.read_text()
    try:
        target.write_text(mutated(original, mutant))
        failure = first_failure(tree, mutant.tests)
    except NoVerdictError as reason:
        return False, str(reason)
    finally:
        target.write_text(original)
    return (True, failure) if failure else (False, "SURVIVED")


def mutated(source: str, mutant: Mutant) -> str:
    if (times := source.count(mutant.old)) != 1:
        raise NoVerdictError(f"NOT FOUND: stands {times} times in {mutant.file}: {mutant.old!r}")
    return source.replace(mutant.old, mutant.new)


def first_failure(tree: Path, tests: Sequence[str]) -> str:
    """The name of the first test that fails in the tree, "(no end)" for one that never ends, or nothing.

    Raises NoVerdictError where pytest gets as far as no test: an error that breaks the file itself proves nothing.
    """
    options = ["-x", "-q", "-rfE", "--tb=no", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]
    if any(test.startswith("tests/site/") for test in tests):
        options += ["-p", "pytest_django.plugin"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUSTINGS_")}
    environment |= {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(tree / "src"),
    }
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *tests],
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "(no end)"
    if run.returncode == 0:
        return ""
    if named := re.search(r"^(?:FAILED|ERROR) \S+?::(.+?)(?: - .*)?$", run.stdout, flags=re.MULTILINE):
        return named.group(1)
    raise NoVerdictError(f"NO TEST RAN: {run.stdout.strip()[-60:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
