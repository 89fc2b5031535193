"""The text report: laid out for any width, plain without a terminal."""

import io
import re

import pytest

from hustings.report.result import CountResult
from hustings.report.terminal import show
from hustings.report.text import display_width, padded, plain_text, wrapped
from hustings.rules import find_rule


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("size", [(6, 2), (20, 9), (42, 9)], ids=str)
def test_no_line_of_the_tables_is_wider_than_asked(invented, size, width):
    result = CountResult(find_rule("scotland_2011"), invented(*size))
    tables = plain_text(result, width).partition("\nStage by stage")[0].partition("\nLots")[2]
    assert max(map(len, tables.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 100, 200])
def test_every_stage_stands_in_one_panel_and_every_row_in_it_adds_up(invented, width):
    transcript = invented(42, 9)
    text = plain_text(CountResult(find_rule("scotland_2011"), transcript), width)
    stages = [int(n) for line in re.findall(r"^ +(stage \d+.*)$", text, re.MULTILINE) for n in re.findall(r"\d+", line)]
    assert stages == list(range(1, len(transcript.stages()) + 1))


def test_who_has_left_is_named_below_a_panel_and_not_shown_in_it(guild):
    text = plain_text(guild)
    second = text[text.index("Stages 5 to 6 of 6") : text.index("Stage by stage")]
    assert "Furze, Finn  " not in second
    assert "Without votes since before stage 5: Dogwood, Dan and Furze, Finn." in second.replace("\n", " ")


def test_the_elected_come_before_everything_else(guild):
    lines = plain_text(guild).splitlines()
    assert lines[3:7] == [
        "Elected: 3 of 3, in order of election",
        "   1. Ash, Ada      stage 1, 17 votes, r.48(1)",
        "   2. Cedar, Cora   stage 4, 11.47056 votes, r.48(1)",
        "   3. Birch, Ben    stage 6, 9.21864 votes, r.53(1)",
    ]


def test_a_terminal_shows_the_same_words(guild):
    from rich.console import Console

    drawn = io.StringIO()
    show(guild, Console(file=drawn, width=100, force_terminal=True, color_system="standard"))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", drawn.getvalue())
    assert [line.rstrip() for line in bare.splitlines()] == plain_text(guild, 100).splitlines()
    assert "\x1b[1;32mAsh, Ada" in drawn.getvalue()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("unbreakable", 5, ["unbre", "akabl", "e"]),
        ("a unbreakable", 5, ["a", "unbre", "akabl", "e"]),
        ("日本語", 4, ["日本", "語"]),
    ],
)
def test_texts_are_broken_at_spaces_and_within_words_only_where_they_must(text, width, lines):
    assert wrapped(text, width) == lines


def test_wide_letters_take_two_columns_and_combining_marks_none():
    assert (display_width("Ash"), display_width("日本"), display_width("e\u0301a")) == (3, 4, 2)
    assert padded("日", 4) == "日  "
