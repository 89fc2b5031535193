"""The pages of docs/specs say what the code does."""

import re
from pathlib import Path

from hustings.belenios.v1.verify import CHECKS, WARNINGS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "specs" / "verifier.md"


def test_page_of_the_verifier_lists_every_check_as_it_is() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \| (warns|fails) \|$", PAGE.read_text(), re.MULTILINE)
    assert rows == [(name, words, "warns" if name in WARNINGS else "fails") for name, words in CHECKS.items()]
