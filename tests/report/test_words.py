"""Figures and lists in the reader's language."""

import pytest

from hustings.report.words import ENGLISH, Translated, speaking


@pytest.mark.parametrize(
    ("votes", "decimals", "text"),
    [
        (14100000, 5, "141"),
        (14100001, 5, "141.00001"),
        (123456, 2, "1,234.56"),
        (1234, 0, "1,234"),
        (0, 5, "0"),
        (9500000010, 9, "9.50000…"),
        (9500000000, 9, "9.50000"),
        (-9, 9, "-0.00000…"),
        (-1234, 0, "-1,234"),
    ],
)
def test_votes_in_a_sentence(votes, decimals, text):
    assert ENGLISH.votes(votes, decimals) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1086, 1950, "55.7"), (1, 2000, "0.1"), (1, 2001, "0.0"), (2, 3, "66.7"), (1, 1, "100.0"), (0, 5, "0.0")],
)
def test_percent_is_rounded_half_up_to_one_decimal(part, whole, text):
    assert ENGLISH.percent(part, whole) == text


def test_numbers_are_set_off_by_thousands():
    assert ENGLISH.number(1234567) == "1,234,567"


def test_french_has_a_decimal_comma_and_narrow_spaces():
    french = speaking("fr")
    assert french.number(1234567) == "1\u202f234\u202f567"
    assert french.votes(123456, 2) == "1\u202f234,56"
    assert french.votes(9500000010, 9) == "9,50000…"
    assert french.exact(-123400, 2) == "-1\u202f234,00"
    assert french.plain(123400, 2) == "1234,00"
    assert french.percent(1086, 1950) == "55,7"


def test_french_lists_names_with_et():
    french = speaking("fr")
    assert french.listed(["Ash", "Birch", "Cedar"]) == "Ash, Birch et Cedar"
    assert french.listed(["Ash, Ada", "Birch, Ben", "Cedar"]) == "Ash, Ada\u202f; Birch, Ben et Cedar"


def test_one_thing_and_several_in_french():
    french = speaking("fr")
    said = [french.ngettext("{number} paper is blank.", "{number} papers are blank.", n) for n in (0, 1, 2)]
    assert said == ["{number} bulletin est blanc.", "{number} bulletin est blanc.", "{number} bulletins sont blancs."]


def test_one_english_word_with_two_meanings_in_french():
    french = speaking("fr")
    said = [french.pgettext(context, "elected") for context in ("table", "lot", "chart")]
    assert said == ["élection", "obtient le siège", "sièges obtenus"]
    assert ENGLISH.pgettext("table", "elected") == "elected"


@pytest.mark.parametrize(
    ("code", "spoken"), [("fr", "fr"), ("fr-CA", "fr"), ("en", "en"), ("en-GB", "en"), ("cy", "en")]
)
def test_language_is_known_by_its_code(code, spoken):
    assert speaking(code).language == spoken


def test_a_language_is_read_once():
    assert speaking("fr") is speaking("fr-CH")


def test_a_catalogue_that_was_not_compiled_says_how():
    with pytest.raises(FileNotFoundError, match="locale/xx: not compiled yet; run python tools/messages"):
        Translated("xx", ",", " ", "et")
