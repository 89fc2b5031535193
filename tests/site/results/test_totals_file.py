from decimal import Decimal

import pytest

from hustings_site.results.totals_file import OUT, CandidateRow, TotalsError, TotalsTable, read_totals


def row(name: str, elected: int | None = None, when: str = "", on: str = "", *figures: object) -> CandidateRow:
    return CandidateRow(name, elected, when, on, figures)


def problems(text: str) -> list[str]:
    with pytest.raises(TotalsError) as refusal:
        read_totals(text, "sheet.csv")
    return refusal.value.problems


def test_read_totals_of_a_whole_table() -> None:
    text = "candidate,elected,when,list,Votes\nAlma Ardent,yes,stage 1,Anchor,512\nBela Brook,no,,,?\n"
    assert read_totals(text) == TotalsTable(
        ("Votes",), (row("Alma Ardent", 1, "stage 1", "Anchor", Decimal(512)), row("Bela Brook", None, "", "", None))
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_read_totals_with_each_separator(separator: str) -> None:
    assert read_totals(f"candidate{separator}Votes\nA{separator}1\n").rows == (row("A", None, "", "", Decimal(1)),)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("12", Decimal(12)),
        ('"12,345"', Decimal(12345)),
        ("12 345", Decimal(12345)),
        ("9763.32", Decimal("9763.32")),
        ("0", Decimal(0)),
        ("", None),
        ("?", None),
        ("-", OUT),
    ],
)
def test_read_totals_figure(cell: str, figure: object) -> None:
    assert read_totals(f"candidate,Votes\nA,{cell}\n").rows[0].figures == (figure,)


def test_read_totals_of_several_tallies() -> None:
    table = read_totals("candidate,Ballot 1,Ballot 2\nA,1,2\n")
    assert (table.tallies, table.rows[0].figures) == (("Ballot 1", "Ballot 2"), (Decimal(1), Decimal(2)))


def test_read_totals_without_a_tally() -> None:
    assert read_totals("candidate,elected\nA,yes\n") == TotalsTable((), (row("A", 1),))


def test_read_totals_passes_over_a_byte_order_mark_and_empty_lines() -> None:
    assert read_totals("\ufeffCandidate,Votes\n\nA,1\n ,\n").rows == (row("A", None, "", "", Decimal(1)),)


def test_elected_marked_yes_are_numbered_by_their_last_figure() -> None:
    table = read_totals("candidate,elected,Votes\nA,yes,10\nB,yes,30\nC,,20\n")
    assert [each.name for each in table.elected()] == ["B", "A"]


def test_elected_marked_yes_stand_as_written_where_a_figure_is_unknown() -> None:
    table = read_totals("candidate,elected,Votes\nA,yes,10\nB,yes,?\n")
    assert [each.name for each in table.elected()] == ["A", "B"]


def test_elected_by_number() -> None:
    table = read_totals("candidate,elected\nA,2\nB,1\nC,\n")
    assert [each.name for each in table.elected()] == ["B", "A"]


def test_lists_keep_the_order_of_the_rows() -> None:
    table = read_totals("candidate,list\nA,Anchor\nB,Beacon\nC,\nD,Anchor\n")
    assert table.lists() == {"Anchor": ["A", "D"], "Beacon": ["B"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "sheet.csv: the table is empty; write a line of headings, then one line a candidate"),
        ("candidate,Votes\n", "sheet.csv: no candidate stands below the headings; write one line for each"),
        ("name,Votes\nA,1\n", "sheet.csv:1: no column is headed 'candidate'; add that heading above the names"),
        (
            "candidate,Votes,Votes\nA,1,2\n",
            "sheet.csv:1: the heading 'votes' stands twice; name each column differently",
        ),
        ("candidate,\nA,1\n", "sheet.csv:1: a column has no heading; give it one or take it out"),
        ("candidate,Votes\n,1\n", "sheet.csv:2: the candidate has no name; write it as on the ballot paper"),
        ("candidate,Votes\nA,1\nB,2\nA,3\n", "sheet.csv:4: A stands already in line 2; write each candidate once"),
        (
            "candidate,Votes\nA,many\n",
            "sheet.csv:2: Votes is 'many', which is no number; leave it empty where it is not known",
        ),
        ("candidate,Votes\nA,-4\n", "sheet.csv:2: Votes is -4; a figure is nought or more"),
        ("candidate,Votes\nA,NaN\n", "sheet.csv:2: Votes is NaN; a figure is nought or more"),
        (
            "candidate,Votes\nA,1.000001\n",
            "sheet.csv:2: Votes is 1.000001; at most 5 decimal places and 15 digits before",
        ),
        ("candidate,Votes\nA,1e15\n", "sheet.csv:2: Votes is 1e15; at most 5 decimal places and 15 digits before"),
        ("candidate,Votes\nDoe, J,1\n", "sheet.csv:2: 3 cells under 2 headings; put a name with a comma in quotes"),
        ("candidate,elected\nA,x\n", "sheet.csv:2: elected is 'x'; write yes, no, or 1, 2, 3 in the order of election"),
        (
            "candidate,elected\nA,1\nB,3\n",
            "sheet.csv: the orders of election are 1, 3; use each of 1 to 2 once, or write yes",
        ),
        ("candidate,elected\nA,1\nB,yes\n", 'sheet.csv: some are elected "yes" and some by number; use one of the two'),
    ],
)
def test_read_totals_names_the_place_and_the_cure(text: str, problem: str) -> None:
    assert problem in problems(text)


def test_read_totals_lists_every_fault_at_once() -> None:
    text = 'candidate,elected,Votes\n"A\nB",x,1\n,,\nC,,one\nD,,-1\n'
    assert problems(text) == [
        "sheet.csv:2: elected is 'x'; write yes, no, or 1, 2, 3 in the order of election",
        "sheet.csv:5: Votes is 'one', which is no number; leave it empty where it is not known",
        "sheet.csv:6: Votes is -1; a figure is nought or more",
    ]
