"""One row of a table that is read, and what is said of its place when something is wrong with it."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from hustings_site.committees.tables.columns import TABLES
from hustings_site.pages.open_data import RISKY

Word = TypeVar("Word", bound=TextChoices)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by the names of their columns; `line`: the line of the file on which it begins."""

    table: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands, as a program would say it."""
        return f"{self.table}.csv:{self.line}"

    @contextmanager
    def named(self) -> Iterator[None]:
        """Whatever is refused inside is said with this place."""
        try:
            yield
        except ValidationError as fault:
            raise ValidationError(f"{self.place}: {' '.join(fault.messages)}") from fault

    def text(self, column: str) -> str:
        """What stands in a column; "": nothing."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """What stands in a column that has to be filled in."""
        found = self.text(column)
        if not found:
            raise ValidationError(_("%(column)s is empty: fill it in.") % {"column": column})
        return found

    def day(self, column: str) -> date:
        """The day in a column that has to be filled in."""
        text = self.needed(column)
        try:
            return date.fromisoformat(text)
        except ValueError as fault:
            said = _("%(text)s in %(column)s is no day: write it as 2026-05-31.")
            raise ValidationError(said % {"text": text, "column": column}) from fault

    def day_or_none(self, column: str) -> date | None:
        """The day in a column, if one stands there."""
        return self.day(column) if self.text(column) else None

    def number(self, column: str) -> int:
        """The whole number in a column that has to be filled in."""
        text = self.needed(column)
        if not text.isdecimal():
            said = _("%(text)s in %(column)s is no whole number: write one, as 3.")
            raise ValidationError(said % {"text": text, "column": column})
        return int(text)

    def number_or_none(self, column: str) -> int | None:
        """The whole number in a column, if one stands there."""
        return self.number(column) if self.text(column) else None

    def yes(self, column: str) -> bool:
        """Whether a column says true."""
        text = self.needed(column)
        if text not in {"true", "false"}:
            said = _("%(text)s in %(column)s is neither true nor false: write one of them.")
            raise ValidationError(said % {"text": text, "column": column})
        return text == "true"

    def word(self, column: str, words: type[Word]) -> Word:
        """One of the words that a column can hold."""
        text = self.needed(column)
        if text not in words.values:
            said = _("%(text)s is no word for %(column)s: write one of %(words)s.")
            raise ValidationError(said % {"text": text, "column": column, "words": ", ".join(words.values)})
        return words(text)

    def names(self, column: str) -> list[str]:
        """A list of names: as JSON, or parted by commas."""
        text = self.text(column)
        if not text.startswith("["):
            return [part.strip() for part in text.split(",") if part.strip()]
        return [str(each) for each in self._json(column)]

    def pairs(self, column: str) -> list[tuple[str, int]]:
        """A list of [name, number] as JSON; an empty cell is an empty one."""
        found = []
        for each in self._json(column):
            match each:
                case [str(name), int(number)]:
                    found.append((name, number))
                case _:
                    raise self._not_as_written(column)
        return found

    def _json(self, column: str) -> list[object]:
        text = self.text(column)
        try:
            found = json.loads(text) if text else []
        except ValueError:
            found = None
        if not isinstance(found, list):
            raise self._not_as_written(column)
        return found

    def _not_as_written(self, column: str) -> ValidationError:
        said = _("%(column)s is not what it was written as: leave it empty, or copy it as it was exported.")
        return ValidationError(said % {"column": column})


def read_table(name: str, text: str) -> list[Row]:
    """The rows of one table. Raises ValidationError naming a column that is missing, unknown, or a row that has more
    cells than there are columns."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    heading = [cell.strip() for cell in next(lines, [])]
    columns = TABLES[name]
    for column in columns:
        if column not in heading:
            raise ValidationError(
                _("%(table)s.csv:1: the column %(name)s is missing (columns: %(all)s).")
                % {"table": name, "name": column, "all": ", ".join(columns)}
            )
    for column in heading:
        if column not in columns:
            raise ValidationError(
                _("%(table)s.csv:1: there is no column %(name)s here: take it out (columns: %(all)s).")
                % {"table": name, "name": column, "all": ", ".join(columns)}
            )
    rows = []
    begins = lines.line_num + 1
    for cells in lines:
        if any(cells):
            if len(cells) != len(heading):
                raise ValidationError(
                    _("%(table)s.csv:%(line)d: %(cells)d cells where there are %(columns)d columns: quote commas.")
                    % {"table": name, "line": begins, "cells": len(cells), "columns": len(heading)}
                )
            rows.append(Row(name, begins, dict(zip(heading, map(_unquoted, cells), strict=True))))
        begins = lines.line_num + 1
    return rows


def _unquoted(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running the cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(("'", *RISKY)) else cell
