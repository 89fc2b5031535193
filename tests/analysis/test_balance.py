"""Totals by claim, the majority of those who can vote, the readings of a claim, and what an election could change."""

from itertools import product

import pytest

from hustings.analysis.balance import (
    CountedSeat,
    Open,
    Power,
    Reading,
    Side,
    after,
    balance,
    majority_of,
    outcomes,
    readings,
)

TWENTY_FIVE = [
    *[CountedSeat("Anchor")] * 9,
    *[CountedSeat("Beacon")] * 13,
    *[CountedSeat("Current")] * 2,
    CountedSeat(Open.UNKNOWN),
]


def test_balance_of_twenty_five_seats_has_one_side_on_exactly_a_majority() -> None:
    found = balance(TWENTY_FIVE)
    assert found.sides == (Side("Anchor", 9, 9, 4), Side("Beacon", 13, 13, 0), Side("Current", 2, 2, 11))
    assert (found.seats, found.votes, found.majority, found.unknown, found.holder) == (25, 25, 13, 1, "Beacon")


def test_suspended_holder_keeps_the_seat_and_the_majority_goes() -> None:
    found = balance([*TWENTY_FIVE[:9], CountedSeat("Beacon", Power.NO_VOTE), *TWENTY_FIVE[10:]])
    assert found.sides[1] == Side("Beacon", 13, 12, 1)
    assert (found.seats, found.votes, found.majority, found.without_vote, found.holder) == (25, 24, 13, 1, None)


def test_vacant_seat_is_on_no_side_and_lowers_the_majority() -> None:
    found = balance([CountedSeat("Anchor"), CountedSeat("Anchor"), CountedSeat("Beacon", Power.VACANT)])
    assert (found.seats, found.vacant, found.votes, found.majority) == (3, 1, 2, 2)
    assert found.sides == (Side("Anchor", 2, 2, 0),)


def test_swing_and_unknown_are_counted_apart() -> None:
    found = balance([CountedSeat("Anchor"), CountedSeat(Open.SWING), CountedSeat(Open.UNKNOWN, Power.NO_VOTE)])
    assert (found.swing, found.unknown, found.votes, found.without_vote) == (1, 0, 2, 1)


def test_sides_stand_in_the_order_asked_for_even_with_no_seat() -> None:
    assert balance([CountedSeat("Anchor")], ["Beacon", "Anchor"]).sides == (
        Side("Beacon", 0, 0, 1),
        Side("Anchor", 1, 1, 0),
    )


@pytest.mark.parametrize(("votes", "majority"), [(0, 1), (1, 1), (2, 2), (24, 13), (25, 13), (39, 20), (40, 21)])
def test_majority_is_more_than_half(votes: int, majority: int) -> None:
    assert majority_of(votes) == majority


# The arithmetic of 2017 ---------------------------------------------------------------------------------------------

BEFORE = {"one side": 18, "the other side": 18}
"""Labour First's estimate of November 2017, of 36 seats: 35 of 2016-17 and the new union seat."""
ACCOUNT = {"one side": 21, "the other side": 19}
"""What the same document says for the case that one side wins all three new members' seats."""


def test_2017_eighteen_each_is_of_thirty_six_and_gives_nobody_a_majority() -> None:
    found = readings(BEFORE, 36)
    assert found.stated == Reading((("one side", 18), ("the other side", 18)), 36, 19)
    assert (found.over, found.others) == (0, ())


def test_2017_three_seats_added_make_thirty_nine() -> None:
    found = readings(after(BEFORE, {"one side": 3}), 39)
    assert found.stated == Reading((("one side", 21), ("the other side", 18)), 39, 20)
    assert found.over == 0


def test_2017_the_account_counts_forty_seats_and_the_table_has_thirty_nine() -> None:
    found = readings(ACCOUNT, 39)
    assert found.stated == Reading((("one side", 21), ("the other side", 19)), 40, 21)
    assert (found.table, found.over) == (39, 1)
    assert found.others == (
        Reading((("one side", 20), ("the other side", 19)), 39, 20, "one side"),
        Reading((("one side", 21), ("the other side", 18)), 39, 20, "the other side"),
    )


@pytest.mark.parametrize(
    ("won", "figures"), [((3, 0), (21, 18)), ((2, 1), (20, 19)), ((1, 2), (19, 20)), ((0, 3), (18, 21))]
)
def test_2017_every_number_won_by_the_estimate(won: tuple[int, int], figures: tuple[int, int]) -> None:
    assert won in list(outcomes(3, list(BEFORE)))
    assert tuple(after(BEFORE, dict(zip(BEFORE, won, strict=True))).values()) == figures


def test_claim_of_fewer_seats_leaves_the_rest_on_no_side() -> None:
    found = readings({"leader": 18}, 38)
    assert (found.over, found.others) == (-20, (Reading((("leader", 18),), 38, 20),))


# What an election could change ---------------------------------------------------------------------------------------


def test_outcomes_of_three_seats_and_two_sides() -> None:
    assert list(outcomes(3, ["Anchor", "Beacon"])) == [(3, 0), (2, 1), (1, 2), (0, 3)]


@pytest.mark.parametrize(("vacancies", "sides"), [(0, 2), (1, 1), (3, 2), (4, 3), (2, 4)])
def test_outcomes_agree_with_trying_everything(vacancies: int, sides: int) -> None:
    tried = [each for each in product(range(vacancies + 1), repeat=sides) if sum(each) == vacancies]
    assert list(outcomes(vacancies, "ABCD"[:sides])) == sorted(tried, reverse=True)


def test_outcomes_of_no_side_are_none() -> None:
    assert list(outcomes(3, [])) == []


def test_side_that_a_claim_does_not_name_begins_at_nothing() -> None:
    assert after({"Anchor": 10}, {"Current": 1}) == {"Anchor": 10, "Current": 1}
