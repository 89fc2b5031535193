"""Packed rankings, as docs/specs/packed-rankings.md gives them."""

import re
from itertools import permutations
from math import perm
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.ballots.packed import FEWEST, LENGTH, MOST, pack, unpack

PAGE = Path(__file__).resolve().parents[2] / "docs" / "specs" / "packed-rankings.md"
ROW = re.compile(r"\| (\d+) \| (\S+) \| (\d+) \| `([0-9a-f]{60})` \|")


def ranking_of(text: str, candidates: int) -> list[int]:
    if text == "none":
        return []
    if "..." in text:
        return list(range(candidates)) if text.startswith("0") else list(range(candidates))[::-1]
    return [int(part) for part in text.split(",")]


def test_worked_vectors_of_the_page() -> None:
    rows = ROW.findall(PAGE.read_text())
    assert len(rows) == 10
    for candidates, text, number, packed in rows:
        ranking = ranking_of(text, int(candidates))
        assert pack(ranking, int(candidates)).hex() == packed
        assert int(packed, 16) == int(number)
        assert unpack(bytes.fromhex(packed), int(candidates)) == tuple(ranking)


@pytest.mark.parametrize("candidates", [FEWEST, MOST])
def test_order_is_by_length_then_lexicographic(candidates: int) -> None:
    expected = [ranking for length in range(3) for ranking in permutations(range(candidates), length)]
    found = [unpack(number.to_bytes(LENGTH, "big"), candidates) for number in range(len(expected))]
    assert found == expected


@pytest.mark.parametrize("candidates", range(FEWEST, MOST + 1))
def test_last_ranking_and_the_first_that_is_none(candidates: int) -> None:
    total = sum(perm(candidates, length) for length in range(candidates + 1))
    assert total < 2 ** (8 * LENGTH)
    last = tuple(reversed(range(candidates)))
    assert unpack((total - 1).to_bytes(LENGTH, "big"), candidates) == last
    assert pack(last, candidates) == (total - 1).to_bytes(LENGTH, "big")
    assert unpack(total.to_bytes(LENGTH, "big"), candidates) is None
    assert unpack(b"\xff" * LENGTH, candidates) is None


@given(st.data())
def test_every_ranking_comes_back(data: st.DataObject) -> None:
    candidates = data.draw(st.integers(FEWEST, MOST))
    order = data.draw(st.permutations(range(candidates)))
    ranking = tuple(order[: data.draw(st.integers(0, candidates))])
    assert unpack(pack(ranking, candidates), candidates) == ranking


@given(st.binary(min_size=LENGTH, max_size=LENGTH), st.integers(FEWEST, MOST))
def test_any_bytes_are_one_ranking_or_none(packed: bytes, candidates: int) -> None:
    ranking = unpack(packed, candidates)
    assert ranking is None or pack(ranking, candidates) == packed


@pytest.mark.parametrize("ranking", [[0, 0], [31], [-1], [1, 2, 1]])
def test_what_is_no_strict_ranking_is_refused(ranking: list[int]) -> None:
    with pytest.raises(ValueError, match="no strict ranking"):
        pack(ranking, 31)


@pytest.mark.parametrize("candidates", [0, 30, 55])
def test_other_numbers_of_candidates_are_refused(candidates: int) -> None:
    with pytest.raises(ValueError, match="31 to 54"):
        pack([], candidates)
    with pytest.raises(ValueError, match="31 to 54"):
        unpack(bytes(LENGTH), candidates)


def test_other_numbers_of_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="30 bytes"):
        unpack(bytes(29), 40)
