"""The transfers of a count, read from top to bottom: one band of candidates a stage, votes flowing between them.

Everything is as wide as the votes it stands for, so every band is as wide as the first. Votes that no candidate holds
gather at the left margin; candidates who are elected leave for a column of their own at the right, once their surplus
is dealt with. Of many candidates the small ones are joined into "others".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hustings.analysis.flows import Flow, flows_by_stage
from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Transcript
from hustings.report.charts.drawing import LARGE, ORDINARY, SMALL, Chart, Drawing
from hustings.report.charts.inks import ALONE, Inks, hues
from hustings.report.charts.key import Entry, draw_key
from hustings.report.charts.lettering import lines_of, text_width
from hustings.report.names import letters
from hustings.report.narration import Narrator
from hustings.report.table import StageTable, stage_table
from hustings.report.words import ENGLISH, Words

WIDTH = 9000
LABELS = 2100
"""The column at the left in which each stage says what was done."""

NODE = 180
PITCH = 640
"""From one band of candidates to the next, where the label needs no more."""

LEADING = 170
GAP = 60
"""The least distance between two candidates of one band."""

ZONE_GAP = 200
SMALLEST = 280
"""A candidate who never is this wide has no room for a letter, and is joined into "others"."""

NOBODY = -1
OTHERS = -2


class _Place(NamedTuple):
    """Where a unit (a candidate, OTHERS or NOBODY) stands in one band: left edge and width."""

    left: int
    width: int


class _Picture(NamedTuple):
    """What is drawn, in votes: `units` candidates in the order of the list and OTHERS; by band, who holds how much
    (`held`), what flows into it (`flows`), and who has left for the column of the elected, in order (`left`)."""

    units: tuple[int, ...]
    joined: tuple[CandidateId, ...]
    held: list[dict[int, int]]
    flows: list[dict[tuple[int, int], int]]
    left: list[tuple[int, ...]]


def transfers_chart(
    transcript: Transcript,
    inks: Inks = ALONE,
    groups: Mapping[CandidateId, int] | None = None,
    words: Words = ENGLISH,
) -> Chart:
    """The chart. `groups` gives each candidate's published list by number from 0, so that lists share a colour."""
    return _Transfers(transcript, inks, groups, words).chart()


class _Transfers:
    def __init__(
        self, transcript: Transcript, inks: Inks, groups: Mapping[CandidateId, int] | None, words: Words
    ) -> None:
        self.transcript = transcript
        self.table = stage_table(transcript)
        self.narrator = Narrator(transcript, words)
        self.words = words
        self.letters = letters(len(transcript.contest.candidates))
        standing = [row.candidate for row in self.table.rows]
        self.hues = hues(standing, transcript.elected, groups)
        self.drawing = Drawing(WIDTH, inks)
        self.picture = _picture(transcript, self.table)

    def chart(self) -> Chart:
        """Draw it."""
        top = self._draw_title()
        tops = self._tops(top)
        places = [self._places(band) for band in range(len(self.picture.held))]
        for band in range(1, len(places)):
            self._draw_flows(band, places[band - 1], places[band], tops[band - 1] + NODE, tops[band])
        for band, place in enumerate(places):
            self._draw_band(band, place, tops[band])
            self._draw_label(band, tops[band])
        bottom = draw_key(self.drawing, tops[-1] + NODE + 500, self._key())
        return self.drawing.finished(bottom, self._title(), self._description())

    # -- words --------------------------------------------------------------------------------------------------

    def _title(self) -> str:
        elected = self.words.listed([row.name for row in self.table.elected])
        stages = len(self.table.columns)
        pattern = self.words.ngettext("{names} elected at one stage", "{names} elected in {stages} stages", stages)
        return pattern.format(names=elected or self.words.gettext("Nobody"), stages=stages)

    def _description(self) -> str:
        pattern = self.words.gettext(
            "Votes of {candidates} candidates from stage to stage, from top to bottom; bands are as wide as the votes "
            "they stand for. {lost} of {total} votes end with no candidate. The stage table has every figure."
        )
        return pattern.format(
            candidates=len(self.table.rows),
            lost=self._votes(self.table.non_transferable[-1].votes),
            total=self._votes(self.table.total),
        )

    def _votes(self, votes: int) -> str:
        return self.words.votes(votes, self.table.decimals)

    def _key(self) -> list[Entry]:
        entries = []
        for row in self.table.rows:
            standing = row.standing
            if standing.place:
                what = self.words.gettext("elected {place} of {vacancies}, stage {stage}")
            elif standing.stage:
                what = self.words.gettext("excluded, stage {stage}")
            else:
                what = self.words.gettext("not elected")
            said = what.format(place=standing.place, vacancies=self.transcript.contest.vacancies, stage=standing.stage)
            if row.candidate in self.picture.joined:
                said += self.words.gettext("; among others")
            entries.append(Entry(self.letters[row.candidate], self.hues[row.candidate], row.name, said))
        return entries

    def _draw_title(self) -> int:
        """The title and the heads of the three parts; the y at which bands may begin."""
        y = 300
        for line in lines_of(self._title(), WIDTH - 400, LARGE, 3, bold=True):
            self.drawing.text(200, y, line, LARGE, bold=True)
            y += 240
        y += 60
        self.drawing.text(LABELS, y, self.words.gettext("not transferable"), SMALL, ink="quiet")
        self.drawing.text(
            (LABELS + WIDTH) // 2, y, self.words.pgettext("chart", "continuing"), SMALL, anchor="middle", ink="quiet"
        )
        self.drawing.text(WIDTH - 200, y, self.words.pgettext("chart", "elected"), SMALL, anchor="end", ink="quiet")
        return y + 140

    def _label(self, band: int) -> list[tuple[str, bool]]:
        """The lines that stand beside a band: (text, bold)."""
        if band >= len(self.table.columns):
            return [(self.words.gettext("Result"), True)]
        ended = self.transcript.stages()[band]
        title = self.narrator.title(ended)
        lines = [(self.words.gettext("Stage {stage}").format(stage=ended.stage), True)]
        lines += [(line, False) for line in lines_of(title, LABELS - 350, SMALL, 2)]
        if elected := [row.name for row in self.table.elected if row.standing.stage == ended.stage]:
            said = self.words.gettext("Elected: {names}").format(names=self.words.listed(elected))
            lines += [(line, True) for line in lines_of(said, LABELS - 350, SMALL, len(said), bold=True)]
        return lines

    def _draw_label(self, band: int, top: int) -> None:
        y = top + 130
        for text, bold in self._label(band):
            self.drawing.text(200, y, text, ORDINARY if y == top + 130 else SMALL, bold=bold)
            y += LEADING
        if band:
            self.drawing.line(200, top - 70, LABELS - 150, top - 70, "line")

    # -- places -------------------------------------------------------------------------------------------------

    def _tops(self, top: int) -> list[int]:
        tops = []
        for band in range(len(self.picture.held)):
            tops.append(top)
            top += max(PITCH, len(self._label(band)) * LEADING + 120)
        return tops

    def _room(self) -> int:
        """How wide all votes together are."""
        most = max(len(held) for held in self.picture.held)
        return WIDTH - 200 - LABELS - 2 * ZONE_GAP - GAP * (most + 1)

    def _width(self, votes: int) -> int:
        return max(0, votes) * self._room() // self.table.total if self.table.total else 0

    def _places(self, band: int) -> dict[int, _Place]:
        """Nobody at the left, the elected at the right, the continuing spread between them."""
        held, left = self.picture.held[band], self.picture.left[band]
        places = {NOBODY: _Place(LABELS, self._width(held.get(NOBODY, 0)))}
        right = WIDTH - 200
        for unit in left:
            width = self._width(held[unit])
            places[unit] = _Place(right - width, width)
            right -= width + GAP
        begin = LABELS + places[NOBODY].width + ZONE_GAP
        end = right - (ZONE_GAP - GAP if left else 0)
        continuing = [unit for unit in self.picture.units if held.get(unit) and unit not in left]
        widths = [self._width(held[unit]) for unit in continuing]
        free = end - begin - sum(widths)
        x = begin
        for i, (unit, width) in enumerate(zip(continuing, widths, strict=True)):
            gap = free * (i + 1) // (len(continuing) + 1)
            places[unit] = _Place(x + gap, width)
            x += width
        return places

    # -- shapes -------------------------------------------------------------------------------------------------

    def _hue(self, unit: int) -> str:
        return "line" if unit == NOBODY else self.hues.get(CandidateId(unit), "neutral")

    def _draw_flows(
        self, band: int, above: Mapping[int, _Place], below: Mapping[int, _Place], top: int, bottom: int
    ) -> None:
        """The votes that stay, faint, and those that move, strong; each leaves and arrives in order of place."""
        flows = dict(self.picture.flows[band])
        held = self.picture.held[band - 1]
        for unit, votes in held.items():
            stays = votes - sum(n for (source, _), n in flows.items() if source == unit)
            if stays > 0:
                flows[unit, unit] = stays
        starts, ends = _offsets(flows, 0, below), _offsets(flows, 1, above)
        for pair, votes in sorted(flows.items(), key=lambda item: item[0][0] != item[0][1]):
            source, target = pair
            width = self._width(votes)
            if width:
                start = (above[source].left + self._width(starts[pair]), top)
                end = (below[target].left + self._width(ends[pair]), bottom)
                self.drawing.band(start, end, width, self._hue(source), opacity=30 if source == target else 70)

    def _draw_band(self, band: int, places: Mapping[int, _Place], top: int) -> None:
        for unit, place in places.items():
            if not place.width:
                continue
            hue = self._hue(unit)
            elected = unit in self.picture.left[band]
            self.drawing.rectangle(place.left, top, place.width, NODE, hue, stroke="ink" if elected else "")
            text = self._inside(unit, place.width)
            if text:
                self.drawing.text(
                    place.left + place.width // 2, top + 135, text, SMALL, anchor="middle", bold=True, on=hue
                )

    def _inside(self, unit: int, width: int) -> str:
        """What is written into a band: a letter, or a word where there is room."""
        words = {
            NOBODY: ("",),
            OTHERS: (self.words.gettext("{number} others").format(number=len(self.picture.joined)), "…"),
        }.get(unit, (self.letters[unit],))
        return next((word for word in words if text_width(word, SMALL, bold=True) + 40 <= width), "")


def _offsets(flows: Mapping[tuple[int, int], int], end: int, order: Mapping[int, _Place]) -> dict[tuple[int, int], int]:
    """How far into its unit each flow begins, in votes: `end` 0 where it leaves, 1 where it arrives, the flows of a
    unit side by side in the order of the places at their other end."""
    taken: dict[int, int] = {}
    offsets = {}
    for pair in sorted(flows, key=lambda pair: (order[pair[1 - end]].left, pair)):
        offsets[pair] = taken.get(pair[end], 0)
        taken[pair[end]] = offsets[pair] + flows[pair]
    return offsets


def _picture(transcript: Transcript, table: StageTable) -> _Picture:
    """What there is to draw. A last band, "Result", follows where somebody is still to leave for the elected."""
    flows = flows_by_stage(transcript)
    leaving = _leaving(table, flows)
    joined = _joined(table)
    unit = {row.candidate: OTHERS if row.candidate in joined else row.candidate for row in table.rows}
    held = [_held(table, i, unit) for i in range(len(table.columns))]
    drawn = [_between(stage, unit) for stage in flows]
    if any(band == len(table.columns) for band in leaving.values()):
        held.append(held[-1])
        drawn.append({})
    gone = [tuple(c for c, when in leaving.items() if when <= band) for band in range(len(held))]
    units = tuple(dict.fromkeys(unit.values()))
    ordered = (*(u for u in units if u != OTHERS), *(u for u in units if u == OTHERS))
    return _Picture(ordered, joined, held, drawn, gone)


def _leaving(table: StageTable, flows: Sequence[Sequence[Flow]]) -> dict[int, int]:
    """The band (from 0) at which each of those elected leaves, in the order of leaving: when the last of the surplus is
    transferred, or at the band after the election."""
    bands = {}
    for row in table.elected:
        gave = [
            i
            for i, stage in enumerate(flows)
            if i >= row.standing.stage and any(f.source == row.candidate for f in stage)
        ]
        bands[row.candidate] = max(gave, default=row.standing.stage)
    return dict(sorted(bands.items(), key=lambda item: item[1]))


def _joined(table: StageTable) -> tuple[CandidateId, ...]:
    """Candidates too small to be drawn, where there are several: never elected, and never wide enough for a letter."""
    room = WIDTH - 200 - LABELS - 2 * ZONE_GAP - GAP * (min(len(table.rows), 20) + 1)
    small = tuple(
        row.candidate
        for row in table.rows
        if not row.standing.place and max(cell.votes for cell in row.cells) * room < SMALLEST * table.total
    )
    return small if len(small) > 1 else ()


def _held(table: StageTable, stage: int, unit: Mapping[CandidateId, int]) -> dict[int, int]:
    held = {NOBODY: table.non_transferable[stage].votes}
    for row in table.rows:
        each = unit[row.candidate]
        held[each] = held.get(each, 0) + row.cells[stage].votes
    return held


def _between(flows: Iterable[Flow], unit: Mapping[CandidateId, int]) -> dict[tuple[int, int], int]:
    votes: dict[tuple[int, int], int] = {}
    for flow in flows:
        pair = (
            NOBODY if flow.source is None else unit[flow.source],
            NOBODY if flow.target is None else unit[flow.target],
        )
        if pair[0] != pair[1]:
            votes[pair] = votes.get(pair, 0) + flow.votes
    return votes
