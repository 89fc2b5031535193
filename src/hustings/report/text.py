"""A count as plain text: who is elected, the stage table, a sentence for each event, and how to check it.

The layout is made of lines of (text, style) pairs, so that a terminal can draw styles and a pipe gets bare text. Styles
are "heading", "elected", "excluded" and "quiet"; nothing is said by style alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hustings.count.transcript import Elected
from hustings.report.narration import constraints_told, otherwise_told, papers_told, rulings_told, stories
from hustings.report.result import CountResult
from hustings.report.table import PARTS, Cell, Column, StageTable, stage_table
from hustings.report.words import ENGLISH, Words

PLAIN_WIDTH = 120
"""Columns where there is no terminal to ask."""

NAME_WIDTH = 32
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
    yield from _heading(result, words)
    yield from _elected(result, table, words)
    yield from _facts(result, table, words)
    for panel in _panels(table, width, words):
        yield ()
        yield from panel
    yield ()
    yield (Span(words.gettext("Stage by stage"), "heading"),)
    for story in stories(result.transcript, words):
        yield ()
        told = words.gettext("Stage {stage}: {told}").format(stage=story.stage, told=story.text())
        yield from _paragraph(told, width)
    yield ()
    yield from _how_to_check(result, words)


# -- what stands above the table --------------------------------------------------------------------------------


def _heading(result: CountResult, words: Words) -> Iterator[Line]:
    yield (Span(result.transcript.contest.title or result.ballots.name or words.gettext("Count"), "heading"),)
    yield (Span(words.said(result.rule.title)),)
    for warning in result.warnings:
        yield (Span(words.gettext("Warning: {warning}").format(warning=words.said(warning))),)
    yield ()


def _elected(result: CountResult, table: StageTable, words: Words) -> Iterator[Line]:
    vacancies = result.transcript.contest.vacancies
    heading = words.gettext("Elected: {elected} of {vacancies}, in order of election")
    yield (Span(heading.format(elected=len(table.elected), vacancies=vacancies), "heading"),)
    events = {e.candidate: e for e in result.transcript.events if isinstance(e, Elected)}
    name_width = max((display_width(row.name) for row in table.elected), default=0)
    for row in table.elected:
        event = events[row.candidate]
        when = words.gettext("stage {stage}, {votes} votes, {clause}").format(
            stage=event.stage, votes=words.votes(event.votes, table.decimals), clause=event.clause
        )
        yield (
            Span(f"{row.standing.place:>4}. "),
            Span(padded(row.name, name_width), "elected"),
            Span(f"   {when}"),
        )
    if not table.elected:
        yield (Span("      " + words.gettext("nobody")),)
    for reason in result.vacant:
        yield (Span("      " + words.gettext("vacant: {reason}").format(reason=words.said(reason))),)
    yield ()
    if result.otherwise:
        yield (Span(words.gettext("The same papers otherwise"), "heading"),)
        yield from ((Span(f"      {told}"),) for told in otherwise_told(result, words))
        yield ()


def _facts(result: CountResult, table: StageTable, words: Words) -> Iterator[Line]:
    transcript = result.transcript
    bound, withdrawn = words.gettext("Bound"), words.gettext("Withdrawn")
    papers, quota, lots = words.gettext("Papers"), words.gettext("Quota"), words.gettext("Lots")
    facts = [(papers, " ".join(papers_told(transcript, words)))]
    facts += [("", ruling) for ruling in rulings_told(transcript, words)]
    quotas = dict.fromkeys(s.quota for s in transcript.stages() if s.quota is not None)
    if quotas:
        first, *later = (words.votes(each, transcript.decimals) for each in quotas)
        last = words.gettext("{quota}, at the end {last}").format(quota=first, last=later[-1]) if later else first
        facts.append((quota, last))
    else:
        facts.append((quota, words.gettext("none under this rule")))
    if constraints := constraints_told(transcript, words):
        among = words.gettext("{constraints} among those elected").format(constraints=words.listed(constraints))
        facts.append((bound, among))
    if table.withdrawn:
        facts.append((withdrawn, words.listed(table.withdrawn)))
    facts.append((lots, words.said(transcript.lots.source)))
    yield from _labelled(facts, (papers, quota, bound, withdrawn, lots))


def _labelled(facts: Iterable[tuple[str, str]], labels: Iterable[str]) -> Iterator[Line]:
    """What is said beside each label, in a column as wide as the widest of all labels needs."""
    width = max(map(display_width, labels)) + 2
    for label, text in facts:
        yield (Span(padded(label, width) + text),)


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


def _panels(table: StageTable, width: int, words: Words) -> Iterator[Iterator[Line]]:
    """The stages in as many panels as the width needs."""
    labels = [_part(words.said(name)) for name in PARTS]
    name_width = min(NAME_WIDTH, max(display_width(label) for label in [*labels, *(row.name for row in table.rows)]))
    panel: list[_Block] = []
    used = name_width
    for block in (_block(table, i, words) for i in range(len(table.columns))):
        if panel and used + len(MARGIN) + block.width > width:
            yield _panel(table, panel, name_width, words)
            panel, used = [], name_width
        panel.append(block)
        used += len(MARGIN) + block.width
    yield _panel(table, panel, name_width, words)


def _part(name: str) -> str:
    return f"({name})"


def _block(table: StageTable, index: int, words: Words) -> _Block:
    excluded = Cell(0, 0, "excluded").marked(words)
    votes = max(len(excluded), len(words.exact(table.total, table.decimals)))
    cells = [row.cells[index] for row in table.rows]
    marks = [len(cell.marked(words)) + 1 for cell in cells if cell.mark == "elected" or (cell.mark and cell.votes)]
    return _Block(index, votes + 3 if index else 0, votes, max(marks, default=0))


def _panel(table: StageTable, blocks: Sequence[_Block], name_width: int, words: Words) -> Iterator[Line]:
    """Some stages side by side; candidates who had nothing left before them are named below instead of shown."""
    start = blocks[0].at
    rows, gone = table.shown_from(start)
    yield (Span(_panel_title(blocks, len(table.columns), words), "heading"),)
    headings = [_block_heading(table.columns[block.at], block.width, words) for block in blocks]
    for i in range(max(map(len, headings))):
        texts = [heading[i] if i < len(heading) else "" for heading in headings]
        yield (Span(" " * name_width + "".join(MARGIN + t.rjust(b.width) for t, b in zip(texts, blocks, strict=True))),)
    yield tuple(_subheading(blocks, name_width, words))
    rule = (Span("-" * (name_width + sum(len(MARGIN) + block.width for block in blocks)), "quiet"),)
    yield rule
    lines = _Lines(blocks, table.decimals, name_width, words)
    for row in rows:
        style = "elected" if row.standing.place and row.standing.stage <= blocks[-1].at + 1 else ""
        yield from lines.row(row.name, style, row.cells, row.first_empty())
    yield rule
    yield from lines.row(words.gettext("non-transferable"), "", table.non_transferable)
    for name, cells in table.parts():
        yield from lines.row(_part(words.said(name)), "", cells)
    yield from lines.row(words.gettext("total"), "", [Cell(table.total, 0)] * len(table.columns))
    if gone:
        without = words.gettext("Without votes since before stage {stage}: {names}.")
        yield from _paragraph(without.format(stage=start + 1, names=words.listed(gone)), len(rule[0].text))


def _subheading(blocks: Sequence[_Block], name_width: int, words: Words) -> Iterator[Span]:
    yield Span(" " * name_width, "quiet")
    change_said, votes_said = words.gettext("change"), words.gettext("votes")
    for block in blocks:
        change = f"{change_said} ".rjust(block.change) if block.change else ""
        yield Span(MARGIN + (change + votes_said.rjust(block.votes) + " " * block.mark).rjust(block.width), "quiet")


def _panel_title(blocks: Sequence[_Block], stages: int, words: Words) -> str:
    first, last = blocks[0].at + 1, blocks[-1].at + 1
    if stages == 1:
        return words.gettext("The votes")
    return stages_said(first, last, stages, words)


def stages_said(first: int, last: int, stages: int, words: Words) -> str:
    """Which of so many stages a panel shows."""
    if first == last:
        return words.gettext("Stage {first} of {stages}").format(first=first, stages=stages)
    return words.gettext("Stages {first} to {last} of {stages}").format(first=first, last=last, stages=stages)


class _Lines(NamedTuple):
    """What all rows of a panel have in common."""

    blocks: Sequence[_Block]
    decimals: int
    name_width: int
    words: Words

    def row(self, label: str, style: str, cells: Sequence[Cell], first_empty: int | None = None) -> Iterator[Line]:
        """One row of a panel; a long name goes on in lines of its own. From `first_empty` on, cells are left blank."""
        first, *more = wrapped(label, self.name_width)
        spans = [Span(padded(first, self.name_width), style)]
        for block in self.blocks:
            cell = cells[block.at]
            empty = first_empty is not None and block.at + 1 >= first_empty
            spans += self._cell(block, cell, empty=empty)
        yield tuple(spans)
        for line in more:
            yield (Span("  " + line, style),)

    def _cell(self, block: _Block, cell: Cell, *, empty: bool) -> Iterator[Span]:
        """Change, votes and mark; "excluded" stands where the votes were if none are left."""
        gone = cell.mark == "excluded" and not cell.votes
        change = self._signed(cell.change) if block.change and cell.change else ""
        votes = "" if empty or gone else self.words.exact(cell.votes, self.decimals)
        filling = " " * (block.width - block.change - block.votes - block.mark)
        yield Span(MARGIN + filling + (change + " ").rjust(block.change) if block.change else MARGIN + filling)
        mark = cell.marked(self.words)
        if gone:
            yield Span(mark.rjust(block.votes), "excluded")
            yield Span(" " * block.mark)
        else:
            yield Span(votes.rjust(block.votes))
            yield Span((f" {mark}" if mark else "").ljust(block.mark), cell.mark)

    def _signed(self, votes: int) -> str:
        return ("+" if votes > 0 else "") + self.words.exact(votes, self.decimals)


def _block_heading(column: Column, width: int, words: Words) -> list[str]:
    whose = wrapped(", ".join(column.names), width) if column.names else []
    stage = words.gettext("stage {stage}").format(stage=column.stage)
    return [stage, *wrapped(column.done(words), width), *whose]


# -- how to check it --------------------------------------------------------------------------------------------


def _how_to_check(result: CountResult, words: Words) -> Iterator[Line]:
    """What two people compare to know that they held the same count."""
    transcript = result.transcript
    yield (Span(words.gettext("To check this count"), "heading"),)
    rule, counted_by, ballots = words.gettext("Rule"), words.gettext("Counted by"), words.gettext("Ballots")
    papers, lots, whole = words.gettext("Papers"), words.gettext("Lots"), words.gettext("Transcript")
    facts = [(rule, f"{result.rule.name}: {words.said(result.rule.source)}")]
    if not result.rule.verified:
        facts.append(("", words.gettext("(unverified: the text, or part of it, was not read; see docs/rules)")))
    facts.append((counted_by, f"hustings {result.version}"))
    if result.ballots.sha256:
        facts.append((ballots, f"SHA-256 {result.ballots.sha256}  {result.ballots.name}".rstrip()))
    if result.ballots.papers_sha256:
        any_format = words.gettext("in any file format")
        facts.append((papers, f"SHA-256 {result.ballots.papers_sha256}  {any_format}"))
    facts += [(lots, f"SHA-256 {transcript.lots.digest()}"), (whole, f"SHA-256 {transcript.digest()}")]
    yield from _labelled(facts, (rule, counted_by, ballots, papers, lots, whole))


# -- laying out -------------------------------------------------------------------------------------------------


def _paragraph(text: str, width: int) -> Iterator[Line]:
    for line in wrapped(text, min(width, 100)):
        yield (Span(line),)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces that are no no-break
    spaces, and within a word only where it must be."""
    lines = [""]
    for word in filter(None, text.replace("\n", " ").split(" ")):
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
