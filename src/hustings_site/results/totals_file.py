"""Totals counted elsewhere, as a table: one row a candidate, in the order of the ballot paper.

    candidate,elected,list,votes
    Alma Ardent,yes,Anchor,512
    Bela Brook,,,?

`candidate` is needed. `elected` is "yes", an order of election (1, 2 ...) or empty; `when` says at which stage or
ballot; `list` names the published list. Every other column is a tally, titled by its heading; an empty cell or "?" in
it is a figure that is not known, "-" a candidate who was no longer in the count. The separator is a comma, a semicolon
or a tab.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from django.utils.translation import gettext as _

CANDIDATE, ELECTED, WHEN, LIST = "candidate", "elected", "when", "list"
MOST_DECIMALS = 5
MOST_DIGITS = 15
LONGEST_NAME = 200


class NoLongerIn(Enum):
    """In place of a figure: the candidate had left the count before this tally."""

    OUT = "-"


OUT = NoLongerIn.OUT
Figure = Decimal | NoLongerIn | None
"""A figure, OUT, or None: not known."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate: `elected` is the order of election from 1, or None; `figures` one a tally, None not known."""

    name: str
    elected: int | None
    when: str
    list_name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TotalsTable:
    """The rows in ballot order and the titles of the tallies."""

    tallies: tuple[str, ...]
    rows: tuple[CandidateRow, ...]

    def elected(self) -> list[CandidateRow]:
        """Those elected, in the order of election."""
        return sorted((row for row in self.rows if row.elected is not None), key=lambda row: row.elected or 0)

    def lists(self) -> dict[str, list[str]]:
        """Names of lists with their candidates' names, in ballot order."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            if row.list_name:
                found.setdefault(row.list_name, []).append(row.name)
        return found


class TotalsError(ValueError):
    """A table that cannot be taken as it is; `problems` lists every fault as `file:line: what; cure`."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def read_totals(text: str, name: str = "totals") -> TotalsTable:
    """The table in `text`; `name` is for messages. Raises TotalsError with everything that is wrong in it."""
    lines = list(_rows(text))
    if not lines:
        raise TotalsError([f"{name}: " + _("the table is empty; write a line of headings, then one line a candidate")])
    (heading_line, headings), *body = lines
    titles = [title.strip() for title in headings]
    known = [title.lower() for title in titles]
    problems = [
        f"{name}:{heading_line}: " + _("the heading %r stands twice; name each column differently") % title
        for title, times in Counter(known).items()
        if times > 1
    ]
    if "" in known:
        problems.append(f"{name}:{heading_line}: " + _("a column has no heading; give it one or take it out"))
    if CANDIDATE not in known:
        problems.append(
            f"{name}:{heading_line}: " + _("no column is headed %r; add that heading above the names") % CANDIDATE
        )
    if problems:
        raise TotalsError(problems)
    return _Table(name, titles, known, body).read()


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of the line on which each begins."""
    text = text.removeprefix("\ufeff")
    first = text.lstrip().partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


class _Table:
    """Reads the rows of one table, and gathers what is wrong with them."""

    def __init__(self, name: str, titles: list[str], known: list[str], body: list[tuple[int, list[str]]]) -> None:
        self.name, self.titles, self.known, self.body = name, titles, known, body
        self.tallies = [i for i, title in enumerate(known) if title not in {CANDIDATE, ELECTED, WHEN, LIST}]
        self.problems: list[str] = []

    def read(self) -> TotalsTable:
        rows = [self._row(line, cells) for line, cells in self.body]
        lines_of: dict[str, int] = {}
        for (line, _cells), row in zip(self.body, rows, strict=True):
            if row.name in lines_of:
                self._problem(
                    line,
                    _("%(name)s stands already in line %(line)d; write each candidate once")
                    % {"name": row.name, "line": lines_of[row.name]},
                )
            lines_of.setdefault(row.name, line)
        if not rows:
            self.problems.append(
                f"{self.name}: " + _("no candidate stands below the headings; write one line for each")
            )
        rows = self._number_elected(rows)
        if self.problems:
            raise TotalsError(self.problems)
        return TotalsTable(tuple(self.titles[i] for i in self.tallies), tuple(rows))

    def _row(self, line: int, cells: list[str]) -> CandidateRow:
        if len(cells) > len(self.titles):
            self._problem(
                line,
                _("%(cells)d cells under %(headings)d headings; put a name with a comma in quotes")
                % {"cells": len(cells), "headings": len(self.titles)},
            )
        cells = [cell.strip() for cell in cells] + [""] * (len(self.titles) - len(cells))
        name = " ".join(self._cell(cells, CANDIDATE).split())
        if not name:
            self._problem(line, _("the candidate has no name; write it as on the ballot paper"))
        elif len(name) > LONGEST_NAME:
            self._problem(line, _("the name is longer than %d characters; shorten it") % LONGEST_NAME)
        return CandidateRow(
            name=name,
            elected=self._order(line, self._cell(cells, ELECTED)),
            when=self._cell(cells, WHEN),
            list_name=self._cell(cells, LIST),
            figures=tuple(self._figure(line, self.titles[i], cells[i]) for i in self.tallies),
        )

    def _cell(self, cells: list[str], heading: str) -> str:
        return cells[self.known.index(heading)] if heading in self.known else ""

    def _order(self, line: int, cell: str) -> int | None:
        """The order of election; 0 stands for "yes" until the whole table is read."""
        if cell.lower() in {"", "no"}:
            return None
        if cell.lower() == "yes":
            return 0
        if cell.isdecimal() and int(cell) > 0:
            return int(cell)
        self._problem(line, _("elected is %r; write yes, no, or 1, 2, 3 in the order of election") % cell)
        return None

    def _figure(self, line: int, title: str, cell: str) -> Figure:
        if cell == OUT.value:
            return OUT
        if cell in {"", "?"}:
            return None
        try:
            figure = Decimal(cell.replace(",", "").replace("\u00a0", "").replace(" ", ""))
        except InvalidOperation:
            self._problem(
                line,
                _("%(title)s is %(cell)r, which is no number; leave it empty where it is not known")
                % {"title": title, "cell": cell},
            )
            return None
        digits = figure.as_tuple()
        if not figure.is_finite() or figure < 0:
            self._problem(line, _("%(title)s is %(cell)s; a figure is nought or more") % {"title": title, "cell": cell})
            return None
        if (isinstance(digits.exponent, int) and -digits.exponent > MOST_DECIMALS) or figure >= 10**MOST_DIGITS:
            self._problem(
                line,
                _("%(title)s is %(cell)s; at most %(places)d decimal places and %(digits)d digits before")
                % {"title": title, "cell": cell, "places": MOST_DECIMALS, "digits": MOST_DIGITS},
            )
            return None
        return figure

    def _number_elected(self, rows: list[CandidateRow]) -> list[CandidateRow]:
        """Where the elected are only marked "yes", number them as they stand, best figure first if all have one."""
        orders = [row.elected for row in rows if row.elected is not None]
        if 0 not in orders:
            if sorted(orders) != list(range(1, len(orders) + 1)):
                self.problems.append(
                    f"{self.name}: "
                    + _("the orders of election are %(orders)s; use each of 1 to %(last)d once, or write yes")
                    % {"orders": ", ".join(map(str, sorted(orders))), "last": len(orders)}
                )
            return rows
        if any(orders):
            self.problems.append(f"{self.name}: " + _('some are elected "yes" and some by number; use one of the two'))
            return rows
        elected = [row for row in rows if row.elected == 0]
        last = [row.figures[-1] for row in elected] if self.tallies else []
        known = [figure for figure in last if isinstance(figure, Decimal)]
        if len(known) == len(elected):
            elected = [row for _figure, row in sorted(zip(known, elected, strict=True), key=lambda pair: -pair[0])]
        order = {row.name: place for place, row in enumerate(elected, start=1)}
        return [
            CandidateRow(
                row.name, order.get(row.name) if row.elected == 0 else None, row.when, row.list_name, row.figures
            )
            for row in rows
        ]

    def _problem(self, line: int, what: str) -> None:
        self.problems.append(f"{self.name}:{line}: {what}")
