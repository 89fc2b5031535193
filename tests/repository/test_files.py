"""What may not be committed, and what must be."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_COMMITTED = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp/\w)[\w.-]*/"),
    "the address of a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org"
    ),
    "the address of a package": re.compile(
        r"""["']resolve[d]["']: |https?://[^ "']+[.](?:whl|tgz|tar[.]gz)|https?://[^ "']+/simple\b"""
    ),
    "a package index": re.compile(r"index-ur[l]|find-link[s]|trusted-hos[t]"),
}


def committed() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("thing", NOT_COMMITTED)
def test_no_committed_file_holds(thing: str) -> None:
    found = [
        f"{name}:{number}: {match.group()}"
        for name in committed()
        for number, line in enumerate((ROOT / name).read_text("utf-8", "ignore").splitlines(), start=1)
        if (match := NOT_COMMITTED[thing].search(line))
    ]
    assert found == []


def test_no_module_is_called_after_nothing() -> None:
    nameless = {"helpers", "utils", "common", "misc", "util"}
    assert [name for name in committed() if nameless & set(Path(name).with_suffix("").parts)] == []


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run = [*project["dependencies"], *project["optional-dependencies"]["site"]]
    everything = [*run, *(name for extra in project["optional-dependencies"].values() for name in extra)]
    lacking = {lock: names_of(wanted) - locked(lock).keys() for lock, wanted in (("run", run), ("test", everything))}
    assert lacking == {"run": set(), "test": set()}, "run: make lock"


def test_run_and_test_lock_the_same_versions() -> None:
    tested = locked("test")
    assert {name: tested.get(name) for name in locked("run")} == locked("run")


def test_every_locked_package_has_hashes() -> None:
    bare = [
        f"{lock.name}: {entry.split()[0]}"
        for lock in (ROOT / "requirements").glob("**/*.txt")
        for entry in re.findall(r"^[a-z0-9].*(?:(?<=\\)\n.*)*", lock.read_text(), flags=re.MULTILINE)
        if "--hash=sha256:" not in entry
    ]
    assert bare == []


def names_of(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9._-]+", requirement).group().lower().replace("_", "-") for requirement in requirements}


def locked(name: str) -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    for package, version in re.findall(
        r"^([a-z0-9.-]+)==(\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
    ):
        versions.setdefault(package, []).append(version)
    return versions
