"""The elections that filled seats of a committee, oldest first: votes, turnout, share by slate, and what cannot be
compared because another kind of vote was counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import timezone

from hustings_site.committees.models import Committee
from hustings_site.elections.models import Contest
from hustings_site.results.models import Result
from hustings_site.results.result_page import ResultPage, result_page
from hustings_site.results.selectors import results_in_force, turnout_of
from hustings_site.results.turnout import Turnout

FIRST_PREFERENCES = "first_preferences"


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


def series(committee: Committee) -> list[Year]:
    """Every contest from which somebody was seated, with its result in force, oldest first."""
    contests = Contest.objects.filter(candidates__seats__seat__section__committee=committee).distinct()
    results = results_in_force().filter(contest__in=contests).select_related("contest__election")
    in_order = sorted(results, key=lambda result: (_announced(result), result.pk))
    pages = [result_page(result) for result in in_order]
    spoken = Counter(publisher for page in pages for publisher in page.publishers)
    years: list[Year] = []
    for result, page in zip(in_order, pages, strict=True):
        publisher, unit, slates = _slates(page, spoken)
        before = years[-1].unit if years else unit
        years.append(Year(result, unit, turnout_of(result), publisher, slates, unit != before))
    return years


def _announced(result: Result) -> date:
    """The day of the result, as its source says; of a poll held here, that of its close, else of the publication."""
    election = result.contest.election
    return election.closed_on or timezone.localdate(election.poll_closes or result.published_at)


def _slates(page: ResultPage, spoken: Mapping[str, int]) -> tuple[str, str, Sequence[SlateInYear]]:
    """By the publisher of lists who speaks of the most elections of the series, so that rows compare; then of those the
    first: who that is, what was counted, and each slate."""
    if page.count is not None:
        claim = max(page.count.claims, key=lambda each: spoken[each.publisher], default=None)
        rows = claim.rows if claim else ()
        unit = claim.shares.unit.replace(" ", "_") if claim else FIRST_PREFERENCES
        counted = [
            SlateInYear(row.slate.name if row.slate else "", row.share.vote_share, len(row.share.elected))
            for row in rows
        ]
        return (claim.publisher if claim else "", unit, counted)
    totals = max(page.claims, key=lambda each: spoken[each.publisher], default=None)
    unit = page.tallies[0].unit if page.tallies else ""
    told = totals.rows if totals else ()
    imported = [SlateInYear(row.slate.name if row.slate else "", row.share.share, row.share.elected) for row in told]
    return (totals.publisher if totals else "", unit, imported)
