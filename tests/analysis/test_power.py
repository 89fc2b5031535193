"""Winning coalitions and power indices, against published examples and against listing every coalition and order."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain, combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.analysis.power import MOST_FOR_COALITIONS, PlayersPower, power, winning_coalitions


def slow_power(weights: Mapping[str, int], quota: int) -> dict[str, PlayersPower]:
    """By every coalition and every order."""
    everybody = list(weights)

    def wins(members: object) -> bool:
        return sum(weights[m] for m in members) >= quota

    raw = {}
    for player in everybody:
        others = [each for each in everybody if each != player]
        coalitions = chain.from_iterable(combinations(others, size) for size in range(len(others) + 1))
        raw[player] = sum(wins([*c, player]) and not wins(c) for c in coalitions)
    pivots = dict.fromkeys(everybody, 0)
    orders = list(permutations(everybody))
    for order in orders:
        for place, player in enumerate(order):
            if wins(order[: place + 1]) and not wins(order[:place]):
                pivots[player] += 1
    total = sum(raw.values())
    return {
        p: PlayersPower(raw[p], Fraction(raw[p], total) if total else Fraction(0), Fraction(pivots[p], len(orders)))
        for p in everybody
    }


def test_council_of_six_in_1958_gave_one_member_no_power() -> None:
    """Source: the European Economic Community's Council of 1958, 12 of 17 votes; the usual worked example."""
    council = {"Germany": 4, "France": 4, "Italy": 4, "Netherlands": 2, "Belgium": 2, "Luxembourg": 1}
    found = power(council, 12)
    assert {name: each.banzhaf for name, each in found.items()} == {
        "Germany": Fraction(5, 21),
        "France": Fraction(5, 21),
        "Italy": Fraction(5, 21),
        "Netherlands": Fraction(1, 7),
        "Belgium": Fraction(1, 7),
        "Luxembourg": Fraction(0),
    }
    assert found["Germany"].shapley == Fraction(14, 60)
    assert found["Netherlands"].shapley == Fraction(9, 60)


def test_side_with_a_majority_has_all_the_power() -> None:
    found = power({"Anchor": 9, "Beacon": 13, "Current": 2}, 13)
    assert found["Beacon"] == PlayersPower(4, Fraction(1), Fraction(1))
    assert found["Current"] == PlayersPower(0, Fraction(0), Fraction(0))


def test_one_vote_short_the_small_side_has_as_much_power_as_the_large_ones() -> None:
    found = power({"Anchor": 11, "Beacon": 12, "Current": 2}, 13)
    assert {each.shapley for each in found.values()} == {Fraction(1, 3)}
    assert winning_coalitions({"Anchor": 11, "Beacon": 12, "Current": 2}, 13) == [
        ("Anchor", "Beacon"),
        ("Anchor", "Current"),
        ("Beacon", "Current"),
    ]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(1, 20))
def test_power_agrees_with_listing_everything(weights: list[int], quota: int) -> None:
    players = dict(zip("ABCDE", weights, strict=False))
    assert power(players, quota) == slow_power(players, quota)


def test_forty_single_members_share_alike() -> None:
    found = power({str(n): 1 for n in range(39)}, 20)
    assert {each.shapley for each in found.values()} == {Fraction(1, 39)}


def test_nobody_has_power_where_the_quota_is_out_of_reach() -> None:
    assert power({"Anchor": 1}, 2) == {"Anchor": PlayersPower(0, Fraction(0), Fraction(0))}


def test_power_for_no_votes_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="0 votes cannot be what a motion needs: give 1 or more"):
        power({"Anchor": 1}, 0)


def test_coalition_with_a_member_it_does_not_need_is_not_listed() -> None:
    assert winning_coalitions({"Anchor": 5, "Beacon": 3, "Current": 1, "empty": 0}, 6) == [
        ("Anchor", "Beacon"),
        ("Anchor", "Current"),
    ]


def test_too_many_players_are_not_listed() -> None:
    with pytest.raises(ValueError, match="17 players have too many coalitions to be listed: 16 at most"):
        winning_coalitions({str(n): 1 for n in range(MOST_FOR_COALITIONS + 1)}, 9)
