"""What candidates are called in a report."""

import pytest

from hustings.count.contest import Candidate, Contest
from hustings.report.names import letters, listed, name_warnings, printed_names


def contest(*names: str) -> Contest:
    return Contest(tuple(Candidate(str(i), name) for i, name in enumerate(names)), 1)


def test_candidates_of_one_name_get_numbers_in_the_order_of_the_list():
    assert printed_names(contest("Ash", "Birch", "Ash", "Ash")) == ["Ash", "Birch", "Ash (2)", "Ash (3)"]


def test_a_number_that_is_somebodys_name_is_passed_over():
    assert printed_names(contest("Ash", "Ash (2)", "Ash")) == ["Ash", "Ash (2)", "Ash (3)"]


def test_shared_names_are_warned_of_once_each():
    assert name_warnings(contest("Ash", "Birch", "Ash")) == (
        "2 candidates are called Ash; a number tells them apart here, in the order of the list",
    )
    assert name_warnings(contest("Ash", "Birch")) == ()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ash"], "Ash"),
        (["Ash", "Birch"], "Ash and Birch"),
        (["Ash", "Birch", "Cedar"], "Ash, Birch and Cedar"),
        (["Ash, Ada", "Birch, Ben", "Cedar"], "Ash, Ada; Birch, Ben and Cedar"),
        (["1,286 to Ash", "2 to Birch", "1 to Cedar"], "1,286 to Ash, 2 to Birch and 1 to Cedar"),
    ],
)
def test_names_are_listed_as_read_out(names, said):
    assert listed(names) == said


def test_letters_go_on_after_z():
    given = letters(54)
    assert (given[0], given[25], given[26], given[27], given[52]) == ("A", "Z", "AA", "AB", "BA")
    assert len(set(given)) == 54
