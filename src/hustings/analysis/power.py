"""Who can bring a majority about: winning coalitions, and the power indices of Banzhaf and of Shapley and Shubik.

A *player* is whoever votes as one: a side, or a single member whom a claim counts with no side. Its weight is its
number of votes. Indices are exact fractions; how likely any coalition is in life, no index knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

MOST_FOR_COALITIONS = 16
"""Players of whom all coalitions are listed at most: 2**16 of them."""


@dataclass(frozen=True, slots=True)
class PlayersPower:
    """`swings`: coalitions of the others that win with the player and not without. The indices add up to 1."""

    swings: int
    banzhaf: Fraction
    shapley: Fraction


def power(weights: Mapping[str, int], quota: int) -> dict[str, PlayersPower]:
    """Both indices of each player, where `quota` votes carry a motion. All are 0 where nobody can reach it.

    Counted by sums, not by listing coalitions, so that forty players take no longer than a few thousand additions.

    Source: Banzhaf, "Weighted voting doesn't work", Rutgers Law Review 19 (1965); Shapley and Shubik, "A method for
    evaluating the distribution of power in a committee system", American Political Science Review 48 (1954).
    """
    if quota < 1:
        msg = f"{quota} votes cannot be what a motion needs: give 1 or more"
        raise ValueError(msg)
    ways = {player: _ways(weights, player) for player in weights}
    swings = {player: _swings(ways[player], weight, quota) for player, weight in weights.items()}
    raw = {player: sum(sizes) for player, sizes in swings.items()}
    together = sum(raw.values())
    return {
        player: PlayersPower(
            raw[player], Fraction(raw[player], together) if together else Fraction(0), _shapley(swings[player])
        )
        for player in weights
    }


def winning_coalitions(weights: Mapping[str, int], quota: int) -> list[tuple[str, ...]]:
    """The coalitions that reach `quota` and would not without any one of their members; smallest first, then as the
    players stand. Raises ValueError for more than `MOST_FOR_COALITIONS` players."""
    players = [player for player, weight in weights.items() if weight]
    if len(players) > MOST_FOR_COALITIONS:
        msg = f"{len(players)} players have too many coalitions to be listed: {MOST_FOR_COALITIONS} at most"
        raise ValueError(msg)
    return [
        members
        for size in range(1, len(players) + 1)
        for members in combinations(players, size)
        if _is_minimal([weights[member] for member in members], quota)
    ]


def _is_minimal(weights: list[int], quota: int) -> bool:
    """Whether these reach the quota, and would not without the lightest."""
    return sum(weights) >= quota > sum(weights) - min(weights)


def _ways(weights: Mapping[str, int], player: str) -> list[list[int]]:
    """Of the others: [size][votes] -> how many coalitions of that size have so many votes."""
    others = [weight for each, weight in weights.items() if each != player]
    ways = [[0] * (sum(others) + 1) for _ in range(len(others) + 1)]
    ways[0][0] = 1
    for number, weight in enumerate(others, start=1):
        for size in range(number, 0, -1):
            for votes in range(sum(others), weight - 1, -1):
                ways[size][votes] += ways[size - 1][votes - weight]
    return ways


def _swings(ways: list[list[int]], weight: int, quota: int) -> list[int]:
    """Coalitions by size that the player turns from losing to winning."""
    return [sum(counts[max(quota - weight, 0) : quota]) for counts in ways]


def _shapley(swings: list[int]) -> Fraction:
    """The share of all orders of the players in which this one is the first to reach the quota."""
    others = len(swings) - 1
    orders = sum(count * factorial(size) * factorial(others - size) for size, count in enumerate(swings))
    return Fraction(orders, factorial(others + 1))
