"""A count as plain text: who is elected, the stage table, a sentence for each event, and how to check it.

The layout is made of lines of (text, style) pairs, so that a terminal can draw styles and a pipe gets bare text. Styles
are "heading", "elected", "excluded" and "quiet"; nothing is said by style alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hustings.count.arithmetic import decimal_text
from hustings.count.transcript import Elected
from hustings.report.names import listed
from hustings.report.narration import (
    ENGLISH,
    Words,
    constraints_told,
    number_text,
    otherwise_told,
    papers_told,
    stories,
    votes_text,
)
from hustings.report.result import CountResult
from hustings.report.table import Cell, Column, StageTable, stage_table

PLAIN_WIDTH = 120
"""Columns where there is no terminal to ask."""

NAME_WIDTH = 32
LONGEST_PART = len("(no further preference)")
MARGIN = "  "


class Span(NamedTuple):
    """A piece of a line in one style; "" is the ordinary one."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def plain_text(result: CountResult, width: int = PLAIN_WIDTH, words: Words = ENGLISH) -> str:
    """The whole report, ending in a newline; no line of the table is wider than `width` if it can be helped."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in report_lines(result, width, words)) + "\n"


def report_lines(result: CountResult, width: int, words: Words = ENGLISH) -> Iterator[Line]:
    """The report line by line."""
    table = stage_table(result.transcript)
    yield from _heading(result)
    yield from _elected(result, table, words)
    yield from _facts(result, table, words)
    for panel in _panels(table, width):
        yield ()
        yield from panel
    yield ()
    yield (Span("Stage by stage", "heading"),)
    for story in stories(result.transcript, words):
        yield ()
        yield from _paragraph(f"Stage {story.stage}: {story.text()}", width)
    yield ()
    yield from _how_to_check(result)


# -- what stands above the table --------------------------------------------------------------------------------


def _heading(result: CountResult) -> Iterator[Line]:
    yield (Span(result.transcript.contest.title or result.ballots.name or "Count", "heading"),)
    yield (Span(result.rule.title),)
    for warning in result.warnings:
        yield (Span(f"Warning: {warning}"),)
    yield ()


def _elected(result: CountResult, table: StageTable, words: Words) -> Iterator[Line]:
    vacancies = result.transcript.contest.vacancies
    yield (Span(f"Elected: {len(table.elected)} of {vacancies}, in order of election", "heading"),)
    events = {e.candidate: e for e in result.transcript.events if isinstance(e, Elected)}
    name_width = max((display_width(row.name) for row in table.elected), default=0)
    for row in table.elected:
        event = events[row.candidate]
        votes = votes_text(event.votes, table.decimals)
        yield (
            Span(f"{row.standing.place:>4}. "),
            Span(padded(row.name, name_width), "elected"),
            Span(f"   stage {event.stage}, {votes} votes, {event.clause}"),
        )
    if not table.elected:
        yield (Span("      nobody"),)
    for reason in result.vacant:
        yield (Span(f"      vacant: {reason}"),)
    yield ()
    if result.otherwise:
        yield (Span("The same papers otherwise", "heading"),)
        yield from ((Span(f"      {told}"),) for told in otherwise_told(result, words))
        yield ()


def _facts(result: CountResult, table: StageTable, words: Words) -> Iterator[Line]:
    transcript = result.transcript
    yield (Span("Papers     " + " ".join(papers_told(transcript, words))),)
    for reason, papers in transcript.papers.informal:
        yield (Span(f"           {number_text(papers)}: {reason or 'read as marked'}"),)
    quotas = dict.fromkeys(s.quota for s in transcript.stages() if s.quota is not None)
    if quotas:
        first, *later = (votes_text(quota, transcript.decimals) for quota in quotas)
        yield (Span(f"Quota      {first}" + (f", at the end {later[-1]}" if later else "")),)
    else:
        yield (Span("Quota      none under this rule"),)
    if constraints := constraints_told(transcript):
        yield (Span(f"Bound      {listed(constraints)} among those elected"),)
    if table.withdrawn:
        yield (Span(f"Withdrawn  {listed(table.withdrawn)}"),)
    yield (Span(f"Lots       {transcript.lots.source}"),)


# -- the table --------------------------------------------------------------------------------------------------


class _Block(NamedTuple):
    """One stage (`at`, from 0) laid out: how wide are the changes (0: none shown), the votes and the marks."""

    at: int
    change: int
    votes: int
    mark: int

    @property
    def width(self) -> int:
        return max(11, self.change + self.votes + self.mark)


def _panels(table: StageTable, width: int) -> Iterator[Iterator[Line]]:
    """The stages in as many panels as the width needs."""
    name_width = min(NAME_WIDTH, max([display_width(row.name) for row in table.rows] + [LONGEST_PART]))
    panel: list[_Block] = []
    used = name_width
    for block in (_block(table, i) for i in range(len(table.columns))):
        if panel and used + len(MARGIN) + block.width > width:
            yield _panel(table, panel, name_width)
            panel, used = [], name_width
        panel.append(block)
        used += len(MARGIN) + block.width
    yield _panel(table, panel, name_width)


def _block(table: StageTable, index: int) -> _Block:
    votes = max(8, len(_grouped(table.total, table.decimals)))
    cells = [row.cells[index] for row in table.rows]
    marks = [len(cell.mark) + 1 for cell in cells if cell.mark == "elected" or (cell.mark and cell.votes)]
    return _Block(index, votes + 3 if index else 0, votes, max(marks, default=0))


def _panel(table: StageTable, blocks: Sequence[_Block], name_width: int) -> Iterator[Line]:
    """Some stages side by side; candidates who had nothing left before them are named below instead of shown."""
    start = blocks[0].at
    rows, gone = table.shown_from(start)
    yield (Span(_panel_title(blocks, len(table.columns)), "heading"),)
    headings = [_block_heading(table.columns[block.at], block.width) for block in blocks]
    for i in range(max(map(len, headings))):
        texts = [heading[i] if i < len(heading) else "" for heading in headings]
        yield (Span(" " * name_width + "".join(MARGIN + t.rjust(b.width) for t, b in zip(texts, blocks, strict=True))),)
    yield tuple(_subheading(blocks, name_width))
    rule = (Span("-" * (name_width + sum(len(MARGIN) + block.width for block in blocks)), "quiet"),)
    yield rule
    for row in rows:
        style = "elected" if row.standing.place and row.standing.stage <= blocks[-1].at + 1 else ""
        yield from _row(row.name, style, blocks, row.cells, table.decimals, name_width, row.first_empty())
    yield rule
    for label, cells in [("non-transferable", table.non_transferable), *((f"({n})", c) for n, c in table.parts())]:
        yield from _row(label, "", blocks, cells, table.decimals, name_width)
    total = [Cell(table.total, 0)] * len(table.columns)
    yield from _row("total", "", blocks, total, table.decimals, name_width)
    if gone:
        yield from _paragraph(f"Without votes since before stage {start + 1}: {listed(gone)}.", len(rule[0].text))


def _subheading(blocks: Sequence[_Block], name_width: int) -> Iterator[Span]:
    yield Span(" " * name_width, "quiet")
    for block in blocks:
        change = "change ".rjust(block.change) if block.change else ""
        yield Span(MARGIN + (change + "votes".rjust(block.votes) + " " * block.mark).rjust(block.width), "quiet")


def _panel_title(blocks: Sequence[_Block], stages: int) -> str:
    first, last = blocks[0].at + 1, blocks[-1].at + 1
    if stages == 1:
        return "The votes"
    return f"Stage {first} of {stages}" if first == last else f"Stages {first} to {last} of {stages}"


def _row(
    label: str,
    style: str,
    blocks: Sequence[_Block],
    cells: Sequence[Cell],
    decimals: int,
    name_width: int,
    first_empty: int | None = None,
) -> Iterator[Line]:
    """One row of a panel; a long name goes on in lines of its own. From `first_empty` on, cells are left blank."""
    first, *more = wrapped(label, name_width)
    spans = [Span(padded(first, name_width), style)]
    for block in blocks:
        cell = cells[block.at]
        empty = first_empty is not None and block.at + 1 >= first_empty
        spans += _cell(block, cell, decimals, empty=empty)
    yield tuple(spans)
    for line in more:
        yield (Span("  " + line, style),)


def _cell(block: _Block, cell: Cell, decimals: int, *, empty: bool) -> Iterator[Span]:
    """Change, votes and mark; "excluded" stands where the votes were if none are left."""
    gone = cell.mark == "excluded" and not cell.votes
    change = _signed(cell.change, decimals) if block.change and cell.change else ""
    votes = "" if empty or gone else _grouped(cell.votes, decimals)
    filling = " " * (block.width - block.change - block.votes - block.mark)
    yield Span(MARGIN + filling + (change + " ").rjust(block.change) if block.change else MARGIN + filling)
    if gone:
        yield Span("excluded".rjust(block.votes), "excluded")
        yield Span(" " * block.mark)
    else:
        yield Span(votes.rjust(block.votes))
        yield Span((f" {cell.mark}" if cell.mark else "").ljust(block.mark), cell.mark)


def _block_heading(column: Column, width: int) -> list[str]:
    done = {"surplus": "surplus of", "exclusion": "exclusion of"}.get(column.action, column.action)
    whose = wrapped(", ".join(column.names), width) if column.names else []
    return [f"stage {column.stage}", *wrapped(done, width), *whose]


def _signed(votes: int, decimals: int) -> str:
    return ("+" if votes > 0 else "") + _grouped(votes, decimals)


def _grouped(votes: int, decimals: int) -> str:
    """Votes with the rule's decimals, thousands set off."""
    whole, point, part = decimal_text(abs(votes), decimals).partition(".")
    return ("-" if votes < 0 else "") + number_text(int(whole)) + point + part


# -- how to check it --------------------------------------------------------------------------------------------


def _how_to_check(result: CountResult) -> Iterator[Line]:
    """What two people compare to know that they held the same count."""
    transcript = result.transcript
    yield (Span("To check this count", "heading"),)
    yield (Span(f"Rule        {result.rule.name}: {result.rule.source}"),)
    if not result.rule.verified:
        yield (Span("            (unverified: the text, or part of it, was not read; see docs/rules)"),)
    yield (Span(f"Counted by  hustings {result.version}"),)
    if result.ballots.sha256:
        yield (Span(f"Ballots     SHA-256 {result.ballots.sha256}  {result.ballots.name}".rstrip()),)
    if result.ballots.papers_sha256:
        yield (Span(f"Papers      SHA-256 {result.ballots.papers_sha256}  in any file format"),)
    yield (Span(f"Lots        SHA-256 {transcript.lots.digest()}"),)
    yield (Span(f"Transcript  SHA-256 {transcript.digest()}"),)


# -- laying out -------------------------------------------------------------------------------------------------


def _paragraph(text: str, width: int) -> Iterator[Line]:
    for line in wrapped(text, min(width, 100)):
        yield (Span(line),)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces, and within a word only where it must be."""
    lines = [""]
    for word in text.split():
        rest = word
        joined = f"{lines[-1]} {rest}" if lines[-1] else rest
        if display_width(joined) <= width:
            lines[-1] = joined
            continue
        while display_width(rest) > width:
            cut = _fitting(rest, width)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return [line for line in lines if line] or [""]


def _fitting(text: str, width: int) -> int:
    """How many characters of the text fit, at least one."""
    for cut in range(min(len(text), width), 1, -1):
        if display_width(text[:cut]) <= width:
            return cut
    return 1


def padded(text: str, width: int) -> str:
    """The text filled up with spaces to a width in columns."""
    return text + " " * (width - display_width(text))


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
