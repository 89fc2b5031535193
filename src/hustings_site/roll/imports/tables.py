"""Reading a file of members row by row, never whole: CSV as programs really write it, and XLSX.

What is unusual about a file is told in `notes`, each {"code": …}: see roll/imports/faults.py for the words.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

Note = dict[str, str | int]
Row = tuple[int, list[str]]
"""(line of the file, cells as text)."""

LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 1_000_000_000
"""Bytes; a spreadsheet is a packed file, and one that unpacks to more is an attack or a mistake."""

PIECE = 1 << 20
DELIMITERS = ",;\t|"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class TableError(ValueError):
    """A file that cannot be read as a table; the message names the place and the cure."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of members: its headings, what is unusual about it, and its rows, each read when it is asked for.

    A row without any text is among them, as a row of no cells.
    """

    headings: list[str]
    notes: list[Note]
    rows: Iterator[Row]


def open_table(file: BinaryIO, name: str) -> Table:
    """Read the headings of a CSV or XLSX file that can be sought in. Raises TableError."""
    beginning = file.read(4)
    file.seek(0)
    if not beginning:
        raise TableError(_("%(name)s is empty: choose the file again.") % {"name": name})
    if beginning == OLD_EXCEL:
        raise TableError(_("%(name)s is an old Excel file: save it as .xlsx or .csv first.") % {"name": name})
    rows, notes = _spreadsheet(file, name) if beginning == b"PK\x03\x04" else _text(file, name)
    for _line, cells in rows:
        if cells:
            return Table(_headings(cells, name), notes, rows)
    raise TableError(_("%(name)s has no line with text in it: choose the file again.") % {"name": name})


def _headings(cells: list[str], name: str) -> list[str]:
    named = [cell for cell in cells if cell]
    if len(named) < 2:
        raise TableError(
            _("%(name)s: the first line has one heading only, “%(cell)s”; write one heading a column.")
            % {"name": name, "cell": cells[0][:50]}
        )
    return cells


# Text -----------------------------------------------------------------------------------------------------------------


def _text(file: BinaryIO, name: str) -> tuple[Iterator[Row], list[Note]]:
    encoding, notes = _encoding(file)
    opened = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    delimiter = _delimiter(opened)
    if delimiter != ",":
        notes.append({"code": "delimiter", "value": "tab" if delimiter == "\t" else delimiter})
    opened.seek(0)
    return _lines(opened, delimiter, name), notes


def _lines(opened: io.TextIOWrapper, delimiter: str, name: str) -> Iterator[Row]:
    if opened.read(1) != "\ufeff":
        opened.seek(0)
    reader = csv.reader(opened, delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(
                _("%(name)s:%(line)d: this cannot be read as a row (%(error)s); look for a lone quotation mark.")
                % {"name": name, "line": before + 1, "error": error}
            ) from error
        yield before + 1, _trimmed([cell.replace("\0", "\ufffd") for cell in cells])
        before = reader.line_num


def _encoding(file: BinaryIO) -> tuple[str, list[Note]]:
    """How the text is encoded: by its mark, or UTF-8 if all of it is, else the Western Windows encoding."""
    beginning = file.read(4)
    file.seek(0)
    if beginning.startswith(codecs.BOM_UTF8):
        return "utf-8", [{"code": "bom"}]
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", [{"code": "encoding", "value": "UTF-16"}]
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", [{"code": "encoding", "value": "Windows-1252"}]
    finally:
        file.seek(0)
    return "utf-8", []


def _delimiter(opened: io.TextIOWrapper) -> str:
    """The sign that stands most often in the first line with text."""
    for line in opened:
        if line.strip(" \r\n\ufeff" + DELIMITERS):
            return max(DELIMITERS, key=line.count)
    return ","


# Spreadsheets ---------------------------------------------------------------------------------------------------------


def _spreadsheet(file: BinaryIO, name: str) -> tuple[Iterator[Row], list[Note]]:
    from openpyxl import load_workbook

    try:
        _refuse_swollen(file, name)
        book = load_workbook(file, read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
    except TableError:
        raise
    except Exception as error:
        raise TableError(_("%(name)s cannot be opened as a spreadsheet: save it as .csv.") % {"name": name}) from error
    notes: list[Note] = [] if len(book.worksheets) == 1 else [{"code": "sheets", "value": sheet.title}]
    return _cells(sheet, name), notes


def _refuse_swollen(file: BinaryIO, name: str) -> None:
    with zipfile.ZipFile(file) as packed:
        unpacked = sum(each.file_size for each in packed.infolist())
    file.seek(0)
    if unpacked > LARGEST_UNPACKED:
        raise TableError(
            _("%(name)s unpacks to %(size)d bytes, more than are taken: save it as .csv.")
            % {"name": name, "size": unpacked}
        )


def _cells(sheet: Any, name: str) -> Iterator[Row]:
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    while True:
        try:
            line, values = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise TableError(
                _("%(name)s is damaged and cannot be read to its end: save it as .csv.") % {"name": name}
            ) from error
        yield line, _trimmed([_as_text(value) for value in values])


def _as_text(value: object) -> str:
    """A cell as somebody would type it: 12.0 is "12", a day is 2026-01-31."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).replace("\0", "\ufffd")


def _trimmed(cells: list[str]) -> list[str]:
    """Cells without space around them, and without the empty ones at the end."""
    cells = [cell.strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells
