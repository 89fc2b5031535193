"""Where votes are counted and proofs are checked there is no floating point, not even on the way."""

import ast
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "hustings"
EXACT = ("ballots", "count", "rules", "belenios", "matching", "overlap")
INEXACT_NAMES = {"float", "complex", "sqrt", "log", "log2", "log10", "exp", "random", "uniform", "float32", "float64"}


def inexact(source: str) -> list[str]:
    """Each float literal, each name that makes a float, and each true division, as "line: what".

    A Fraction is written Fraction(a, b), a division that rounds is a named function, and paths are joined by joinpath.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float() | complex()):
                found.append(f"{node.lineno}: {node.value}")
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in INEXACT_NAMES:
                found.append(f"{node.lineno}: {name}")
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                found.append(f"{node.lineno}: /")
    return found


@pytest.mark.parametrize("package", EXACT)
def test_package_without_floats(package: str) -> None:
    modules = sorted((LIBRARY / package).glob("**/*.py"))
    assert {str(path): found for path in modules if (found := inexact(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("votes = 1.5", ["1: 1.5"]),
        ("votes = float(votes)", ["1: float"]),
        ("votes = papers / 2", ["1: /"]),
        ("votes /= 2", ["1: /"]),
        ("votes = math.sqrt(2)", ["1: sqrt"]),
        ("votes = column.astype(np.float64)", ["1: float64"]),
        ("votes = papers // 2 + Fraction(1, 3)", []),
    ],
)
def test_inexact_finds(source: str, found: list[str]) -> None:
    assert inexact(source) == found
