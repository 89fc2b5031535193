"""One stage of a count: votes before, what moved, votes after, and why."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hustings.count.transcript import StageEnded
from hustings.report.narration import StageStory, stories
from hustings.report.table import Cell, stage_table
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.pages.words import readers_words
from hustings_site.results.count_page import stage_bars, transcript_of
from hustings_site.results.models import Result
from hustings_site.results.selectors import candidates_of


@dataclass(frozen=True, slots=True)
class StageRow:
    """A candidate at one stage, votes in units of the transcript."""

    name: str
    before: int
    moved: int
    after: int
    mark: str
    out: bool


@dataclass(frozen=True, slots=True)
class StagePage:
    """One stage, with its neighbours where there are any."""

    story: StageStory
    ended: StageEnded
    decimals: int
    rows: tuple[StageRow, ...]
    others: tuple[StageRow, ...]
    total: int
    bars: SafeString
    slates: tuple[Slate, ...]
    before: StageStory | None
    after: StageStory | None
    stages: int


def stage_page(result: Result, number: int) -> StagePage | None:
    """The stage of this number (from 1), or None."""
    transcript = transcript_of(result)
    told = stories(transcript, readers_words())
    if not 1 <= number <= len(told):
        return None
    table = stage_table(transcript)
    at = number - 1
    candidates = candidates_of(result.contest)
    claims = list(slates_by_publisher(lists_of(result.contest)).values())
    return StagePage(
        story=told[at],
        ended=transcript.stages()[at],
        decimals=transcript.decimals,
        rows=tuple(
            _row(row.name, row.cells[at], out=number > 1 and number >= row.first_empty() and not row.cells[at].change)
            for row in table.rows
        ),
        others=tuple(_row(name, cells[at], out=False) for name, cells in table.parts()),
        total=table.total,
        bars=stage_bars(transcript, number, candidates, claims[0] if claims else ()),
        slates=tuple(claims[0]) if claims else (),
        before=told[at - 1] if at else None,
        after=told[at + 1] if at + 1 < len(told) else None,
        stages=len(told),
    )


def _row(name: str, cell: Cell, *, out: bool) -> StageRow:
    return StageRow(name, cell.votes - cell.change, cell.change, cell.votes, cell.mark, out)
