"""When two texts are the same: a table of pairs."""

import pytest

from hustings_site.motions.texts import sameness, words_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("That seats be elected.", "That seats be elected", True),
        ("That seats be elected.", "THAT  seats\nbe elected!", True),
        ("The members’ seats", "The members' seats", True),
        ("Nine ½ seats", "Nine 1⁄2 seats", True),
        ("Straße", "STRASSE", True),
        ("That nine seats be elected.", "That ten seats be elected.", False),
        ("no more seats", "nomore seats", False),
        ("élu", "elu", False),
    ],
)
def test_texts_are_the_same_but_for_capitals_blanks_and_punctuation(one: str, other: str, same: bool) -> None:
    assert (sameness(one) == sameness(other)) is same


def test_words_are_letters_and_digits_alone() -> None:
    assert words_of("  That 9 members’ seats,\n(by STV)! ") == "that 9 members seats by stv"
