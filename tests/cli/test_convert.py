"""`hustings convert`: what it writes, what it says, and what it refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli.convert import command

BLT = '2 1\n-2\n5 1 2 0\n1 2 0\n2 0\n0\n"Ada Ash"\n"Ben Birch"\n"Committee"\n'
CSV = "papers:ranking,Ada Ash,Ben Birch\n5,1,2\n1,,1\n2,,\n"
DIGEST = "SHA-256 of the papers, both: "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward.blt").write_text(BLT)
    return tmp_path


def convert(*arguments: str, papers: str = "") -> Result:
    return CliRunner().invoke(command, arguments, input=papers)


def test_the_ending_of_the_target_says_the_format(folder: Path) -> None:
    result = convert("ward.blt", "ward.csv")
    assert (folder / "ward.csv").read_text() == CSV
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "ward.blt: 8 papers, 3 of them different, 2 blank",
        "ward.csv: 8 papers, 3 of them different, 2 blank, as csv",
    ]
    assert result.stdout.splitlines()[2].startswith(DIGEST)
    assert result.stderr.splitlines() == [
        "ward.csv: csv does not say the title",
        "ward.csv: csv does not say the vacancies",
        "ward.csv: csv does not say the withdrawn candidates",
    ]


def test_there_and_back_with_vacancies(folder: Path) -> None:
    convert("ward.blt", "ward.csv")
    assert convert("ward.csv", "again.blt", "--vacancies", "1").exit_code == 0
    assert (folder / "again.blt").read_text() == BLT.replace("-2\n", "").replace('"Committee"\n', "")


def test_standard_input_and_output_carry_papers_only(folder: Path) -> None:
    result = convert("-", "-", "--to", "csv", papers=BLT)
    assert result.stdout == CSV
    assert result.stderr.splitlines()[-2] == "-: 8 papers, 3 of them different, 2 blank, as csv"


def test_a_layout_is_named_after_a_colon(folder: Path) -> None:
    (folder / "marks.csv").write_text("A,B\n5,0\n3,4\n")
    assert convert("marks.csv", "marks.abif", "--from", "csv:scores").exit_code == 0
    assert (folder / "marks.abif").read_text() == '{"max_rating": 5}\n=A1:[A]\n=A2:[B]\n1:A1/5,A2/0\n1:A1/3,A2/4\n'


def test_the_order_of_papers_is_kept_when_asked_for(folder: Path) -> None:
    (folder / "order.blt").write_text('2 1\n1 2 0\n1 1 0\n1 2 0\n0\n"A"\n"B"\n')
    assert convert("order.blt", "order.json", "--keep-order").exit_code == 0
    assert (folder / "order.json").read_text() == (
        '{"format": "hustings papers", "version": 1, "kind": "ranking", "vacancies": 1, "candidates": ["A", "B"], '
        '"sequence": [0, 1, 0], "papers": [\n{"papers": 2, "ranking": [2]},\n{"papers": 1, "ranking": [1]}\n]}\n'
    )


def test_remarks_of_the_reader_are_told(folder: Path) -> None:
    (folder / "ward.blt").write_text(BLT.replace("5 1", "[tie 2 1]\n5 1"))
    assert convert("ward.blt", "ward.json").stderr == "ward.blt:3: the option '[tie 2 1]' is not used\n"


ALL = "abif, belenios, blt, csv, debian, json, preflib, scottish_csv"
WITH_BLANKS = "abif or belenios or blt or csv or debian or json or scottish_csv"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("ward.blt ward.blt", "ward.blt: there is such a file; write over it with --force"),
        ("none.blt ward.csv", "none.blt: No such file or directory"),
        ("ward.blt none/ward.csv", "none/ward.csv: No such file or directory"),
        ("ward.blt ward.xls", f"ward.xls: the ending '.xls' names no format; name one: {ALL}"),
        (
            "ward.blt ward.soi",
            f"ward.soi: preflib does not hold blank papers, and these papers have some; write {WITH_BLANKS}",
        ),
        (
            "ward.blt out.csv --from csv:hue",
            "ward.blt: csv has no layout 'hue'; it is read as csv:candidates, csv:ranks, csv:scores, csv:crosses",
        ),
        ("ward.blt out.csv --from docx", f"ward.blt: no format is called 'docx'; one of: {ALL}"),
        ("bad.blt out.csv", "bad.blt:2: candidate 3 does not exist (this file has 2); correct it, or the list"),
    ],
)
def test_what_is_refused_is_not_written(folder: Path, arguments: str, message: str) -> None:
    (folder / "bad.blt").write_text('2 1\n1 3 0\n0\n"A"\n"B"\n')
    before = sorted(folder.iterdir())
    result = convert(*arguments.split())
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message + "\n")
    assert sorted(folder.iterdir()) == before
    assert (folder / "ward.blt").read_text() == BLT


def test_force_writes_over(folder: Path) -> None:
    (folder / "ward.csv").write_text("old")
    assert convert("ward.blt", "ward.csv", "--force").exit_code == 0
    assert (folder / "ward.csv").read_text() == CSV


def test_formats_are_listed_with_what_they_hold() -> None:
    lines = convert("--formats").stdout.splitlines()
    assert lines[:3] == [
        "abif, abif:ranking",
        "    ABIF, rankings and scores by name; .abif",
        "    approval, ranking, scores; blank papers, candidates marked twice, equal preferences, title",
    ]
    assert len(lines) == 24
