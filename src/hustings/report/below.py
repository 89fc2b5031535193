"""What the layers below write in English into transcripts and outcomes, known again by its pattern.

A transcript is the same in every language, to the byte; so its words are translated here, when it is shown. A place of
a pattern that ends in "_said" holds such a text itself, one in "_either" names joined by "or".
"""

import re
from functools import cache

from hustings.report.words import Words


def gettext_noop(pattern: str) -> str:
    """Mark a pattern for translation."""
    return pattern


PATTERNS = (
    # hustings.rules; their titles are known as they are
    gettext_noop("no single text; stated in full in {file}"),
    # hustings.count.rulings
    gettext_noop("not a ranking"),
    gettext_noop("no {number}"),
    gettext_noop("{number} given to {many} candidates"),
    gettext_noop("{number} given to a candidate already ranked"),
    gettext_noop("read up to {number}: {fault_said}"),
    gettext_noop("passed over: {faults_said}"),
    gettext_noop("scores, not marks"),
    gettext_noop("{named} marks where {most} is allowed"),
    gettext_noop("{named} marks where {most} are allowed"),
    gettext_noop("equal preferences"),
    # hustings.count.constraints
    gettext_noop("at least {minimum} and at most {maximum} {category}"),
    gettext_noop("at least {minimum} {category}"),
    gettext_noop("at most {maximum} {category}"),
    # hustings.count.transcript, Tied.decided_by
    gettext_noop("stage {stage}, batch {batch}"),
    gettext_noop("stage {stage}"),
    # hustings.count.lots, hustings.contests.lots_file
    gettext_noop("none"),
    gettext_noop("candidate order (a trial, not a lot)"),
    gettext_noop("the file {name}"),
    gettext_noop("lot needed at stage {stage} ({clause}): whose surplus is transferred first, {tied_either}?"),
    gettext_noop("lot needed at stage {stage} ({clause}): who is excluded, {tied_either}?"),
    gettext_noop("lot needed at stage {stage} ({clause}): who is elected, {tied_either}?"),
    # hustings.contests.outcome
    gettext_noop("{name} was elected and had gone"),
    gettext_noop("{name} was elected"),
    gettext_noop("{name} closed the contest"),
    gettext_noop("too few candidates"),
    gettext_noop("without the constraints"),
    gettext_noop("with those who have gone removed from the papers"),
    gettext_noop("with those who have gone passed over"),
    gettext_noop("with those who have gone counted as cast"),
    # hustings.analysis.block
    gettext_noop(
        "Assumed: each voter would have marked the candidates ranked first on this paper, as many as there are "
        "vacancies."
    ),
    # hustings.analysis.splitting, hustings.analysis.bounds
    gettext_noop(
        "Assumed: these lists put up one list together, with as many candidates as there are vacancies; every mark for "
        "one of theirs goes to a candidate of the joint list, as evenly as can be; every other mark stays where it is."
    ),
    gettext_noop(
        "Assumed: voters would have ranked those whom they marked, in an order that nobody knows, before all others."
    ),
    # hustings.report.names, hustings.report.table
    gettext_noop("{number} candidates are called {name}; a number tells them apart here, in the order of the list"),
    # hustings.ballots
    gettext_noop("{place}: read as csv:{kind}: {what_said}"),
    gettext_noop("columns are candidates, cells the number given to each (for scores say csv:scores)"),
    gettext_noop("columns are ranks, cells who was given each; candidates in alphabetical order"),
    gettext_noop("columns are candidates, cells the score of each"),
    gettext_noop("columns are candidates, cells a cross or none"),
    gettext_noop("{place}: the column {name} is not read"),
    gettext_noop("{place}: {orders} orders, but the heading promises {promised}"),
    gettext_noop("{place}: the fact {name} is not read"),
    gettext_noop("{place}: what follows the paper is not read: {text}"),
    gettext_noop("{place}: the scores are read; for the order say abif:ranking"),
    gettext_noop("{place}: the option {name} is not used"),
    gettext_noop("{place}: the papers' ids are left out"),
    gettext_noop("{place}: what stands after {after_said} is not read: {text}"),
    gettext_noop("the title {title}"),
    gettext_noop("{place}: not UTF-8; names are read as Latin-1 (Windows-1252)"),
    gettext_noop("{place}: signs that cannot be printed are shown as \ufffd"),
    gettext_noop("skipped numbers"),
    gettext_noop("candidates marked twice"),
    gettext_noop("weights"),
    gettext_noop("blank papers"),
    gettext_noop("unreadable papers"),
    gettext_noop("ranking"),
    gettext_noop("approval"),
    gettext_noop("scores"),
    # hustings.contests.vacancies
    gettext_noop("last excluded"),
    gettext_noop("most votes at the end"),
    gettext_noop("most first preferences"),
    # Python's readers of JSON, CSV and TOML
    gettext_noop("Expecting value"),
    gettext_noop("Expecting ',' delimiter"),
    gettext_noop("Expecting ':' delimiter"),
    gettext_noop("Expecting property name enclosed in double quotes"),
    gettext_noop("Illegal trailing comma before end of {what}"),
    gettext_noop("Extra data"),
    gettext_noop("Unterminated string starting at"),
    gettext_noop("Invalid control character at"),
    gettext_noop("Invalid control character {sign} at"),
    gettext_noop("Invalid \\escape"),
    gettext_noop("Invalid \\escape: {sign}"),
    gettext_noop("Invalid \\uXXXX escape"),
    gettext_noop("unexpected end of data"),
    gettext_noop("'{delimiter}' expected after '{quote}'"),
    gettext_noop("field larger than field limit ({limit})"),
    gettext_noop("invalid statement"),
    gettext_noop("invalid value"),
    gettext_noop("invalid hex value"),
    gettext_noop("invalid date or datetime"),
    gettext_noop("invalid initial character for a key part"),
    gettext_noop("expected '=' after a key in a key/value pair"),
    gettext_noop("expected ']' at the end of a table declaration"),
    gettext_noop("expected ']]' at the end of an array declaration"),
    gettext_noop("expected newline or end of document after a statement"),
    gettext_noop("cannot declare {key} twice"),
    gettext_noop("cannot overwrite a value"),
    gettext_noop("cannot mutate immutable namespace {key}"),
    gettext_noop("cannot redefine namespace {key}"),
    gettext_noop("duplicate inline table key {key}"),
    gettext_noop("unclosed array"),
    gettext_noop("unclosed inline table"),
    gettext_noop("unescaped '\\' in a string"),
    gettext_noop("unterminated string"),
    gettext_noop("expected '{sign}'"),
    gettext_noop("illegal character {sign}"),
    gettext_noop("found invalid character {sign}"),
    gettext_noop("escaped character is not a Unicode scalar value"),
    gettext_noop("no further preference"),
    gettext_noop("lost to rounding"),
    gettext_noop("not transferred"),
)
"""Patterns, the more particular of two that fit before the other. Titles of rules are known as they are."""

EITHER = gettext_noop("{these} or {last}")

JOINED = (", ", " and ")
"""What several such texts are joined by: faults of one paper, constraints that decide together."""


def said(text: str, words: Words) -> str:
    """The text in the words' language; one that no pattern fits, which somebody else wrote, stays as it is."""
    for joint in JOINED:
        parts = [_whole(part, words) for part in text.split(joint)]
        if len(parts) > 1 and None not in parts:
            return words.listed([part or "" for part in parts])
    whole = _whole(text, words)
    return text if whole is None else whole


def _whole(text: str, words: Words) -> str | None:
    for pattern in PATTERNS:
        if found := _expression(pattern).fullmatch(text):
            places = {name: _place(name, value, words) for name, value in found.groupdict().items()}
            return words.gettext(pattern).format(**places)
    translated = words.gettext(text) if text else text
    return translated if translated != text else None


def _place(name: str, value: str, words: Words) -> str:
    if name.endswith("_said"):
        return said(value, words)
    if name.endswith("_either") and (found := _expression(EITHER).fullmatch(value)):
        return words.gettext(EITHER).format(**found.groupdict())
    return value


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """The pattern with a group for each place; one for a number holds digits alone."""
    pieces = re.split(r"\{(\w+)\}", pattern)
    numbers = {"number", "many", "named", "most", "minimum", "maximum", "stage", "batch"}
    return re.compile(
        "".join(
            (rf"(?P<{piece}>\d+)" if piece in numbers else f"(?P<{piece}>.+)") if i % 2 else re.escape(piece)
            for i, piece in enumerate(pieces)
        )
    )
