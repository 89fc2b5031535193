"""Files as programs really write them."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from hustings_site.roll.imports import tables
from hustings_site.roll.imports.tables import TableError, open_table

PLAIN = "Number,Name\n1,Zoë\n\n2,Bela\n"


def read(content: bytes) -> tuple[list[str], list[dict[str, object]], list[tuple[int, list[str]]]]:
    table = open_table(io.BytesIO(content), "members.csv")
    return table.headings, table.notes, list(table.rows)


ROWS = (["Number", "Name"], [(2, ["1", "Zoë"]), (3, []), (4, ["2", "Bela"])])


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (PLAIN.encode(), []),
        (PLAIN.replace("\n", "\r\n").encode(), []),
        (PLAIN.encode("utf-8-sig"), [{"code": "bom"}]),
        (PLAIN.encode("cp1252"), [{"code": "encoding", "value": "Windows-1252"}]),
        (PLAIN.encode("utf-16"), [{"code": "encoding", "value": "UTF-16"}]),
        (PLAIN.replace(",", ";").encode(), [{"code": "delimiter", "value": ";"}]),
        (PLAIN.replace(",", "\t").encode(), [{"code": "delimiter", "value": "tab"}]),
    ],
    ids=["plain", "crlf", "bom", "cp1252", "utf-16", "semicolon", "tab"],
)
def test_csv_in_any_dress_reads_the_same(content: bytes, notes: list[dict[str, object]]) -> None:
    assert read(content) == (ROWS[0], notes, ROWS[1])


def test_line_is_that_of_the_file_also_where_a_cell_has_lines_of_its_own() -> None:
    content = b'\nNumber,Name,Address\n1,Alma,"1 Mill Lane\nAlderby"\n2,Bela,\n'
    assert read(content)[2] == [(3, ["1", "Alma", "1 Mill Lane\nAlderby"]), (5, ["2", "Bela"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "members.csv is empty: choose the file again."),
        (b"\n \n,,\n", "members.csv has no line with text in it: choose the file again."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "members.csv is an old Excel file: save it as .xlsx or .csv first."),
        (b"PK\x03\x04 and then nothing", "members.csv cannot be opened as a spreadsheet: save it as .csv."),
        (b"Number\n1\n", "members.csv: the first line has one heading only, “Number”; write one heading a column."),
    ],
)
def test_file_that_is_no_table_says_the_cure(content: bytes, said: str) -> None:
    with pytest.raises(TableError) as refusal:
        read(content)
    assert str(refusal.value) == said


def test_lone_quotation_mark_names_its_line() -> None:
    with pytest.raises(TableError, match=r"^members\.csv:2: .* look for a lone quotation mark\.$"):
        read(b'Number,Name\n1,"' + b"A" * 200_000)


def spreadsheet(*rows: list[object], more: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if more:
        book.create_sheet(more)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_spreadsheet_cells_are_read_as_somebody_would_type_them() -> None:
    row = [
        17,
        2.5,
        date(2020, 5, 1),
        datetime(2020, 5, 1, 12, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
        True,
        None,
        " Alma ",
        "=1+1",
        "",
    ]
    headings = [f"H{n}" for n in range(9)]
    assert read(spreadsheet(headings, row)) == (
        headings,
        [],
        [(2, ["17", "2.5", "2020-05-01", "2020-05-01T12:30:00", "yes", "", "Alma", "=1+1"])],
    )


def test_spreadsheet_of_several_sheets_says_which_is_read() -> None:
    assert read(spreadsheet(["Number", "Name"], [1, "Alma"], more="Old"))[1] == [{"code": "sheets", "value": "Sheet"}]


def test_spreadsheet_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 100)
    with pytest.raises(TableError, match=r"^members\.csv unpacks to \d+ bytes"):
        read(spreadsheet(["Number", "Name"]))


def test_spreadsheet_that_is_another_archive() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("members.csv", PLAIN)
    with pytest.raises(TableError, match="cannot be opened as a spreadsheet"):
        read(file.getvalue())
