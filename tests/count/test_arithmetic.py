import pytest

from hustings.count.arithmetic import decimal_text, divide_down, divide_up


@pytest.mark.parametrize(
    ("numerator", "denominator", "down", "up"), [(0, 3, 0, 0), (6, 3, 2, 2), (7, 3, 2, 3), (8, 3, 2, 3), (1, 9, 0, 1)]
)
def test_division_rounds_as_its_name_says(numerator, denominator, down, up):
    assert (divide_down(numerator, denominator), divide_up(numerator, denominator)) == (down, up)


@pytest.mark.parametrize(
    ("votes", "decimals", "text"),
    [(0, 0, "0"), (12, 0, "12"), (0, 2, "0.00"), (5, 2, "0.05"), (12345, 2, "123.45"), (-12345, 2, "-123.45")],
)
def test_decimal_text_has_every_place(votes, decimals, text):
    assert decimal_text(votes, decimals) == text
