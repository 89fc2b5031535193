"""The share of the vote of each published list beside the vacancies it won, each with its denominator."""

from hustings.analysis.lists import ListShare, ListShares
from hustings.report.charts.drawing import LARGE, ORDINARY, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, HUES, Inks
from hustings.report.charts.lettering import lines_of, shortened
from hustings.report.words import ENGLISH, Words

WIDTH = 7200
MARGIN = 200
ROOM = 3400
"""What the whole, 100 %, is wide."""

BAR = 200
ROW = 860


def list_shares_chart(shares: ListShares, inks: Inks = ALONE, words: Words = ENGLISH) -> Chart:
    """The chart. Lists stand in the order published and have colours in that order."""
    return _Shares(shares, inks, words).chart()


def list_name(row: ListShare, words: Words = ENGLISH) -> str:
    """The name of a list, of several together, or of none."""
    return words.listed(row.names) if row.names else words.gettext("no list")


class _Shares:
    def __init__(self, shares: ListShares, inks: Inks, words: Words) -> None:
        self.shares, self.words = shares, words
        self.drawing = Drawing(WIDTH, inks)

    def chart(self) -> Chart:
        y = 300
        for line in lines_of(self._title(), WIDTH - 2 * MARGIN, LARGE, 3, bold=True):
            self.drawing.text(MARGIN, y, line, LARGE, bold=True)
            y += 240
        y += 100
        for i, row in enumerate(self.shares.rows):
            hue = str(i + 1) if row.names and i < HUES else "neutral"
            self._draw_row(row, hue, y + i * ROW)
        bottom = y + len(self.shares.rows) * ROW
        return self.drawing.finished(bottom, self._title(), self._description())

    def _title(self) -> str:
        won = [f"{list_name(row, self.words)} {len(row.elected)}" for row in self.shares.rows]
        pattern = self.words.ngettext(
            "Of {number} vacancy: {won}", "Of {number} vacancies: {won}", self.shares.vacancies
        )
        return pattern.format(number=self.shares.vacancies, won=", ".join(won))

    def _description(self) -> str:
        pattern = self.words.gettext("{list}: {votes}; {vacancies}.")
        rows = ((list_name(row, self.words), self._votes(row), self._vacancies(row)) for row in self.shares.rows)
        return " ".join(pattern.format(list=name, votes=votes, vacancies=won) for name, votes, won in rows)

    def _votes(self, row: ListShare) -> str:
        unit = {
            "first preferences": self.words.gettext("first preferences"),
            "marks": self.words.gettext("marks"),
        }.get(self.shares.unit, self.shares.unit)
        return self.words.gettext("{share} % of {unit} ({votes} of {all})").format(
            share=self.words.percent(row.vote_share.numerator, row.vote_share.denominator),
            unit=unit,
            votes=self.words.votes(row.votes, self.shares.decimals),
            all=self.words.votes(self.shares.votes, self.shares.decimals),
        )

    def _vacancies(self, row: ListShare) -> str:
        return self.words.gettext("{share} % of vacancies ({won} of {all})").format(
            share=self.words.percent(row.vacancy_share.numerator, row.vacancy_share.denominator),
            won=self.words.number(len(row.elected)),
            all=self.words.number(self.shares.vacancies),
        )

    def _draw_row(self, row: ListShare, hue: str, y: int) -> None:
        """Name; votes as a solid bar; vacancies as boxes side by side, one each, as wide as their share."""
        name = shortened(list_name(row, self.words), WIDTH - 2 * MARGIN, ORDINARY, bold=True)
        self.drawing.text(MARGIN, y + 120, name, ORDINARY, bold=True)
        share = row.vote_share
        self.drawing.rectangle(MARGIN, y + 190, ROOM * share.numerator // share.denominator, BAR, hue)
        self.drawing.rectangle(MARGIN, y + 190, ROOM, BAR, "", stroke="line")
        self.drawing.text(MARGIN + ROOM + 80, y + 335, self._votes(row), SMALL)
        top = y + 190 + BAR + 60
        self.drawing.rectangle(MARGIN, top, ROOM, BAR, "", stroke="line", dashed=True)
        for i in range(len(row.elected)):
            left, right = (ROOM * n // self.shares.vacancies for n in (i, i + 1))
            self.drawing.rectangle(MARGIN + left, top, right - left, BAR, hue, stroke="ink")
        self.drawing.text(MARGIN + ROOM + 80, top + 145, self._vacancies(row), SMALL)
