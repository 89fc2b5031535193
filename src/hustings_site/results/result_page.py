"""What a result page shows, put together from what is stored: nothing here counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hustings.analysis.totals import ListShare, shares, shares_by_list
from hustings_site.elections.models import Candidate
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.results.models import ElectedPlace, Result
from hustings_site.results.selectors import Totals, candidates_of, totals_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate with the slates that each publisher puts them on (None: on no list of that publisher)."""

    candidate: Candidate
    slates: tuple[Slate | None, ...]
    elected: bool
    when: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and its share of the whole, None not known; `out`: the candidate had left the count."""

    figure: Decimal | None
    share: Fraction | None
    out: bool = False


@dataclass(frozen=True, slots=True)
class SlateShare:
    """A slate (None: on no list) with what it has."""

    slate: Slate | None
    share: ListShare


@dataclass(frozen=True, slots=True)
class ClaimedShares:
    """Shares by list as one publisher draws the lists."""

    publisher: str
    source: str
    unit: str
    rows: tuple[SlateShare, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page; `rows` are the candidates with one cell a tally, best first in the last tally."""

    result: Result
    publishers: tuple[str, ...]
    elected: tuple[Listed, ...]
    tallies: tuple[Totals, ...]
    rows: tuple[tuple[Listed, tuple[Cell, ...]], ...]
    claims: tuple[ClaimedShares, ...]


def result_page(result: Result) -> ResultPage:
    """The page of an imported result."""
    candidates = candidates_of(result.contest)
    published = slates_by_publisher(lists_of(result.contest))
    places = {place.candidate_id: place for place in result.elected.all()}
    listed = {c.pk: _listed(c, list(published.values()), places) for c in candidates}
    tallies = tuple(totals_of(result))
    cells = [_cells(tally, candidates) for tally in tallies]
    rows = [(listed[c.pk], tuple(column[c.pk] for column in cells)) for c in candidates]
    return ResultPage(
        result=result,
        publishers=tuple(published),
        elected=tuple(listed[pk] for pk in sorted(places, key=lambda pk: places[pk].position)),
        tallies=tallies,
        rows=tuple(sorted(rows, key=_best_first)),
        claims=tuple(
            _claim(publisher, slates, candidates, set(places), tallies[0])
            for publisher, slates in published.items()
            if tallies
        ),
    )


def _listed(candidate: Candidate, published: Sequence[Sequence[Slate]], places: dict[int, ElectedPlace]) -> Listed:
    return Listed(
        candidate=candidate,
        slates=tuple(next((s for s in slates if candidate.pk in s.candidates), None) for slates in published),
        elected=candidate.pk in places,
        when=places[candidate.pk].when if candidate.pk in places else "",
    )


def _cells(tally: Totals, candidates: Sequence[Candidate]) -> dict[int, Cell]:
    parts = shares(_fractions(tally, candidates))
    return {
        c.pk: Cell(tally.figures[c.pk], part) if c.pk in tally.figures else Cell(None, None, out=True)
        for c, part in zip(candidates, parts, strict=True)
    }


def _fractions(tally: Totals, candidates: Sequence[Candidate]) -> list[Fraction | None]:
    """One figure a candidate; who was out by then has nought of the whole."""
    figures = [tally.figures.get(c.pk, Decimal(0)) for c in candidates]
    return [None if figure is None else Fraction(figure) for figure in figures]


def _best_first(row: tuple[Listed, tuple[Cell, ...]]) -> tuple[object, ...]:
    """Elected before others, then the most in the last tally that says something, then the ballot paper's order."""
    listed, cells = row
    figures = [-(cell.figure or 0) for cell in reversed(cells)]
    return (not listed.elected, *figures, listed.candidate.position)


def _claim(
    publisher: str, slates: Sequence[Slate], candidates: Sequence[Candidate], elected: set[int], tally: Totals
) -> ClaimedShares:
    position = {c.pk: i for i, c in enumerate(candidates)}
    found = shares_by_list(
        _fractions(tally, candidates),
        [[position[pk] for pk in slate.candidates] for slate in slates],
        [position[pk] for pk in elected],
    )
    rows = [SlateShare(slate, share) for slate, share in zip((*slates, None), found, strict=True) if share.candidates]
    return ClaimedShares(publisher, slates[0].source, tally.unit, tuple(rows))
