"""The specification's example of papers in JSON says what it says it says."""

import re
import textwrap
from pathlib import Path

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers

ROOT = Path(__file__).parents[3]


def test_the_example_of_the_specification_is_the_sample() -> None:
    page = (ROOT / "docs" / "specs" / "papers.md").read_text()
    example = textwrap.dedent(re.findall(r"(?:^    .*\n)+", page, re.MULTILINE)[0])
    specified = read_papers(PaperFile("papers.json", example.encode()), keep_order=True)
    assert specified == read_papers(Path(__file__).parent / "samples" / "papers.json", keep_order=True)
