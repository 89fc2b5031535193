"""The elections that filled seats of a committee, oldest first: votes, turnout, share by slate, and what cannot be
compared because another kind of vote was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings_site.committees.models import Committee
from hustings_site.elections.models import Contest
from hustings_site.results.models import Result
from hustings_site.results.result_page import result_page
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
    in_order = sorted(results, key=lambda result: (str(result.contest.election.closed_on or ""), result.pk))
    years: list[Year] = []
    for result in in_order:
        publisher, unit, slates = _slates(result)
        before = years[-1].unit if years else unit
        years.append(Year(result, unit, turnout_of(result), publisher, slates, unit != before))
    return years


def _slates(result: Result) -> tuple[str, str, Sequence[SlateInYear]]:
    """By the first publisher of lists: who that is, what was counted, and each slate."""
    page = result_page(result)
    if page.count is not None:
        claim = next(iter(page.count.claims), None)
        rows = claim.rows if claim else ()
        unit = claim.shares.unit.replace(" ", "_") if claim else FIRST_PREFERENCES
        counted = [
            SlateInYear(row.slate.name if row.slate else "", row.share.vote_share, len(row.share.elected))
            for row in rows
        ]
        return (claim.publisher if claim else "", unit, counted)
    totals = next(iter(page.claims), None)
    unit = page.tallies[0].unit if page.tallies else ""
    told = totals.rows if totals else ()
    imported = [SlateInYear(row.slate.name if row.slate else "", row.share.share, row.share.elected) for row in told]
    return (totals.publisher if totals else "", unit, imported)
