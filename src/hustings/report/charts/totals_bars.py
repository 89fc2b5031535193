"""Totals that somebody else counted, as bars: one a candidate, those elected told apart by outline and word."""

from collections.abc import Sequence
from typing import NamedTuple

from hustings.report.charts.drawing import LARGE, ORDINARY, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.charts.lettering import lines_of, shortened, text_width
from hustings.report.words import ENGLISH, Words

WIDTH = 7200
NAMES = 2300
MARGIN = 200
LINE = 300
BAR = 180


class Total(NamedTuple):
    """A candidate's figure, in units of 10**-decimals; None: not known. `hue` is the name of an ink."""

    name: str
    figure: int | None
    hue: str
    elected: bool


def totals_chart(
    totals: Sequence[Total], decimals: int, title: str, inks: Inks = ALONE, words: Words = ENGLISH
) -> Chart:
    """The chart, bars in the order given; an unknown figure is an empty dashed outline as long as the longest bar.

    `title` says what the figures are; who is elected is added to it.
    """
    return _Totals(totals, decimals, title, inks, words).chart()


class _Totals:
    def __init__(self, totals: Sequence[Total], decimals: int, title: str, inks: Inks, words: Words) -> None:
        self.totals, self.decimals, self.words = totals, decimals, words
        self.title = self._title(title)
        self.drawing = Drawing(WIDTH, inks)
        self.said = [self._said(total) for total in totals]
        self.most = max([total.figure or 0 for total in totals] + [1])
        widest = max((text_width(said, SMALL, bold=True) for said in self.said), default=0)
        self.room = WIDTH - NAMES - 2 * MARGIN - 100 - widest

    def chart(self) -> Chart:
        """Draw it."""
        y = 300
        for line in lines_of(self.title, WIDTH - 2 * MARGIN, LARGE, 3, bold=True):
            self.drawing.text(MARGIN, y, line, LARGE, bold=True)
            y += 240
        for i, (total, said) in enumerate(zip(self.totals, self.said, strict=True)):
            self._draw(total, said, y + i * LINE)
        description = "; ".join(f"{total.name} {said}" for total, said in zip(self.totals, self.said, strict=True))
        return self.drawing.finished(y + len(self.totals) * LINE + MARGIN, self.title, f"{description}.")

    def _title(self, title: str) -> str:
        elected = [total.name for total in self.totals if total.elected]
        if not elected:
            return title
        return self.words.gettext("{title}; elected: {names}").format(title=title, names=self.words.listed(elected))

    def _said(self, total: Total) -> str:
        words = self.words
        figure = words.gettext("not known") if total.figure is None else words.votes(total.figure, self.decimals)
        return f"{figure}, {words.pgettext('table', 'elected')}" if total.elected else figure

    def _draw(self, total: Total, said: str, y: int) -> None:
        left = MARGIN + NAMES
        name = shortened(total.name, NAMES - 100, ORDINARY, bold=total.elected)
        self.drawing.text(MARGIN, y + 140, name, ORDINARY, bold=total.elected)
        stroke = "ink" if total.elected else ""
        if total.figure is None:
            self.drawing.rectangle(left, y, self.room, BAR, "", stroke="line", dashed=True)
        else:
            self.drawing.rectangle(left, y, total.figure * self.room // self.most, BAR, total.hue, stroke=stroke)
        self.drawing.text(left + self.room + 100, y + 135, said, SMALL, bold=total.elected)
