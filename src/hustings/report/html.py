"""A count as one HTML page that needs nothing beside it: no script, no other file, light and dark, printable."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from hustings.count.transcript import Elected
from hustings.report.charts import count_chart
from hustings.report.charts.inks import DARK, IN_A_PAGE, LIGHT, custom_properties
from hustings.report.charts.stage_bars import stage_bars_chart
from hustings.report.narration import (
    constraints_told,
    otherwise_told,
    outcome,
    papers_told,
    rulings_told,
    stories,
    vacant_told,
)
from hustings.report.result import CountResult
from hustings.report.table import Cell, Row, stage_table
from hustings.report.text import stages_said
from hustings.report.words import ENGLISH, Words

PANEL = 6
"""So many stages stand side by side in a table."""

COLOURS = f"""
:root {{ color-scheme: light dark; {custom_properties(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {custom_properties(DARK)} }} }}
@media print {{ :root {{ color-scheme: light; {custom_properties(LIGHT)} }} }}
"""


def html_page(result: CountResult, words: Words = ENGLISH) -> str:
    """The whole page."""
    title = result.transcript.contest.title or result.ballots.name or words.gettext("Count")
    body = "\n".join(_Page(result, words).body(title))
    style = COLOURS + Path(__file__).with_name("page.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


class _Page:
    """The parts of one page."""

    def __init__(self, result: CountResult, words: Words) -> None:
        self.result, self.transcript, self.words = result, result.transcript, words
        self.table = stage_table(result.transcript)

    def body(self, title: str) -> Iterator[str]:
        transcript, table, words = self.transcript, self.table, self.words
        told = stories(transcript, words)
        yield f"<header>\n<h1>{escape(title)}</h1>\n<p>{escape(outcome(transcript, words))}</p>\n</header>\n<main>"
        for warning in self.result.warnings:
            yield f"<p><strong>{words.gettext('Warning:')}</strong> {escape(words.said(warning))}</p>"
        yield from self._elected()
        yield from self._facts()
        yield f"<h2>{words.gettext('How the votes moved')}</h2>"
        yield _scrolling(words.gettext("The chart"), count_chart(transcript, IN_A_PAGE, words).svg)
        if len(table.columns) > 1:
            yield f"<h2>{words.gettext('The last stage')}</h2>"
            last = stage_bars_chart(transcript, len(table.columns), IN_A_PAGE, words=words)
            yield _scrolling(words.gettext("The last stage as bars"), last.svg)
        yield f"<h2>{words.gettext('The stage table')}</h2>"
        for start in range(0, len(table.columns), PANEL):
            yield from self._panel(range(start, min(start + PANEL, len(table.columns))))
        if table.withdrawn:
            yield f"<p>{escape(words.gettext('Withdrawn: {names}.').format(names=words.listed(table.withdrawn)))}</p>"
        yield f"<h2>{words.gettext('Stage by stage')}</h2>"
        for story in told:
            heading = words.gettext("Stage {stage}: {title}").format(stage=story.stage, title=story.title)
            yield f"<h3>{escape(heading)}</h3>\n<p>{escape(story.text())}</p>"
        yield f"<h2>{words.gettext('To check this count')}</h2>"
        yield from self._how_to_check()
        yield "</main>"

    def _elected(self) -> Iterator[str]:
        table, words = self.table, self.words
        events = {e.candidate: e for e in self.transcript.events if isinstance(e, Elected)}
        heading = words.gettext("Elected: {elected} of {vacancies}, in order of election").format(
            elected=len(table.elected), vacancies=self.transcript.contest.vacancies
        )
        yield f"<h2>{heading}</h2>"
        if not table.elected:
            yield f"<p>{words.gettext('Nobody.')}</p>"
        else:
            yield '<ol class="elected">'
        for row in table.elected:
            event = events[row.candidate]
            when = words.gettext("stage {stage}, {votes} votes, {clause}").format(
                stage=event.stage, votes=words.votes(event.votes, table.decimals), clause=event.clause
            )
            yield f"<li>{escape(row.name)} <span>{escape(when)}</span></li>"
        if table.elected:
            yield "</ol>"
        yield from (f"<p>{escape(vacant_told(reason, words))}</p>" for reason in self.result.vacant)
        if self.result.otherwise:
            items = "".join(f"<li>{escape(told)}</li>" for told in otherwise_told(self.result, words))
            yield f"<h2>{words.gettext('The same papers otherwise')}</h2>\n<ul>{items}</ul>"

    def _facts(self) -> Iterator[str]:
        transcript, words = self.transcript, self.words
        quotas = [s.quota for s in transcript.stages() if s.quota is not None]
        none = words.gettext("none under this rule")
        quota = words.votes(quotas[-1], transcript.decimals) if quotas else none
        among = words.gettext("{constraints} among those elected")
        facts = [
            (words.gettext("Rule"), words.said(self.result.rule.title)),
            (words.gettext("Papers"), " ".join(papers_told(transcript, words))),
            *(("", ruling) for ruling in rulings_told(transcript, words)),
            (words.gettext("Quota"), quota),
            *((words.gettext("Constraint"), among.format(constraints=c)) for c in constraints_told(transcript, words)),
            (words.gettext("Lots"), words.said(transcript.lots.source)),
        ]
        yield _described(facts)

    def _panel(self, stages: range) -> Iterator[str]:
        """Some stages side by side, so that they fit a sheet of paper; who had nothing left before is named below."""
        rows, gone = self.table.shown_from(stages[0])
        title = stages_said(stages[0] + 1, stages[-1] + 1, len(self.table.columns), self.words)
        yield _scrolling(title, "\n".join(self._table(rows, stages, title)))
        if gone:
            without = self.words.gettext("Without votes since before stage {stage}: {names}.")
            yield f"<p>{escape(without.format(stage=stages[0] + 1, names=self.words.listed(gone)))}</p>"

    def _table(self, rows: list[Row], stages: range, title: str) -> Iterator[str]:
        table, words = self.table, self.words
        caption = words.gettext("{stages}: votes, and above them how they changed").format(stages=title)
        yield f"<table>\n<caption>{caption}</caption>\n<thead>\n<tr>"
        yield f'<th scope="col">{words.gettext("Candidate")}</th>'
        for column in (table.columns[i] for i in stages):
            said = " ".join([column.done(words), words.listed(column.names)]).strip()
            stage = words.gettext("Stage {stage}").format(stage=column.stage)
            yield f'<th scope="col">{stage}<br>{escape(said)}</th>'
        yield "</tr>\n</thead>\n<tbody>"
        for row in rows:
            opening = '<tr class="elected">' if row.standing.place else "<tr>"
            cells = ("" if i + 1 >= row.first_empty() else self._cell(row.cells[i]) for i in stages)
            yield opening + _row(row.name, cells)
        yield "</tbody>\n<tfoot>"
        yield "<tr>" + _row(words.gettext("non-transferable"), (self._cell(table.non_transferable[i]) for i in stages))
        for name, parts in table.parts():
            yield "<tr>" + _row(words.said(name), (self._cell(parts[i]) for i in stages))
        yield "<tr>" + _row(words.gettext("total"), [self._cell(Cell(table.total, 0))] * len(stages))
        yield "</tfoot>\n</table>"

    def _cell(self, cell: Cell) -> str:
        change = f"<small>{'+' if cell.change > 0 else '−'}{self._votes(abs(cell.change))}</small>"
        mark = f"<b>{cell.marked(self.words)}</b>" if cell.mark else ""
        votes = "" if cell.mark == "excluded" and not cell.votes else self._votes(cell.votes)
        return f"{change if cell.change else ''}{votes}{mark}"

    def _votes(self, votes: int) -> str:
        return self.words.plain(votes, self.table.decimals)

    def _how_to_check(self) -> Iterator[str]:
        result, words = self.result, self.words
        of_the_file = words.gettext("Ballots, SHA-256 of the file {name}").format(name=result.ballots.name).rstrip()
        digests = [
            (of_the_file, result.ballots.sha256),
            (words.gettext("Papers, SHA-256 in any file format"), result.ballots.papers_sha256),
            (words.gettext("Lots, SHA-256"), self.transcript.lots.digest()),
            (words.gettext("Transcript, SHA-256"), self.transcript.digest()),
        ]
        same = words.gettext(
            "Count the same file under the same rule with the same lots: the transcript must have this SHA-256."
        )
        yield f"<p>{same}</p>"
        rule = f"{result.rule.name}: {words.said(result.rule.source)}"
        if not result.rule.verified:
            rule += " " + words.gettext("(unverified: the text, or part of it, was not read)")
        counted_by = (words.gettext("Counted by"), f"hustings {result.version}")
        yield _described([(words.gettext("Rule"), rule), counted_by])
        yield _described([(name, digest) for name, digest in digests if digest], code=True)


def _row(name: str, cells: Iterable[str]) -> str:
    return f'<th scope="row">{escape(name)}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _described(facts: Iterable[tuple[str, str]], *, code: bool = False) -> str:
    """Terms and what is said of each; an empty term goes on with the one before."""
    said = "".join(
        (f"<dt>{escape(term)}</dt>" if term else "")
        + (f"<dd><code>{escape(text)}</code></dd>" if code else f"<dd>{escape(text)}</dd>")
        for term, text in facts
    )
    return f"<dl>{said}</dl>"


def _scrolling(name: str, inside: str) -> str:
    """A part that scrolls in itself on a narrow screen, by keyboard too."""
    return f'<div class="scroll" role="region" aria-label="{escape(name)}" tabindex="0">\n{inside}</div>'
