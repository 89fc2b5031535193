"""The demonstration runs, says what it promises, and leaves an archive that verifies."""

import runpy
from pathlib import Path

import pytest

from hustings.belenios.v1.verify import verify

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "secret_ballot.py"


def test_demonstration_from_codes_to_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(SCRIPT))["main"](tmp_path)
    said = capsys.readouterr().out
    for line in (
        "60 ballots on the board, 57 members voted",
        "a code that is on no list: ballot-credential",
        "the same ballot once more: ballot-duplicate",
        "another's answers under one's own signature: answer-blank-proof answer-individual-proof",
        "one byte altered: ballot-signature",
        "57 ballots count, total weight 57",
        "57 of 60 have voted",
    ):
        assert line in said
    [board] = tmp_path.glob("*.bel")
    report = verify(board.read_bytes())
    assert (report.verdict, report.facts.shuffle_owners, report.facts.decryption_owners) == ("verified", (1, 3), (1, 2))
