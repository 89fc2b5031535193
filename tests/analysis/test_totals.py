from fractions import Fraction

import pytest

from hustings.analysis.totals import ListShare, shares, shares_by_list, total

THREE_OF_FOUR = [Fraction(40), Fraction(30), Fraction(20), Fraction(10)]


def test_total_adds_up() -> None:
    assert total(THREE_OF_FOUR) == 100


def test_total_of_nobody_is_nought() -> None:
    assert total([]) == 0


def test_total_with_an_unknown_figure_is_unknown() -> None:
    assert total([Fraction(40), None]) is None


def test_shares_add_up_to_one() -> None:
    assert shares(THREE_OF_FOUR) == [Fraction(2, 5), Fraction(3, 10), Fraction(1, 5), Fraction(1, 10)]


def test_shares_with_an_unknown_figure_are_all_unknown() -> None:
    assert shares([Fraction(40), None, Fraction(0)]) == [None, None, None]


def test_shares_where_nobody_voted_are_unknown() -> None:
    assert shares([Fraction(0), Fraction(0)]) == [None, None]


def test_shares_by_list_end_with_those_on_no_list() -> None:
    assert shares_by_list(THREE_OF_FOUR, lists=[[0, 3], [1]], elected=[0, 2]) == [
        ListShare(candidates=2, elected=1, figure=Fraction(50), share=Fraction(1, 2), known=Fraction(50), unknown=0),
        ListShare(candidates=1, elected=0, figure=Fraction(30), share=Fraction(3, 10), known=Fraction(30), unknown=0),
        ListShare(candidates=1, elected=1, figure=Fraction(20), share=Fraction(1, 5), known=Fraction(20), unknown=0),
    ]


def test_shares_by_list_with_an_unknown_figure_keep_what_is_known() -> None:
    assert shares_by_list([Fraction(40), None, Fraction(20)], lists=[[0, 1], [2]], elected=[0]) == [
        ListShare(candidates=2, elected=1, figure=None, share=None, known=Fraction(40), unknown=1),
        ListShare(candidates=1, elected=0, figure=Fraction(20), share=None, known=Fraction(20), unknown=0),
        ListShare(candidates=0, elected=0, figure=Fraction(0), share=None, known=Fraction(0), unknown=0),
    ]


def test_shares_by_list_refuse_lists_that_overlap() -> None:
    with pytest.raises(
        ValueError, match=r"^candidate 2 is on two lists; shares by list add up only where each is on one$"
    ):
        shares_by_list(THREE_OF_FOUR, lists=[[0, 1], [1]], elected=[])
