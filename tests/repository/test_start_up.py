"""Counting a ward starts fast: what it does not need it does not import."""

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = ["numpy", "django", "rich", "cryptography", "nacl", "hypothesis", "importlib.metadata", "hustings.report.below"]
WARD = b'3 1\n4 1 2 0\n3 2 3 0\n2 3 0\n0\n"Alma Ardent"\n"Bela Brook"\n"Cato Cole"\n"A small ward"\n'


@pytest.mark.parametrize("form", ["text", "json"])
def test_counting_a_ward_into_a_pipe_imports_nothing_slow(form: str, tmp_path: Path) -> None:
    (tmp_path / "ward.blt").write_bytes(WARD)
    command = ["count", "--rule", "scotland_2011", "--format", form, str(tmp_path / "ward.blt")]
    program = f"""
import sys
from hustings.cli import main
main({command!r}, standalone_mode=False)
print("imported:", [name for name in {SLOW!r} if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Alma Ardent" in run.stdout
    assert run.stdout.splitlines()[-1] == "imported: []"
