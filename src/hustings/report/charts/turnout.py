"""Turnout as people: fifty figures stand for everybody entitled, those filled for the ones who voted."""

from hustings.report.charts.drawing import LARGE, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.charts.lettering import lines_of
from hustings.report.narration import ENGLISH, Words, number_text

WIDTH = 6400
MARGIN = 200
FIGURES = 50
A_ROW = 25
STEP = 240
HEIGHT = 460


def turnout_chart(voted: int, entitled: int, inks: Inks = ALONE, words: Words = ENGLISH) -> Chart:
    """The chart. `voted` of `entitled` voted, 0 <= voted <= entitled, entitled above 0.

    A figure is filled where at least half of the fiftieth that it stands for voted.
    """
    drawing = Drawing(WIDTH, inks)
    title = words.gettext("{voted} of {entitled} entitled voted ({share} %)").format(
        voted=number_text(voted), entitled=number_text(entitled), share=percent_text(voted, entitled)
    )
    filled = (2 * FIGURES * voted + entitled) // (2 * entitled)
    y = 300
    for line in lines_of(title, WIDTH - 2 * MARGIN, LARGE, 2, bold=True):
        drawing.text(MARGIN, y, line, LARGE, bold=True)
        y += 240
    for i in range(FIGURES):
        row, place = divmod(i, A_ROW)
        _draw_person(drawing, MARGIN + place * STEP, y + row * HEIGHT, voted=i < filled)
    bottom = y + 2 * HEIGHT
    said = words.gettext("Each figure stands for one fiftieth of those entitled; filled: voted.")
    drawing.text(MARGIN, bottom + 120, said, SMALL, ink="quiet")
    return drawing.finished(bottom + 2 * MARGIN, title, f"{title}. {said}")


def percent_text(part: int, whole: int) -> str:
    """A share in percent with one decimal, rounded half up: percent_text(1086, 1950) is "55.7"."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def _draw_person(drawing: Drawing, x: int, y: int, *, voted: bool) -> None:
    fill = "5" if voted else ""
    drawing.circle(x + 90, y + 80, 60, fill, stroke="ink")
    drawing.rectangle(x + 15, y + 160, 150, 210, fill, stroke="ink")
