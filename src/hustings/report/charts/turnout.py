"""Turnout as people: fifty figures stand for everybody entitled, those filled for the ones who voted."""

from hustings.report.charts.drawing import LARGE, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.charts.lettering import lines_of
from hustings.report.words import ENGLISH, Words

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
        voted=words.number(voted), entitled=words.number(entitled), share=words.percent(voted, entitled)
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


def _draw_person(drawing: Drawing, x: int, y: int, *, voted: bool) -> None:
    fill = "5" if voted else ""
    drawing.circle(x + 90, y + 80, 60, fill, stroke="ink")
    drawing.rectangle(x + 15, y + 160, 150, 210, fill, stroke="ink")
