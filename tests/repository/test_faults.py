"""What the library says of faulty files and counts is written as whole patterns that stand in the French catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import messages
from hustings.report.words import speaking

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "hustings"
FAULTS = {"BallotFileError", "ContestFileError", "CountError", "FaultError"}
SAYING = {"say", "say_many"}
MODULES = [path for path in sorted(LIBRARY.glob("**/*.py")) if path.name != "sentences.py"]


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a module with the last name of what is called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def remarks_of(path: Path) -> Iterator[ast.expr]:
    """What a module puts on a list of remarks."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("remarks.append"):
            yield from node.args
        targets = [node.target] if isinstance(node, ast.AugAssign) else getattr(node, "targets", [])
        if isinstance(node, ast.Assign | ast.AugAssign) and ast.unparse(targets[0]) in ("remark", "remarks"):
            yield node.value


def patterns() -> list[tuple[str, str, bool]]:
    """Where a sentence is said, its pattern, and whether it counts; of one that is not written out, its code."""
    return [
        (
            f"{path.relative_to(LIBRARY)}:{call.lineno}",
            call.args[0].value if isinstance(call.args[0], ast.Constant) else ast.unparse(call),
            name == "say_many",
        )
        for path in MODULES
        for name, call in calls(path)
        if name in SAYING
    ]


def test_every_pattern_stands_in_the_catalogue() -> None:
    room = next(room for room in messages.rooms() if room.name == "hustings")
    known = {(messages.one_of(m.id), not isinstance(m.id, str)) for m in messages.written_messages(room)}
    assert [(place, text) for place, text, counts in patterns() if (text, counts) not in known] == []


def test_no_fault_is_raised_with_a_bare_text() -> None:
    bare = [
        f"{path.relative_to(LIBRARY)}:{call.lineno}"
        for path in MODULES
        for name, call in calls(path)
        if name in FAULTS | {"refuse"}
        for given in (call.args[-1:] if name in FAULTS else call.args[-2:])
        if isinstance(given, ast.JoinedStr | ast.BinOp)
    ]
    assert bare == []


def test_sentences_are_made_by_saying_them() -> None:
    assert [str(path) for path in MODULES for name, _ in calls(path) if name == "Sentence"] == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_pattern_can_be_filled_in_french(number: int) -> None:
    words = speaking("fr")
    for _place, text, counts in patterns():
        french = words.ngettext(text, text, number) if counts else words.gettext(text)
        filled = french.format_map(Anything())
        assert filled.count("…") == text.format_map(Anything()).count("…")


def test_every_remark_of_a_reader_of_papers_is_known_in_french() -> None:
    french = speaking("fr")
    remarks = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "1" for part in text.values)
        for path in sorted((LIBRARY / "ballots").glob("**/*.py"))
        for said in remarks_of(path)
        for text in ast.walk(said)
        if isinstance(text, ast.JoinedStr)
    ]
    assert len(remarks) >= 11
    assert [remark for remark in remarks if french.said(remark) == remark] == []


class Anything(dict[str, str]):
    """Every value there may be."""

    def __missing__(self, _name: str) -> str:
        return "…"
