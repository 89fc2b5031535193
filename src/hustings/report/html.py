"""A count as one HTML page that needs nothing beside it: no script, no other file, light and dark, printable."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from hustings.count.arithmetic import decimal_text
from hustings.count.transcript import Elected
from hustings.report.charts import count_chart
from hustings.report.charts.inks import DARK, IN_A_PAGE, LIGHT, custom_properties
from hustings.report.charts.stage_bars import stage_bars_chart
from hustings.report.names import listed
from hustings.report.narration import (
    ENGLISH,
    Words,
    constraints_told,
    number_text,
    otherwise_told,
    outcome,
    papers_told,
    stories,
    votes_text,
)
from hustings.report.result import CountResult
from hustings.report.table import Cell, Row, StageTable, stage_table

PANEL = 6
"""So many stages stand side by side in a table."""

COLOURS = f"""
:root {{ color-scheme: light dark; {custom_properties(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {custom_properties(DARK)} }} }}
@media print {{ :root {{ color-scheme: light; {custom_properties(LIGHT)} }} }}
"""


def html_page(result: CountResult, words: Words = ENGLISH) -> str:
    """The whole page."""
    title = result.transcript.contest.title or result.ballots.name or "Count"
    body = "\n".join(_body(result, title, words))
    style = COLOURS + Path(__file__).with_name("page.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _body(result: CountResult, title: str, words: Words) -> Iterator[str]:
    transcript, table = result.transcript, stage_table(result.transcript)
    told = stories(transcript, words)
    yield f"<header>\n<h1>{escape(title)}</h1>\n<p>{escape(outcome(transcript, words))}</p>\n</header>\n<main>"
    yield from (f"<p><strong>Warning:</strong> {escape(warning)}</p>" for warning in result.warnings)
    yield from _elected(result, table, words)
    yield from _facts(result, words)
    yield "<h2>How the votes moved</h2>"
    yield _scrolling("The chart", count_chart(transcript, IN_A_PAGE, words).svg)
    if len(table.columns) > 1:
        yield "<h2>The last stage</h2>"
        last = stage_bars_chart(transcript, len(table.columns), IN_A_PAGE, words=words)
        yield _scrolling("The last stage as bars", last.svg)
    yield "<h2>The stage table</h2>"
    for start in range(0, len(table.columns), PANEL):
        yield from _panel(table, range(start, min(start + PANEL, len(table.columns))))
    if table.withdrawn:
        yield f"<p>Withdrawn: {escape(listed(table.withdrawn))}.</p>"
    yield "<h2>Stage by stage</h2>"
    for story in told:
        yield f"<h3>Stage {story.stage}: {escape(story.title)}</h3>\n<p>{escape(story.text())}</p>"
    yield "<h2>To check this count</h2>"
    yield from _how_to_check(result)
    yield "</main>"


def _elected(result: CountResult, table: StageTable, words: Words) -> Iterator[str]:
    events = {e.candidate: e for e in result.transcript.events if isinstance(e, Elected)}
    vacancies = result.transcript.contest.vacancies
    yield f"<h2>Elected: {len(table.elected)} of {vacancies}, in order of election</h2>"
    if not table.elected:
        yield "<p>Nobody.</p>"
    else:
        yield '<ol class="elected">'
    for row in table.elected:
        event = events[row.candidate]
        votes = votes_text(event.votes, table.decimals)
        yield f"<li>{escape(row.name)} <span>stage {event.stage}, {votes} votes, {escape(event.clause)}</span></li>"
    if table.elected:
        yield "</ol>"
    yield from (f"<p>A seat stays vacant: {escape(reason)}.</p>" for reason in result.vacant)
    if result.otherwise:
        items = "".join(f"<li>{escape(told)}</li>" for told in otherwise_told(result, words))
        yield f"<h2>The same papers otherwise</h2>\n<ul>{items}</ul>"


def _facts(result: CountResult, words: Words) -> Iterator[str]:
    transcript = result.transcript
    quotas = [s.quota for s in transcript.stages() if s.quota is not None]
    quota = votes_text(quotas[-1], transcript.decimals) if quotas else "none under this rule"
    facts = [
        ("Rule", result.rule.title),
        ("Papers", " ".join(papers_told(transcript, words))),
        *(
            ("", f"{number_text(papers)}: {reason or 'read as marked'}")
            for reason, papers in transcript.papers.informal
        ),
        ("Quota", quota),
        *(("Constraint", f"{constraint} among those elected") for constraint in constraints_told(transcript)),
        ("Lots", transcript.lots.source),
    ]
    yield _described(facts)


def _panel(table: StageTable, stages: range) -> Iterator[str]:
    """Some stages side by side, so that they fit a sheet of paper; who had nothing left before them is named below."""
    rows, gone = table.shown_from(stages[0])
    title = f"Stages {stages[0] + 1} to {stages[-1] + 1} of {len(table.columns)}"
    if len(stages) == 1:
        title = f"Stage {stages[0] + 1} of {len(table.columns)}"
    yield _scrolling(title, "\n".join(_table(table, rows, stages, title)))
    if gone:
        yield f"<p>Without votes since before stage {stages[0] + 1}: {escape(listed(gone))}.</p>"


def _table(table: StageTable, rows: list[Row], stages: range, title: str) -> Iterator[str]:
    yield f"<table>\n<caption>{title}: votes, and above them how they changed</caption>\n<thead>\n<tr>"
    yield '<th scope="col">Candidate</th>'
    for column in (table.columns[i] for i in stages):
        done = {"surplus": "surplus of", "exclusion": "exclusion of"}.get(column.action, column.action)
        said = " ".join([done, listed(column.names)]).strip()
        yield f'<th scope="col">Stage {column.stage}<br>{escape(said)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for row in rows:
        opening = '<tr class="elected">' if row.standing.place else "<tr>"
        cells = ("" if i + 1 >= row.first_empty() else _cell(row.cells[i], table.decimals) for i in stages)
        yield opening + _row(row.name, cells)
    yield "</tbody>\n<tfoot>"
    for name, parts in [("non-transferable", table.non_transferable), *table.parts()]:
        yield "<tr>" + _row(name, (_cell(parts[i], table.decimals) for i in stages))
    yield "<tr>" + _row("total", [_cell(Cell(table.total, 0), table.decimals)] * len(stages))
    yield "</tfoot>\n</table>"


def _row(name: str, cells: Iterable[str]) -> str:
    return f'<th scope="row">{escape(name)}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _cell(cell: Cell, decimals: int) -> str:
    change = (
        f"<small>{'+' if cell.change > 0 else '−'}{decimal_text(abs(cell.change), decimals)}</small>"
        if cell.change
        else ""
    )
    mark = f"<b>{cell.mark}</b>" if cell.mark else ""
    votes = "" if cell.mark == "excluded" and not cell.votes else decimal_text(cell.votes, decimals)
    return f"{change}{votes}{mark}"


def _how_to_check(result: CountResult) -> Iterator[str]:
    digests = [
        (
            "Ballots, SHA-256 of the file" + (f" {result.ballots.name}" if result.ballots.name else ""),
            result.ballots.sha256,
        ),
        ("Papers, SHA-256 in any file format", result.ballots.papers_sha256),
        ("Lots, SHA-256", result.transcript.lots.digest()),
        ("Transcript, SHA-256", result.transcript.digest()),
    ]
    yield "<p>Count the same file under the same rule with the same lots: the transcript must have this SHA-256.</p>"
    rule = f"{result.rule.name}: {result.rule.source}"
    if not result.rule.verified:
        rule += " (unverified: the text, or part of it, was not read)"
    yield _described([("Rule", rule), ("Counted by", f"hustings {result.version}")])
    yield _described([(name, digest) for name, digest in digests if digest], code=True)


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
