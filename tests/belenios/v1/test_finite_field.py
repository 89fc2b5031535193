"""The groups of older elections: published parameters, and elections that go round."""

from pathlib import Path

import pytest

from hustings.belenios.v1.finite_field import BELENIOS_2048, RFC_3526_2048, FiniteField
from hustings.belenios.v1.group import Element, NotInGroup
from hustings.belenios.v1.play import Plan, Threshold, play
from hustings.belenios.v1.questions import Homomorphic, Lists, NonHomomorphic
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.verify import verify

BOTH = [BELENIOS_2048, RFC_3526_2048]
MOTION = Homomorphic("Adopt?", ("Yes", "No"), 1, 1)


def pi_times(power: int) -> int:
    """pi . 2^power, rounded down, by Machin's formula."""
    guard = 64

    def arctangent_of_inverse(x: int) -> int:
        term = total = (1 << power + guard) // x
        sign, odd = -1, 3
        while term:
            term //= x * x
            total += sign * (term // odd)
            sign, odd = -sign, odd + 2
        return total

    return 4 * (4 * arctangent_of_inverse(5) - arctangent_of_inverse(239)) >> guard


def test_modulus_of_rfc_3526_is_what_its_formula_gives() -> None:
    """RFC 3526, section 3: 2^2048 - 2^1984 - 1 + 2^64 . ([2^1918 pi] + 124476)."""
    assert RFC_3526_2048.modulus == 2**2048 - 2**1984 - 1 + 2**64 * (pi_times(1918) + 124476)


@pytest.mark.parametrize("group", BOTH, ids=lambda group: group.name)
def test_parameters_are_a_group_of_prime_order(group: FiniteField) -> None:
    p, q = group.modulus, group.order
    assert (p - 1) % q == 0
    assert [pow(base, n - 1, n) for n in (p, q) for base in (2, 3, 5)] == [1] * 6
    assert group.is_member(group.generator)
    assert group.generator != group.identity
    assert p.bit_length() == 2048
    assert q.bit_length() == (256 if group is BELENIOS_2048 else 2047)


@pytest.mark.parametrize("group", BOTH, ids=lambda group: group.name)
def test_arithmetic_is_that_of_exponents(group: FiniteField) -> None:
    a, b = group.generator_power(12345), group.generator_power(-99)
    assert group.times(a, b) == group.generator_power(12246)
    assert group.over(a, b) == group.generator_power(12444)
    assert group.power(a, -2) == group.generator_power(-24690)
    assert group.power(group.identity, 5) == group.power(a, 0) == group.identity
    assert group.read(group.text(a)) == a


@pytest.mark.parametrize("group", BOTH, ids=lambda group: group.name)
def test_numbers_outside_the_subgroup_are_refused(group: FiniteField) -> None:
    outside = Element((group.modulus - 1).to_bytes(256, "big"))
    zero = Element(bytes(256))
    assert not group.is_member(outside)
    assert not group.is_member(zero)
    with pytest.raises(NotInGroup):
        group.power(outside, 2)
    with pytest.raises(NotInGroup):
        group.over(group.generator, zero)
    for text in ("", "0", "01", "-1", "x", "١", str(group.modulus), "1" * 700, str(group.modulus - 1)):
        with pytest.raises(NotInGroup):
            group.read(text)


@pytest.mark.parametrize("values", [[], [0], [1, 2, 3], [255] * 30, [255] * 254])
def test_embedding_both_ways(values: list[int]) -> None:
    element = RFC_3526_2048.embed(values)
    assert RFC_3526_2048.is_member(element)
    assert list(RFC_3526_2048.extract(element, len(values))) == values


def test_what_cannot_be_embedded_is_refused() -> None:
    for values in ([256], [-1], [1] * 255):
        with pytest.raises(ValueError, match="at most 254 integers"):
            RFC_3526_2048.embed(values)
    with pytest.raises(ValueError, match="at most 0 integers"):
        BELENIOS_2048.embed([1])


def test_generators_are_members_and_differ() -> None:
    found = {RFC_3526_2048.independent_generator(index) for index in range(-1, 4)}
    assert len(found) == 5
    assert all(RFC_3526_2048.is_member(element) for element in found)


def test_election_in_the_older_group_round_trip(tmp_path: Path) -> None:
    lists = Lists("List", (("First", "Ada"), ("Second", "Bob")))
    votes = ((0, ([1, 0], [[1, 1], [0, 0]])), (1, ([1, 0], [[0, 0], [1, 1]])))
    plan = Plan(
        name="Old", questions=(MOTION, lists), votes=votes, voters=(1, 2), trustees=(None, Threshold(1, 2)),
        decrypting=(1, 3), group=BELENIOS_2048,
    )  # fmt: skip
    path = tmp_path / "board.bel"
    assert play(plan, b"old", path) == ((3, 0), (1, 1, 2, 2))
    assert verify(path.read_bytes()).findings == ()


def test_ranking_in_the_older_group_round_trip(tmp_path: Path) -> None:
    plan = Plan(
        name="Old", questions=(NonHomomorphic("Rank", ("Ada", "Bob")),), votes=((0, ([1, 2],)), (1, ([2, 1],))),
        voters=(1, 1), group=RFC_3526_2048,
    )  # fmt: skip
    path = tmp_path / "board.bel"
    [papers] = play(plan, b"old", path)
    assert sorted(papers) == [(1, 2), (2, 1)]
    report = verify(path.read_bytes())
    assert (report.verdict, report.facts.result) == ("verified", (papers,))


def test_ranking_is_refused_in_the_group_that_carries_none(tmp_path: Path) -> None:
    plan = Plan(name="Old", questions=(NonHomomorphic("Rank", ("Ada",)),), votes=(), voters=(1,), group=BELENIOS_2048)
    with pytest.raises((Refused, ValueError), match="carries no non-homomorphic question"):
        play(plan, b"old", tmp_path / "board.bel")
