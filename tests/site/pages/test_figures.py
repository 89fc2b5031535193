from decimal import Decimal
from fractions import Fraction

import pytest

from hustings_site.pages.templatetags.figures import change, figure, percent, votes

UNKNOWN = '<span class="unknown">not known</span>'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1086, "1,086"),
        (Decimal("9763.32000"), "9,763.32"),
        (Decimal("33800.00000"), "33,800"),
        (Decimal(100), "100"),
        (Fraction(196_533), "196,533"),
        (Fraction(1, 4), "0.25"),
        (None, UNKNOWN),
    ],
)
def test_figure(value: object, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1086, 1950), "55.7\u202f%"),
        (Fraction(1, 2000), "0.1\u202f%"),
        (Fraction(1, 2001), "0.0\u202f%"),
        (Fraction(1), "100.0\u202f%"),
        (Fraction(0), "0.0\u202f%"),
        (None, UNKNOWN),
    ],
)
def test_percent_has_one_decimal_place_half_up(value: Fraction | None, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (10914144, 5, "109.14144"),
        (123456789, 2, "1,234,567.89"),
        (1080, 0, "1,080"),
        (-5, 2, "\u22120.05"),
        (0, 5, "0.00000"),
    ],
)
def test_votes_keep_all_their_decimal_places(value: int, decimals: int, text: str) -> None:
    assert votes(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(150, "+1.50"), (-150, "\u22121.50"), (0, "")])
def test_change_has_its_sign_or_says_nothing(value: int, text: str) -> None:
    assert change(value, 2) == text
