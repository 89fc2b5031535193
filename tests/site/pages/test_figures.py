from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from hustings_site.pages.templatetags.figures import change, figure, percent, said, votes

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


def test_figures_in_french() -> None:
    with translation.override("fr"):
        assert figure(Decimal("9763.32000")) == "9\u202f763,32"
        assert figure(None) == '<span class="unknown">inconnu</span>'
        assert percent(Fraction(1086, 1950)) == "55,7\u202f%"
        assert votes(-123456789, 2) == "\u22121\u202f234\u202f567,89"
        assert change(5, 1) == "+0,5"


def test_what_the_library_wrote_is_said_in_the_readers_language() -> None:
    assert said("stage 3") == "stage 3"
    with translation.override("fr"):
        assert (said("stage 3"), said("On the night")) == ("étape 3", "On the night")


@pytest.mark.parametrize(
    ("language", "number", "day"), [("en", "12,345", "1 November 2026"), ("fr", "12\u202f345", "1 novembre 2026")]
)
def test_plain_numbers_and_days_follow_the_language(language: str, number: str, day: str) -> None:
    with translation.override(language):
        shown = Template("{{ number }} {{ day }}").render(Context({"number": 12345, "day": date(2026, 11, 1)}))
    assert shown == f"{number} {day}"
