"""A committee as a half circle of seats, each with a letter; vacant and suspended told apart by shape, not by colour.

Sides stand as wedges in the order given. Everything is drawn in integers: the sine is Bhaskara's, good to one part in
six hundred, which is a tenth of a pixel here.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from hustings.report.charts.drawing import LARGE, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.charts.key import MARGIN, Entry, draw_key
from hustings.report.charts.lettering import lines_of

WIDTH = 6400
SEAT = 150
"""Half of a seat's width."""
PITCH = 370
"""From one seat to the next, and from row to row."""


class Shape(Enum):
    """How a seat is drawn."""

    VOTES = "circle"
    NO_VOTE = "square"
    VACANT = "dashed"


class Dot(NamedTuple):
    """A seat: its letter, the ink it stands on, its shape."""

    letter: str
    hue: str
    shape: Shape


def hemicycle_chart(
    title: str, description: str, dots: Sequence[Dot], key: Sequence[Entry], inks: Inks = ALONE
) -> Chart:
    """The chart: `title` says what is found, `description` is it in words, for who cannot see it."""
    drawing = Drawing(WIDTH, inks)
    y = 300
    for line in lines_of(title, WIDTH - 2 * MARGIN, LARGE, 3, bold=True):
        drawing.text(MARGIN, y, line, LARGE, bold=True)
        y += 240
    rows = rows_for(len(dots))
    height = radius_of(rows - 1, rows) + SEAT
    centre = y + height
    for dot, (row, angle) in zip(dots, places(len(dots)), strict=True):
        radius = radius_of(row, rows)
        x = WIDTH // 2 - radius * sine(90_000 - angle) // 10_000
        _draw(drawing, dot, x, centre - radius * sine(angle) // 10_000)
    bottom = draw_key(drawing, centre + SEAT + 200, key) if key else centre + SEAT + MARGIN
    return drawing.finished(bottom + 100, title, description)


def rows_for(seats: int) -> int:
    """How many rows so many seats stand in: the fewest that have room for them."""
    rows = 1
    while sum(room_in(row, rows) for row in range(rows)) < seats:
        rows += 1
    return rows


def radius_of(row: int, rows: int) -> int:
    """From the centre to the middle of a row, the innermost row being 0."""
    return (row + 2 + rows // 2) * PITCH


def room_in(row: int, rows: int) -> int:
    """Seats that fit into a row: half a circle at a pitch each, and one for the other end."""
    return 355 * radius_of(row, rows) // (113 * PITCH) + 1


def places(seats: int) -> list[tuple[int, int]]:
    """(row, thousandths of a degree) of every seat, from left to right, so that sides become wedges."""
    rows = rows_for(seats)
    room = [room_in(row, rows) for row in range(rows)]
    together, given = sum(room), 0
    found: list[tuple[int, int, int]] = []
    for row in range(rows):
        last = row == rows - 1
        count = seats - given if last else seats * room[row] // together
        given += count
        found += [(180_000 * place // max(count - 1, 1), row, count) for place in range(count)]
    return [(row, angle if count > 1 else 90_000) for angle, row, count in sorted(found)]


def sine(angle: int) -> int:
    """Of an angle in thousandths of a degree, from -90 to 180 degrees, in ten-thousandths.

    Source: Bhaskara I, Mahabhaskariya 7.17-19: 4x(180 - x) / (40500 - x(180 - x)).
    """
    if angle < 0:
        return -sine(-angle)
    product = angle * (180_000 - angle)
    return 4 * product * 10_000 // (40_500_000_000 - product)


def _draw(drawing: Drawing, dot: Dot, x: int, y: int) -> None:
    corner = (x - SEAT + 20, y - SEAT + 20, 2 * SEAT - 40, 2 * SEAT - 40)
    if dot.shape is Shape.VACANT:
        drawing.rectangle(*corner, "", stroke="ink", dashed=True)
        return
    if dot.shape is Shape.NO_VOTE:
        drawing.rectangle(*corner, dot.hue, stroke="ink")
    else:
        drawing.circle(x, y, SEAT, dot.hue, stroke="ink")
    drawing.text(x, y + 42, dot.letter, SMALL, anchor="middle", bold=True, on=dot.hue)
