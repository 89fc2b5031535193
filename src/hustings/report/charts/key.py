"""The key below a chart: the letter and colour of each candidate, the name, and what became of them."""

from collections.abc import Sequence
from typing import NamedTuple

from hustings.report.charts.drawing import SMALL, Drawing
from hustings.report.charts.lettering import shortened

LINE = 360
"""From one line of the key to the next: a name, and below it what became of the candidate."""

SWATCH = 280
"""Wide enough for any two letters."""
MARGIN = 200


class Entry(NamedTuple):
    """One candidate in the key: letter, colour, name, and what became of them in a few words."""

    letter: str
    hue: str
    name: str
    said: str


def draw_key(drawing: Drawing, top: int, entries: Sequence[Entry], columns: int = 3) -> int:
    """Draw the key from `top` on, down the columns one after the other; the y at which it ends."""
    width = (drawing.width - 2 * MARGIN) // columns
    lines = -(-len(entries) // columns)
    for i, entry in enumerate(entries):
        column, line = divmod(i, lines)
        x, y = MARGIN + column * width, top + line * LINE
        room = width - SWATCH - 200
        drawing.rectangle(x, y, SWATCH, 240, entry.hue)
        drawing.text(x + SWATCH // 2, y + 165, entry.letter, SMALL, anchor="middle", bold=True, on=entry.hue)
        drawing.text(x + SWATCH + 80, y + 100, shortened(entry.name, room, SMALL), SMALL)
        drawing.text(x + SWATCH + 80, y + 245, shortened(entry.said, room, SMALL), SMALL, ink="quiet")
    return top + lines * LINE + MARGIN
