"""The stage table: one row a candidate, one column a stage, as a returning officer writes it up.

All votes are integers in the transcript's units; whoever prints them uses `decimal_text`.
"""

from typing import NamedTuple

from hustings.analysis.standing import standing_candidates
from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Elected, Excluded, Transcript
from hustings.report.names import printed_names
from hustings.report.words import ENGLISH, Words

PARTS = ("no further preference", "lost to rounding", "not transferred")
"""What non-transferable votes are made of."""


class Standing(NamedTuple):
    """What became of a candidate: `word` is "elected", "excluded" or "not elected"; `stage` when (0: not at a
    stage); `place` in order of election (0: not elected)."""

    word: str
    stage: int = 0
    place: int = 0


class Cell(NamedTuple):
    """Votes at the end of a stage, and how they changed in it (the first stage: 0). `mark` is "elected" or
    "excluded" where that happened at this stage, otherwise empty."""

    votes: int
    change: int
    mark: str = ""

    def marked(self, words: Words = ENGLISH) -> str:
        """The mark in the reader's language."""
        return {
            "elected": words.pgettext("table", "elected"),
            "excluded": words.pgettext("table", "excluded"),
        }.get(self.mark, "")


class Row(NamedTuple):
    """A candidate through all stages, cells by stage."""

    candidate: CandidateId
    name: str
    standing: Standing
    cells: tuple[Cell, ...]

    def first_empty(self) -> int:
        """The first stage (from 1) that leaves nothing to show of an excluded candidate; one past the last if none."""
        if self.standing.word != "excluded":
            return len(self.cells) + 1
        held = [stage for stage, cell in enumerate(self.cells, start=1) if cell.votes]
        return max([self.standing.stage, *held]) + 1


class Column(NamedTuple):
    """A stage: its number, what was done ("first preferences", "surplus", "exclusion" ...), with whose papers, by
    which clause, and the quota in force (None: none)."""

    stage: int
    action: str
    names: tuple[str, ...]
    clause: str
    quota: int | None

    def done(self, words: Words = ENGLISH) -> str:
        """What was done, to stand before the names: "surplus of"."""
        patterns = {
            "first preferences": words.gettext("first preferences"),
            "marks": words.gettext("marks"),
            "surplus": words.gettext("surplus of"),
            "exclusion": words.gettext("exclusion of"),
        }
        return patterns.get(self.action, self.action)


class StageTable(NamedTuple):
    """The whole count as a table.

    `rows` are the candidates in the order of the list, those who did not stand left out; `non_transferable` all votes
    that no candidate holds, of which `no_further_preference`, `lost_to_rounding` and `not_transferred` are the parts;
    `total` is the votes of every stage. `elected` are rows in order of election, `withdrawn` the names of those
    withdrawn or passed over.
    """

    decimals: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    elected: tuple[Row, ...]
    withdrawn: tuple[str, ...]
    non_transferable: tuple[Cell, ...]
    no_further_preference: tuple[Cell, ...]
    lost_to_rounding: tuple[Cell, ...]
    not_transferred: tuple[Cell, ...]
    total: int

    def shown_from(self, start: int) -> tuple[list[Row], list[str]]:
        """For a panel that begins at column `start` (from 0): the rows with something to show, and who has none."""
        rows = [row for row in self.rows if row.first_empty() > start + 1]
        return rows, [row.name for row in self.rows if row not in rows]

    def parts(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """The parts of the non-transferable votes that this count has, each with its name."""
        parts = (self.no_further_preference, self.lost_to_rounding, self.not_transferred)
        return [(name, cells) for name, cells in zip(PARTS, parts, strict=True) if any(cell.votes for cell in cells)]


def stage_table(transcript: Transcript) -> StageTable:
    """The table of a count, read off its transcript."""
    stages = transcript.stages()
    names = printed_names(transcript.contest)
    standings, marks = _standings(transcript)
    standing = standing_candidates(transcript)
    gone = sorted(transcript.contest.withdrawn | transcript.contest.passed_over)
    rows = tuple(
        Row(
            c,
            names[c],
            standings.get(c, Standing("not elected")),
            _cells([s.votes[c] for s in stages], marks.get(c, {})),
        )
        for c in standing
    )
    first = stages[0]
    return StageTable(
        decimals=transcript.decimals,
        columns=tuple(
            Column(s.stage, s.action, tuple(names[c] for c in s.candidates), s.clause, s.quota) for s in stages
        ),
        rows=rows,
        elected=tuple(sorted((r for r in rows if r.standing.place), key=lambda r: r.standing.place)),
        withdrawn=tuple(names[c] for c in gone),
        non_transferable=_cells([s.non_transferable for s in stages], {}),
        no_further_preference=_cells([s.no_further_preference for s in stages], {}),
        lost_to_rounding=_cells([s.lost_to_rounding for s in stages], {}),
        not_transferred=_cells([s.not_transferred for s in stages], {}),
        total=sum(first.votes) + first.non_transferable,
    )


def _standings(transcript: Transcript) -> tuple[dict[CandidateId, Standing], dict[CandidateId, dict[int, str]]]:
    standings: dict[CandidateId, Standing] = {}
    marks: dict[CandidateId, dict[int, str]] = {}
    for event in transcript.events:
        if isinstance(event, Elected):
            standings[event.candidate] = Standing("elected", event.stage, event.place)
            marks.setdefault(event.candidate, {})[event.stage] = "elected"
        elif isinstance(event, Excluded):
            standings[event.candidate] = Standing("excluded", event.stage)
            marks.setdefault(event.candidate, {})[event.stage] = "excluded"
    return standings, marks


def _cells(votes: list[int], marks: dict[int, str]) -> tuple[Cell, ...]:
    before = [votes[0], *votes[:-1]] if votes else []
    return tuple(
        Cell(now, now - was, marks.get(stage, ""))
        for stage, (now, was) in enumerate(zip(votes, before, strict=True), start=1)
    )
