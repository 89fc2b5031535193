"""The machinery behind `make mutants`, on a tree of one function and one test."""

from pathlib import Path

import pytest

import hustings.rules
import mutants

ROOT = Path(__file__).resolve().parents[2]
LIST = """
file = "src/adding.py"
tests = ["tests/test_adding.py"]

[[mutant]]
name = "plus becomes minus"
old = "a + b"
new = "a - b"

[[mutant]]
name = "order of the parts"
old = "a + b"
new = "b + a"

[[mutant]]
name = "what is not there"
old = "a * b"
new = "a + b"

[[mutant]]
name = "what cannot be read"
old = "a + b"
new = "a +"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in {
        "src/adding.py": "def add(a, b):\n    return a + b\n",
        "tests/test_adding.py": "from adding import add\n\ndef test_add_two() -> None:\n    assert add(1, 2) == 3\n",
        "adding.toml": LIST,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_each_outcome(tree: Path) -> None:
    found = [mutants.outcome(tree, mutant) for mutant in mutants.read(tree / "adding.toml")]
    assert found[:3] == [
        (True, "test_add_two"),
        (False, "SURVIVED"),
        (False, "NOT FOUND: stands 0 times in src/adding.py: 'a * b'"),
    ]
    assert found[3][0] is False
    assert found[3][1].startswith("NO TEST RAN")


def test_list_with_a_survivor_is_not_caught_and_the_tree_is_left_as_it_was(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not mutants.caught(tree, tree / "adding.toml")
    assert capsys.readouterr().out.splitlines()[-1] == "adding: 1 of 4 caught"
    assert (tree / "src/adding.py").read_text() == "def add(a, b):\n    return a + b\n"


def test_tests_that_fail_without_any_error_are_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "src/adding.py").write_text("def add(a, b):\n    return a + b + 1\n")
    assert not mutants.caught(tree, tree / "adding.toml")
    assert "test_add_two: THE TESTS FAIL WITHOUT ANY ERROR" in capsys.readouterr().out


LISTS = sorted((ROOT / "tests" / "mutants").glob("*.toml"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_error_still_fits_the_code(path: Path) -> None:
    stands = {each.name: (ROOT / each.file).read_text().count(each.old) for each in mutants.read(path)}
    assert stands == dict.fromkeys(stands, 1)


def test_every_rule_has_a_list() -> None:
    assert set(hustings.rules.rule_modules()) <= {path.stem for path in LISTS}
