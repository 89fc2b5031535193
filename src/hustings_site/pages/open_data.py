"""Public data as programs read it: tables as CSV, and answers that pages of other sites may read too."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

View = Callable[..., Any]


def as_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a heading; None is an empty cell, a text that a spreadsheet would run gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table to download, open to pages of other sites."""
    response = HttpResponse(as_table(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def open_to_all(view: View) -> View:
    """Let pages of other sites read what this view answers; no cookie has a part in it."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> Any:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return opened


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(RISKY):
        return f"'{value}"
    return "" if value is None else value
