"""The text report drawn in a terminal, with weight and colour. Imports rich, so only where there is a terminal."""

from rich.console import Console
from rich.text import Text

from hustings.report.result import CountResult
from hustings.report.text import report_lines
from hustings.report.words import ENGLISH, Words

STYLES = {"heading": "bold", "elected": "bold green", "excluded": "dim", "quiet": "dim", "": ""}


def show(result: CountResult, console: Console, words: Words = ENGLISH) -> None:
    """Print the report as wide as the terminal is. Every style repeats what a word says."""
    for line in report_lines(result, console.width, words):
        console.print(Text.assemble(*((span.text, STYLES[span.style]) for span in line)), soft_wrap=True)
