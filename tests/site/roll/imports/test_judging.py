"""One row, one fault: everything that can be wrong with it, with its line, its problem and its cure."""

from datetime import date

import pytest
from django.utils.translation import override

from hustings_site.roll.imports.faults import FAULTS, NOTES, REMARKS, in_words
from hustings_site.roll.imports.judging import Judge, Known, read_date

HEADINGS = {
    "Number": "number",
    "Name": "name",
    "Branch": "branch",
    "Others": "others",
    "Groups": "categories",
    "E-mail": "email",
    "Personal": "email_is_personal",
    "Phone": "phone",
    "Address": "address",
    "Town": "address",
    "Postcode": "postcode",
    "Joined": "joined",
    "Paid": "paid_until",
    "Status": "status",
    "Votes": "weight",
    "Union": "organisation",
    "Remarks": "",
}
GOOD = {
    "Number": "0017",
    "Name": "Alma Ardent",
    "Branch": "Alderby",
    "Others": "night; brackford",
    "Groups": "Youth",
    "E-mail": "Alma@example.org",
    "Personal": "no",
    "Phone": "'+44 1632 960001",
    "Address": "1 Mill Lane",
    "Town": "Alderby",
    "Postcode": "AL1",
    "Joined": "3/4/2020",
    "Paid": "2026-12-31",
    "Status": "Member",
    "Votes": "40",
    "Union": "The Lampwrights",
    "Remarks": "pays late",
}
KNOWN = Known(
    organisation=frozenset({"thelampwrights"}),
    branches={"alderby": ("alderby",), "brackford": ("brackford",), "night": ("night",), "mill": ("mill1", "mill2")},
    branch_names=["Alderby", "Brackford", "Night", "Mill"],
    categories={"youth": "youth"},
    today=date(2026, 4, 1),
)


def judged(**cells: str) -> object:
    row = GOOD | cells
    return Judge([*HEADINGS], [*HEADINGS.values()], KNOWN).judge([row[heading] for heading in HEADINGS])


def test_good_row_is_read() -> None:
    found = judged()
    assert (found.faults, found.remarks) == ([], [])
    assert found.details == {
        "number": "0017",
        "name": "Alma Ardent",
        "email": "alma@example.org",
        "branch": "alderby",
        "others": ["brackford", "night"],
        "categories": ["youth"],
        "joined": "2020-04-03",
        "paid_until": "2026-12-31",
        "phone": "+44 1632 960001",
        "address": "1 Mill Lane\nAlderby",
        "postcode": "AL1",
        "status": "active",
        "weight": 40,
        "email_is_personal": False,
    }


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Number": ""}, "No membership number."),
        ({"Name": ""}, "No name."),
        ({"Branch": ""}, "No home branch."),
        ({"Branch": "Aldreby"}, "There is no branch “Aldreby” (perhaps Alderby)."),
        ({"Branch": "Zennor"}, "There is no branch “Zennor”."),
        ({"Branch": "Mill"}, "Two branches are called “Mill”."),
        ({"Others": "night; Zennor"}, "There is no branch “Zennor”."),
        ({"Groups": "Youth, Elders"}, "There is no category “Elders”."),
        ({"E-mail": "alma(at)example.org"}, "“alma(at)example.org” is no e-mail address."),
        ({"Personal": "perhaps"}, "Personal: “perhaps” is neither yes nor no."),
        ({"Joined": "spring 2020"}, "Joined: “spring 2020” is no date."),
        ({"Joined": "31/02/2020"}, "Joined: “31/02/2020” is no date."),
        ({"Joined": "44927"}, "Joined: “44927” is no date."),
        ({"Joined": "3/4/20"}, "Joined: “3/4/20” has a year of two figures."),
        ({"Joined": "2026-04-02"}, "Joined: 2026-04-02 has not come yet."),
        ({"Joined": "1899-12-31"}, "Joined: 1899-12-31 is before 1900."),
        ({"Paid": "2020-04-02"}, "Paid up to 2020-04-02, before joining on 2020-04-03."),
        ({"Status": "keen"}, "“keen” is no status."),
        ({"Votes": "many"}, "Votes: “many” is no whole number of 1 or more."),
        ({"Votes": "0"}, "Votes: “0” is no whole number of 1 or more."),
        ({"Votes": "1.5"}, "Votes: “1.5” is no whole number of 1 or more."),
        ({"Name": '=HYPERLINK("x")'}, 'Name: “=HYPERLINK("x")” is a formula, or looks like one.'),
        ({"Name": "#N/A"}, "Name: “#N/A” is an error of the spreadsheet."),
        ({"Name": "A" * 201}, "Name has 201 characters; 200 are taken."),
        ({"Address": "A" * 996}, "Address has 1004 characters; 1000 are taken."),
        ({"Name": "Alma\x07"}, "Name: there are signs in it that cannot be printed."),
        ({"Name": "Zo\u00c3\u00ab"}, "Name: “Zo\u00c3\u00ab” was garbled when the file was made."),
        ({"Name": "Zo\ufffd"}, "Name: “Zo\ufffd” was garbled when the file was made."),
        ({"Union": "Wickmakers"}, "The row is of “Wickmakers”, another organisation."),
    ],
)
def test_fault_is_the_only_one_and_says_what_is_wrong(cells: dict[str, str], problem: str) -> None:
    (fault,) = judged(**cells).faults
    assert in_words(fault).problem == problem
    assert in_words(fault).cure


def test_every_fault_of_a_row_is_told_at_once() -> None:
    found = judged(Number="", Branch="Zennor", Joined="soon", Votes="x")
    assert [fault["code"] for fault in found.faults] == ["no_number", "unknown_branch", "unreadable_date", "no_weight"]


def test_row_with_more_cells_than_headings_is_not_read_at_all() -> None:
    found = Judge(["Number", "Name"], ["number", "name"], KNOWN).judge(["1", "Ardent", "Alma"])
    assert (found.details, found.faults) == ({}, [{"code": "too_many_cells", "length": 3, "most": 2}])


def test_row_without_an_address_of_any_kind_is_kept_with_a_remark() -> None:
    found = judged(**{"E-mail": "", "Address": "", "Town": ""})
    assert (found.faults, found.remarks) == ([], [{"code": "cannot_be_reached"}])


def test_name_is_put_together_from_first_and_last() -> None:
    judge = Judge(["No", "First", "Last", "Branch"], ["number", "given_name", "family_name", "branch"], KNOWN)
    assert judge.judge(["1", "Alma  Maria", "Ardent", "night"]).details["name"] == "Alma Maria Ardent"
    assert [fault["code"] for fault in judge.judge(["1", "", "", "night"]).faults] == ["no_name"]


def test_field_without_a_column_is_not_spoken_of() -> None:
    judge = Judge(["No", "Name", "Branch"], ["number", "name", "branch"], KNOWN)
    assert judge.judge(["1", "Alma", "night"]).details == {"number": "1", "name": "Alma", "branch": "night"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2026/1/31", date(2026, 1, 31)),
        ("2026-01-31 00:00:00", date(2026, 1, 31)),
        ("2026-01-31T00:00", date(2026, 1, 31)),
        ("31/01/2026", date(2026, 1, 31)),
        ("31.1.2026", date(2026, 1, 31)),
        ("31-01-2026", date(2026, 1, 31)),
        ("31 January 2026", date(2026, 1, 31)),
        ("31st Jan. 2026", date(2026, 1, 31)),
        ("1er février 2026", date(2026, 2, 1)),
        ("31-Jan-2026", date(2026, 1, 31)),
        ("31-Jan-26", "two_digit_year"),
        ("31/1/26", "two_digit_year"),
        ("31 Lampuary 2026", "unreadable_date"),
        ("2026-13-01", "unreadable_date"),
    ],
)
def test_date_as_people_write_it(text: str, day: date | str) -> None:
    assert read_date(text, month_first=False) == day


def test_date_of_two_readings_is_read_as_the_file_is_said_to_have_it() -> None:
    assert read_date("3/4/2026", month_first=False) == date(2026, 4, 3)
    assert read_date("3/4/2026", month_first=True) == date(2026, 3, 4)


def test_every_fault_remark_and_note_has_words_with_the_same_places_in_french() -> None:
    places = {"value": "v", "column": "c", "line": 1, "length": 2, "most": 3, "near": "", "joined": "j", "number": "n"}
    for language in ("en", "fr"):
        with override(language):
            for problem, cure in (*FAULTS.values(), *REMARKS.values()):
                assert (bool(str(problem) % places), bool(str(cure))) == (True, True)
            assert all(str(note) % places for note in NOTES.values())
