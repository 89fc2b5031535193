"""What a result page shows, put together from what is stored: nothing here counts."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hustings.analysis.lists import ListShare, ListShares
from hustings.analysis.totals import ListShare as ShareOfTotals
from hustings.analysis.totals import shares, shares_by_list
from hustings.ballots.paper import CandidateId
from hustings.report.charts.inks import IN_A_PAGE
from hustings.report.charts.list_shares import list_shares_chart
from hustings.report.charts.totals_bars import Total, totals_chart
from hustings.report.charts.turnout import turnout_chart
from hustings_site.elections.models import Candidate
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.pages.words import readers_words
from hustings_site.results.count_page import CountPage, count_page, drawn
from hustings_site.results.counting import CONTEST_NAME, LOTS_NAME
from hustings_site.results.enums import Unit
from hustings_site.results.models import ElectedPlace, Result
from hustings_site.results.selectors import Totals, candidates_of, totals_of, turnout_of
from hustings_site.results.turnout import Turnout

UNIT_IN_A_CHART = {
    Unit.VOTES: _("votes"),
    Unit.MARKS: _("marks"),
    Unit.FIRST_PREFERENCES: _("first preferences"),
    Unit.POINTS: _("points"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate with the slates that publishers put them on, each name once (None: on no list of some publisher)."""

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
    share: ShareOfTotals


@dataclass(frozen=True, slots=True)
class ClaimedShares:
    """Shares by list as one publisher draws the lists."""

    publisher: str
    source: str
    unit: str
    rows: tuple[SlateShare, ...]
    chart: SafeString


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page; `rows` are the candidates with one cell a tally, best first in the last tally."""

    result: Result
    publishers: tuple[str, ...]
    elected: tuple[Listed, ...]
    tallies: tuple[Totals, ...]
    rows: tuple[tuple[Listed, tuple[Cell, ...]], ...]
    claims: tuple[ClaimedShares, ...]
    standing: int
    count: CountPage | None
    turnout: SafeString
    slates: tuple[Slate, ...]
    bars: tuple[SafeString, ...]

    @property
    def file_quoted(self) -> str:
        """The name of the ballot file as a shell takes it."""
        return shlex.quote(PurePath(self.result.ballot_file.name).name) if self.result.ballot_file else ""

    @property
    def command(self) -> str:
        """The command that repeats the count, with the files downloaded into one folder."""
        contest = f" --contest {CONTEST_NAME}" if self.result.contest_file else ""
        lots = f" --lots {LOTS_NAME}" if self.result.lots else ""
        vacancies = f" --vacancies {self.result.contest.vacancies}"
        return f"hustings count --rule {self.result.rule}{contest}{vacancies}{lots} {self.file_quoted}"


def result_page(result: Result) -> ResultPage:
    """The page of a result, counted here or elsewhere."""
    candidates = candidates_of(result.contest)
    published = slates_by_publisher(lists_of(result.contest))
    places = {place.candidate_id: place for place in result.elected.all()}
    listed = {c.pk: _listed(c, list(published.values()), places) for c in candidates}
    tallies = tuple(totals_of(result))
    cells = [_cells(tally, candidates) for tally in tallies]
    first_claim = tuple(next(iter(published.values()), ()))
    rows = [(listed[c.pk], tuple(column[c.pk] for column in cells)) for c in candidates]
    rows.sort(key=_best_first)
    in_order = [each for each, _cells_of_it in rows]
    return ResultPage(
        result=result,
        publishers=tuple(published),
        elected=tuple(listed[pk] for pk in sorted(places, key=lambda pk: places[pk].position)),
        tallies=tallies,
        rows=tuple(rows),
        claims=tuple(
            _claim(publisher, slates, candidates, set(places), tallies[0])
            for publisher, slates in published.items()
            if tallies
        ),
        standing=len(candidates) + result.contest.unnamed_candidates,
        count=count_page(result, candidates, published) if result.rule else None,
        turnout=_people(turnout_of(result)),
        slates=first_claim,
        bars=tuple(_bars(tally, in_order, first_claim, last=tally is tallies[-1]) for tally in tallies),
    )


def _people(turnout: Turnout) -> SafeString:
    """Turnout as a bar of people, where both figures are known and there is somebody to count."""
    if turnout.counted is None or not turnout.electorate:
        return SafeString()
    return drawn(turnout_chart(turnout.counted, turnout.electorate, IN_A_PAGE, readers_words()).svg)


def _listed(candidate: Candidate, published: Sequence[Sequence[Slate]], places: dict[int, ElectedPlace]) -> Listed:
    return Listed(
        candidate=candidate,
        slates=_said_of(candidate, published),
        elected=candidate.pk in places,
        when=places[candidate.pk].when if candidate.pk in places else "",
    )


def _said_of(candidate: Candidate, published: Sequence[Sequence[Slate]]) -> tuple[Slate | None, ...]:
    """The slates that publishers put a candidate on, each name once, in the publishers' order."""
    said: dict[str | None, Slate | None] = {}
    for slates in published:
        slate = next((slate for slate in slates if candidate.pk in slate.candidates), None)
        said.setdefault(slate.name if slate else None, slate)
    return tuple(said.values())


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
    chart = _shares_chart(tally, rows, candidates)
    return ClaimedShares(publisher, slates[0].source, tally.unit, tuple(rows), chart)


def _shares_chart(tally: Totals, rows: Sequence[SlateShare], candidates: Sequence[Candidate]) -> SafeString:
    """Shares beside vacancies as a chart, where every figure is known."""
    if tally.unknown or not tally.known:
        return SafeString()
    vacancies, decimals = candidates[0].contest.vacancies, _decimals(tally)
    shares = ListShares(
        unit=str(UNIT_IN_A_CHART[Unit(tally.unit)]),
        votes=_units(tally.known, decimals),
        decimals=decimals,
        vacancies=vacancies,
        rows=tuple(
            ListShare(
                names=(row.slate.name,) if row.slate else (),
                candidates=(),
                votes=row.share.known.numerator * 10**decimals // row.share.known.denominator,
                vote_share=row.share.share or Fraction(0),
                elected=tuple(CandidateId(i) for i in range(row.share.elected)),
                vacancy_share=Fraction(row.share.elected, vacancies),
            )
            for row in rows
        ),
    )
    return drawn(list_shares_chart(shares, IN_A_PAGE, readers_words()).svg)


def _bars(tally: Totals, rows: Sequence[Listed], slates: Sequence[Slate], *, last: bool) -> SafeString:
    """The figures of a tally as bars, where at least one is known; the last tally shows who is elected."""
    if not tally.known:
        return SafeString()
    decimals = _decimals(tally)
    hues = {pk: str(slate.hue or "neutral") for slate in slates for pk in slate.candidates}
    totals = []
    for listed in (each for each in rows if each.candidate.pk in tally.figures):
        figure = tally.figures[listed.candidate.pk]
        hue = hues.get(listed.candidate.pk, "neutral")
        units = None if figure is None else _units(figure, decimals)
        totals.append(Total(listed.candidate.printed_name, units, hue, listed.elected and last))
    return drawn(totals_chart(totals, decimals, tally.title, IN_A_PAGE, readers_words()).svg)


def _decimals(tally: Totals) -> int:
    """The decimal places that the known figures need."""
    known = (figure for figure in tally.figures.values() if figure is not None)
    return max((-min(int(f.normalize().as_tuple().exponent), 0) for f in known), default=0)


def _units(figure: Decimal, decimals: int) -> int:
    """A figure in units of 10**-decimals, which holds it exactly."""
    return int(figure.scaleb(decimals))
