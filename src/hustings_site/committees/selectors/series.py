"""The elections that filled seats of a committee, oldest first: votes, turnout, share by slate, and what cannot be
compared because another kind of vote was counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.db.models import Prefetch
from django.utils import timezone

from hustings.analysis.lists import PublishedList as LibrarysList
from hustings.analysis.lists import list_shares
from hustings.analysis.totals import shares_by_list
from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Transcript
from hustings.count.transcript_file import read_transcript
from hustings_site.committees.models import Committee
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.elections.selectors import slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.results.count_page import as_counted
from hustings_site.results.models import Result
from hustings_site.results.selectors import results_in_force, turnout_of
from hustings_site.results.turnout import Turnout

FIRST_PREFERENCES = "first_preferences"
KEPT = 64
"""Transcripts kept read: they never change."""


@dataclass(frozen=True, slots=True)
class SlateInYear:
    """What a slate had by one publisher's claim ("": no list). `share` of all that was counted, None not known."""

    name: str
    share: Fraction | None
    elected: int


@dataclass(frozen=True, slots=True)
class Year:
    """One election. `another_kind`: it counted another kind of vote than the one before, so shares do not compare."""

    result: Result
    unit: str
    turnout: Turnout
    publisher: str
    slates: Sequence[SlateInYear]
    another_kind: bool


def elections_of(committee: Committee) -> list[int]:
    """The results in force of every contest from which somebody was seated, by number, oldest first."""
    contests = Contest.objects.filter(candidates__seats__seat__section__committee=committee).distinct()
    found = results_in_force().filter(contest__in=contests).select_related("contest__election")
    return [each.pk for each in sorted(found, key=lambda each: (_announced(each), each.pk))]


def _announced(result: Result) -> date:
    """The day of the result, as its source says; of a poll held here, that of its close, else of the publication."""
    election = result.contest.election
    return election.closed_on or timezone.localdate(election.poll_closes or result.published_at)


def series(committee: Committee, begin: int = 0, end: int | None = None) -> list[Year]:
    """The elections of a committee from one place in their order until before another; the same queries for any
    number.

    Slates are those of the publisher of lists who speaks of the most elections, so that rows compare; then of the
    first.
    """
    numbers = elections_of(committee)[max(begin - 1, 0) : end]
    candidates = Prefetch("contest__candidates", Candidate.objects.on_the_paper(), to_attr="on_paper")
    lists = Prefetch("contest__lists", PublishedList.objects.prefetch_related("places__candidate"))
    found = Result.objects.select_related("contest__election").prefetch_related(
        candidates, lists, "elected", "tallies__entries"
    )
    results = found.in_bulk(numbers)
    published = {pk: slates_by_publisher(result.contest.lists.all()) for pk, result in results.items()}
    spoken = Counter(publisher for said in published.values() for publisher in said)
    years: list[Year] = []
    for result in (results[number] for number in numbers):
        said = published[result.pk]
        publisher = max(said, key=lambda each: spoken[each], default="")
        unit, slates = _slates(result, said.get(publisher, []))
        before = years[-1].unit if years else unit
        years.append(Year(result, unit, turnout_of(result), publisher, slates, unit != before))
    return years[1:] if begin else years


def _slates(result: Result, slates: Sequence[Slate]) -> tuple[str, Sequence[SlateInYear]]:
    """What was counted, and each slate; none where nobody has published lists."""
    candidates: list[Candidate] = result.contest.on_paper  # type: ignore[attr-defined]  # `series` puts it there
    if result.rule:
        unit, rows = _counted(transcript_of(result.transcript), candidates, slates)
    else:
        unit, rows = _told(result, candidates, slates)
    return unit, rows if slates else ()


@lru_cache(maxsize=KEPT)
def transcript_of(text: str) -> Transcript:
    """A transcript, read once."""
    return read_transcript(text.encode())


def _counted(
    transcript: Transcript, candidates: Sequence[Candidate], slates: Sequence[Slate]
) -> tuple[str, list[SlateInYear]]:
    """What the first stage of a count gave each slate."""
    position = {each.pk: CandidateId(number) for number, each in enumerate(as_counted(transcript, candidates))}
    lists = [LibrarysList(s.name, tuple(position[pk] for pk in s.candidates), s.publisher, s.source) for s in slates]
    found = list_shares(transcript, lists)
    rows = [
        SlateInYear(row.names[0] if row.names else "", row.vote_share, len(row.elected))
        for row in found.rows
        if row.candidates
    ]
    return found.unit.replace(" ", "_"), rows


def _told(result: Result, candidates: Sequence[Candidate], slates: Sequence[Slate]) -> tuple[str, list[SlateInYear]]:
    """What the first tally of a result that was counted elsewhere gave each slate."""
    tally = next(iter(result.tallies.all()), None)
    if tally is None:
        return "", []
    figures: Mapping[int, Decimal | None] = {each.candidate_id: each.value for each in tally.entries.all()}
    known = [figures.get(each.pk, Decimal(0)) for each in candidates]
    position = {each.pk: number for number, each in enumerate(candidates)}
    found = shares_by_list(
        [None if figure is None else Fraction(figure) for figure in known],
        [[position[pk] for pk in slate.candidates] for slate in slates],
        [position[place.candidate_id] for place in result.elected.all()],
    )
    rows = [
        SlateInYear(slate.name if slate else "", share.share, share.elected)
        for slate, share in zip((*slates, None), found, strict=True)
        if share.candidates
    ]
    return tally.unit, rows
