"""Shares of the vote by published list, beside vacancies won."""

from fractions import Fraction

import pytest

from hustings.analysis.lists import ListShare, ListShares, PublishedList, list_shares
from hustings.count.contest import Candidate, Contest, contest_of
from hustings.count.errors import CountError
from hustings.count.lots import candidate_order
from hustings.rules import find_rule, hold_count

ANCHOR = PublishedList("Anchor", (0, 1), "Tide Watch", "issue 12")
BEACON = PublishedList("Beacon", (2,), "Tide Watch", "issue 12")


@pytest.fixture
def transcript(profile):
    return hold_count(find_rule("scotland_2011"), profile, lots=candidate_order(contest_of(profile)))


def test_shares_stand_beside_vacancies_with_no_list_last(transcript):
    assert list_shares(transcript, [ANCHOR, BEACON]) == ListShares(
        unit="first preferences",
        votes=26_00000,
        decimals=5,
        vacancies=2,
        rows=(
            ListShare(("Anchor",), (0, 1), 13_00000, Fraction(1, 2), (0,), Fraction(1, 2)),
            ListShare(("Beacon",), (2,), 5_00000, Fraction(5, 26), (), Fraction(0)),
            ListShare((), (3, 4), 8_00000, Fraction(4, 13), (3,), Fraction(1, 2)),
        ),
    )


def test_candidates_on_two_lists_are_counted_apart(transcript):
    rows = list_shares(transcript, [ANCHOR, PublishedList("Current", (1, 4)), BEACON]).rows
    assert [(row.names, row.candidates) for row in rows] == [
        (("Anchor",), (0,)),
        (("Current",), (4,)),
        (("Beacon",), (2,)),
        (("Anchor", "Current"), (1,)),
        ((), (3,)),
    ]
    assert sum(row.vote_share for row in rows) == sum(row.vacancy_share for row in rows) == 1


def test_without_lists_everybody_stands_on_none(transcript):
    rows = list_shares(transcript, []).rows
    assert [(row.names, row.vote_share, row.elected) for row in rows] == [((), 1, (0, 3))]


def test_a_list_of_which_nobody_stands_is_shown_with_nothing(transcript):
    empty = list_shares(transcript, [PublishedList("Drift", ()), ANCHOR]).rows[0]
    assert empty == ListShare(("Drift",), (), 0, Fraction(0), (), Fraction(0))


def test_no_list_is_left_out_where_everybody_is_on_one(transcript):
    everybody = [PublishedList("All", (0, 1, 2, 3, 4))]
    assert [row.names for row in list_shares(transcript, everybody).rows] == [("All",)]


def test_the_withdrawn_are_on_no_list(profile):
    contest = Contest(tuple(Candidate(n, n) for n in profile.candidates), 2, withdrawn=frozenset({1}))
    transcript = hold_count(find_rule("scotland_2011"), profile, contest, candidate_order(contest))
    assert list_shares(transcript, [ANCHOR]).rows[0].candidates == (0,)


def test_marks_are_called_marks(profile):
    transcript = hold_count(find_rule("plurality"), profile, contest_of(profile, 1))
    assert list_shares(transcript, [ANCHOR]).unit == "marks"


def test_a_poll_without_votes_has_shares_of_nothing(profile):
    contest = Contest((Candidate("a", "Ash"),), 1, withdrawn=frozenset({0}))
    transcript = hold_count(find_rule("plurality"), type(profile)(("Ash",), profile.kind), contest)
    assert list_shares(transcript, [PublishedList("Anchor", (0,))]).rows == (
        ListShare(("Anchor",), (), 0, Fraction(0), (), Fraction(0)),
    )


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ([PublishedList("Drift", (0, 5))], "the list 'Drift' names candidate number 6; the contest has 5"),
        ([ANCHOR, PublishedList("Anchor", ())], "two lists are called 'Anchor'; give each one a name of its own"),
    ],
)
def test_lists_that_cannot_be_read_are_refused(transcript, lists, message):
    with pytest.raises(CountError) as refused:
        list_shares(transcript, lists)
    assert str(refused.value) == message
