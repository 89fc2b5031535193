"""What a result page shows of a count: read off the transcript by the library, and only arranged here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from hustings.analysis.lists import ListShare, ListShares, PublishedList, list_shares
from hustings.analysis.transfers import ListTransfers, list_transfers
from hustings.ballots.paper import CandidateId
from hustings.count.contest import Constraint
from hustings.count.transcript import Transcript
from hustings.count.transcript_file import read_transcript
from hustings.report.charts.inks import IN_A_PAGE
from hustings.report.charts.list_shares import list_shares_chart
from hustings.report.charts.stage_bars import stage_bars_chart
from hustings.report.charts.transfers import transfers_chart
from hustings.report.names import printed_names
from hustings.report.narration import StageStory, stories
from hustings.report.table import StageTable, stage_table
from hustings_site.elections.models import Candidate
from hustings_site.elections.slates import Slate
from hustings_site.pages.words import readers_words
from hustings_site.results.enums import OtherCount
from hustings_site.results.models import Comparison, Result


@lru_cache(maxsize=64)
def _read(transcript_hash: str, result: int, kind: str) -> Transcript:
    found = Comparison.objects.get(result=result, kind=kind) if kind else Result.objects.get(pk=result)
    return read_transcript(found.transcript.encode())


def transcript_of(result: Result) -> Transcript:
    """The transcript of a counted result; it never changes, so it is read once."""
    return _read(result.transcript_hash, result.pk, "")


@dataclass(frozen=True, slots=True)
class SlateShare:
    """A slate (None: no list) with its share of the vote and of the vacancies."""

    slate: Slate | None
    share: ListShare


@dataclass(frozen=True, slots=True)
class SlateFlow:
    """What the candidates of one slate passed on (None: those on no list), in units of the transcript."""

    slate: Slate | None
    moved: ListTransfers


@dataclass(frozen=True, slots=True)
class SlateBlock:
    """Vacancies won by one slate (None: no list) by the rule of the contest, and by block vote."""

    slate: Slate | None
    held: int
    block: int


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One candidate under both ways of counting; `marks` is what block vote would have given."""

    name: str
    slate: Slate | None
    held: bool
    block: bool
    marks: int


@dataclass(frozen=True, slots=True)
class SamePapersPage:
    """The same papers under block vote, beside the result."""

    reading: str
    short: int
    papers: int
    rows: tuple[BlockRow, ...]
    slates: tuple[SlateBlock, ...]
    only_held: tuple[str, ...]
    only_block: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConstrainedPage:
    """What the constraints of a contest changed: who is elected with them alone, and who without them alone.

    `met` has, for each constraint, how many of its category are elected and how many would be without it.
    """

    met: tuple[tuple[Constraint, int, int], ...]
    only_with: tuple[str, ...]
    only_without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The count by the lists of one publisher: a chart of shares, and what the lists passed on."""

    publisher: str
    source: str
    shares: ListShares
    rows: tuple[SlateShare, ...]
    chart: SafeString
    flows: tuple[SlateFlow, ...]


@dataclass(frozen=True, slots=True)
class CountPage:
    """Stories and table of all stages, the charts in the colours of `slates`, and the comparison where there is one."""

    transcript: Transcript
    stories: tuple[StageStory, ...]
    table: StageTable
    transfers: SafeString
    bars: SafeString
    slates: tuple[Slate, ...]
    claims: tuple[ClaimPage, ...]
    same_papers: SamePapersPage | None
    constrained: ConstrainedPage | None

    @property
    def quota_told(self) -> str:
        """The quota at the end as people read it; empty where the rule has none."""
        quota = self.transcript.stages()[-1].quota
        return "" if quota is None else readers_words().votes(quota, self.transcript.decimals)


def count_page(result: Result, candidates: Sequence[Candidate], published: Mapping[str, Sequence[Slate]]) -> CountPage:
    """Everything that a counted result shows of its count."""
    transcript = transcript_of(result)
    candidates = as_counted(transcript, candidates)
    position = {c.pk: CandidateId(i) for i, c in enumerate(candidates)}
    first_claim = next(iter(published.values()), ())
    groups = groups_of(first_claim, position)
    stages = transcript.stages()
    several = len(stages) > 1
    words = readers_words()
    return CountPage(
        transcript=transcript,
        stories=tuple(stories(transcript, words)),
        table=stage_table(transcript),
        transfers=drawn(transfers_chart(transcript, IN_A_PAGE, groups, words).svg) if several else SafeString(),
        bars=drawn(stage_bars_chart(transcript, stages[-1].stage, IN_A_PAGE, groups, words).svg),
        slates=tuple(first_claim),
        claims=tuple(_claim(transcript, publisher, slates, position) for publisher, slates in published.items()),
        same_papers=_same_papers(result, transcript, candidates, first_claim),
        constrained=_constrained(result, transcript),
    )


def stage_bars(
    transcript: Transcript, stage: int, candidates: Sequence[Candidate], slates: Sequence[Slate]
) -> SafeString:
    """The bars of one stage, by its number."""
    groups = groups_of(slates, {c.pk: CandidateId(i) for i, c in enumerate(as_counted(transcript, candidates))})
    return drawn(stage_bars_chart(transcript, stage, IN_A_PAGE, groups, readers_words()).svg)


def as_counted(transcript: Transcript, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in the order in which the papers number them, which a corrected file may have changed."""
    by_name = {candidate.printed_name: candidate for candidate in candidates}
    return [by_name[name] for name in printed_names(transcript.contest)]


def groups_of(slates: Sequence[Slate], position: Mapping[int, CandidateId]) -> dict[CandidateId, int] | None:
    """Each candidate's list by number from 0, so that charts give lists the colours of their marks; None: no lists."""
    if not slates:
        return None
    return {position[pk]: number for number, slate in enumerate(slates) for pk in slate.candidates}


def drawn(svg: str) -> SafeString:
    """A chart of the library as it may stand in a page: every text in it was escaped when it was drawn."""
    return mark_safe(svg)  # noqa: S308 - see above


def _claim(
    transcript: Transcript, publisher: str, slates: Sequence[Slate], position: Mapping[int, CandidateId]
) -> ClaimPage:
    lists = [PublishedList(s.name, tuple(position[pk] for pk in s.candidates), s.publisher, s.source) for s in slates]
    shares = list_shares(transcript, lists)
    by_name = {slate.name: slate for slate in slates}
    flows = (
        SlateFlow(by_name[moved.names[0]] if moved.names else None, moved)
        for moved in list_transfers(transcript, lists)
    )
    return ClaimPage(
        publisher=publisher,
        source=slates[0].source,
        shares=shares,
        rows=tuple(SlateShare(by_name[row.names[0]] if row.names else None, row) for row in shares.rows),
        chart=drawn(list_shares_chart(shares, IN_A_PAGE, readers_words()).svg),
        flows=tuple(flow for flow in flows if flow.moved.passed_on),
    )


def _constrained(result: Result, held: Transcript) -> ConstrainedPage | None:
    if not result.comparisons.filter(kind=OtherCount.WITHOUT_CONSTRAINTS).exists():
        return None
    free = _read(result.transcript_hash, result.pk, OtherCount.WITHOUT_CONSTRAINTS)
    contest, names = held.contest, printed_names(held.contest)

    def of(category: str, elected: Sequence[CandidateId]) -> int:
        return sum(category in contest.candidates[c].categories for c in elected)

    return ConstrainedPage(
        met=tuple((c, of(c.category, held.elected), of(c.category, free.elected)) for c in contest.constraints),
        only_with=tuple(names[c] for c in held.elected if c not in free.elected),
        only_without=tuple(names[c] for c in free.elected if c not in held.elected),
    )


def _same_papers(
    result: Result, held: Transcript, candidates: Sequence[Candidate], slates: Sequence[Slate]
) -> SamePapersPage | None:
    comparison = result.comparisons.defer("transcript").filter(kind=OtherCount.BLOCK_VOTE).first()
    if comparison is None:
        return None
    block = _read(result.transcript_hash, result.pk, comparison.kind)
    marks = block.stages()[0].votes
    slate_of = {pk: slate for slate in slates for pk in slate.candidates}
    rows = [
        BlockRow(
            candidate.printed_name,
            slate_of.get(candidate.pk),
            held=c in held.elected,
            block=c in block.elected,
            marks=marks[c],
        )
        for c, candidate in ((CandidateId(i), candidate) for i, candidate in enumerate(candidates))
        if c not in held.contest.withdrawn
    ]
    return SamePapersPage(
        reading=comparison.reading,
        short=comparison.short,
        papers=block.papers.valid,
        rows=tuple(sorted(rows, key=lambda row: -row.marks)),
        slates=tuple(
            SlateBlock(
                slate, sum(r.held for r in rows if r.slate == slate), sum(r.block for r in rows if r.slate == slate)
            )
            for slate in ((*slates, None) if slates else ())
        ),
        only_held=tuple(row.name for row in rows if row.held and not row.block),
        only_block=tuple(row.name for row in rows if row.block and not row.held),
    )
