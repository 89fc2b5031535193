"""The answers of UCU's rules for counting words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings_site.elections.candidates.words import Cut, count_words, cut


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n ", 0),
        ("one", 1),
        ("re-elected", 1),
        ("well-thought-out", 1),
        ("and/or", 2),
        ("his/her/their", 3),
        ("and / or", 2),
        ("https://example.org/a/b-c?d=e", 1),
        ("www.example.org/a/b", 1),
        ("example.org/a/b", 1),
        ("(https://example.org/a/b)", 1),
        ("name.surname@mail.example.org", 1),
        ("1999-2001", 1),
        ("1999\u20132001", 1),
        ("(1999\u20132001),", 1),
        ("word\u2014word", 2),
        ("word \u2013 word", 2),
        ("a - b", 2),
        ("… !", 0),
        ("don't", 1),
        ("e.g./i.e.", 2),
        ("first\nsecond\tthird", 3),
        ("3.5 %", 1),
    ],
)
def test_check_14_words_are_counted_as_published(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "most", "printed", "dropped"),
    [
        ("one two three", 3, "one two three", ""),
        ("one two three", 2, "one two", " three"),
        ("one two, three", 2, "one two,", " three"),
        ("one a/b three", 2, "one a", "/b three"),
        ("one", 0, "", "one"),
        ("one two !", 2, "one two !", ""),
    ],
)
def test_text_is_cut_behind_its_last_word_allowed(text: str, most: int, printed: str, dropped: str) -> None:
    assert cut(text, most) == Cut(printed, dropped)


@given(st.text(), st.integers(min_value=0, max_value=5))
def test_cut_text_loses_nothing_and_has_no_word_too_many(text: str, most: int) -> None:
    printed, dropped = cut(text, most)
    assert printed + dropped == text
    assert count_words(printed) <= most
