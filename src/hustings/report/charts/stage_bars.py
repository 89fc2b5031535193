"""The votes at the end of one stage as bars, with the quota line: what was there before, and what moved."""

from collections.abc import Mapping

from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Transcript
from hustings.report.charts.drawing import LARGE, ORDINARY, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks, hues
from hustings.report.charts.lettering import lines_of, shortened, text_width
from hustings.report.names import letters
from hustings.report.narration import Narrator
from hustings.report.table import Row, StageTable, stage_table
from hustings.report.words import ENGLISH, Words

WIDTH = 7200
NAMES = 2300
MARGIN = 200
LINE = 300
BAR = 180


def stage_bars_chart(
    transcript: Transcript,
    stage: int,
    inks: Inks = ALONE,
    groups: Mapping[CandidateId, int] | None = None,
    words: Words = ENGLISH,
) -> Chart:
    """A bar for each candidate at the end of `stage` (from 1); those with nothing before or after are left out."""
    table = stage_table(transcript)
    rows = [row for row in table.rows if stage == 1 or row.cells[stage - 1].votes or row.cells[stage - 1].change]
    return _Bars(transcript, table, rows, stage, inks, groups, words).chart()


class _Bars:
    def __init__(
        self,
        transcript: Transcript,
        table: StageTable,
        rows: list[Row],
        stage: int,
        inks: Inks,
        groups: Mapping[CandidateId, int] | None,
        words: Words,
    ) -> None:
        self.transcript, self.table, self.rows, self.at, self.words = transcript, table, rows, stage - 1, words
        self.ended = transcript.stages()[stage - 1]
        self.narrator = Narrator(transcript, words)
        self.letters = letters(len(transcript.contest.candidates))
        self.hues = hues([row.candidate for row in table.rows], transcript.elected, groups)
        self.drawing = Drawing(WIDTH, inks)
        self.values = [self._value(row) for row in rows]
        self.most = max([max(row.cells[self.at].votes, self._before(row)) for row in rows] + [self.ended.quota or 0, 1])
        widest = max(text_width(value, SMALL, bold=True) for value in self.values) if rows else 0
        self.room = WIDTH - NAMES - 2 * MARGIN - 100 - widest

    def chart(self) -> Chart:
        """Draw it."""
        y = 300
        for line in lines_of(self._title(), WIDTH - 2 * MARGIN, LARGE, 3, bold=True):
            self.drawing.text(MARGIN, y, line, LARGE, bold=True)
            y += 240
        top = y + 120
        for i, row in enumerate(self.rows):
            self._draw(row, self.values[i], top + i * LINE)
        bottom = top + len(self.rows) * LINE
        self._draw_quota(top, bottom)
        return self.drawing.finished(bottom + MARGIN, self._title(), self._description())

    def _title(self) -> str:
        said = self.narrator.title(self.ended)
        if len(self.table.columns) > 1:
            said = self.words.gettext("Stage {stage}: {title}").format(
                stage=self.ended.stage, title=said[:1].lower() + said[1:]
            )
        if elected := [row.name for row in self.table.elected if row.standing.stage == self.ended.stage]:
            said += self.words.gettext("; elected: {names}").format(names=self.words.listed(elected))
        return said

    def _description(self) -> str:
        return ", ".join(f"{row.name} {self._votes(row.cells[self.at].votes)}" for row in self.rows) + "."

    def _votes(self, votes: int) -> str:
        return self.words.votes(votes, self.table.decimals)

    def _before(self, row: Row) -> int:
        cell = row.cells[self.at]
        return cell.votes - cell.change

    def _value(self, row: Row) -> str:
        cell = row.cells[self.at]
        change = f" ({'+' if cell.change > 0 else '−'}{self._votes(abs(cell.change))})" if cell.change else ""
        mark = f" {cell.marked(self.words)}" if cell.mark else ""
        return self._votes(cell.votes) + change + mark

    def _length(self, votes: int) -> int:
        return votes * self.room // self.most

    def _draw(self, row: Row, value: str, y: int) -> None:
        """Votes kept are solid, votes gained lighter with an outline, votes lost an empty dashed outline."""
        cell, left = row.cells[self.at], MARGIN + NAMES
        now, before = self._length(cell.votes), self._length(self._before(row))
        hue = self.hues[row.candidate]
        label = f"{self.letters[row.candidate]}  {row.name}"
        self.drawing.text(MARGIN, y + 140, shortened(label, NAMES - 100, ORDINARY), ORDINARY)
        self.drawing.rectangle(left, y, min(now, before), BAR, hue)
        if now > before:
            self.drawing.rectangle(left + before, y, now - before, BAR, hue, opacity=45, stroke="ink")
        elif now < before:
            self.drawing.rectangle(left + now, y, before - now, BAR, "", stroke="line", dashed=True)
        self.drawing.text(left + self.room + 100, y + 135, value, SMALL, bold=bool(cell.mark))

    def _draw_quota(self, top: int, bottom: int) -> None:
        if self.ended.quota is None:
            return
        x = MARGIN + NAMES + self._length(self.ended.quota)
        self.drawing.line(x, top - 60, x, bottom - 60, "ink", dashed=True)
        said = self.words.gettext("quota {quota}").format(quota=self._votes(self.ended.quota))
        self.drawing.text(x, top - 90, said, SMALL, anchor="end", ink="quiet")
