"""A result in the forms that programs read: JSON, and CSV for spreadsheets."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hustings.count.arithmetic import decimal_text
from hustings.report.table import Column, StageTable
from hustings_site.results.result_page import Cell, ClaimedShares, ResultPage
from hustings_site.results.selectors import turnout_of
from hustings_site.results.totals_file import OUT

if TYPE_CHECKING:
    from hustings_site.elections.slates import Slate
    from hustings_site.results.count_page import ClaimPage


def as_json(page: ResultPage) -> dict[str, object]:
    """The JSON twin of a result page. Figures are strings, exact; null is not known, "-" no longer in the count."""
    result, contest, election = page.result, page.result.contest, page.result.contest.election
    turnout = turnout_of(result)
    return {
        "organisation": election.organisation.name,
        "election": election.title,
        "closed_on": election.closed_on.isoformat() if election.closed_on else None,
        "invented": election.invented,
        "contest": contest.title,
        "vacancies": contest.vacancies,
        "unnamed_candidates": contest.unnamed_candidates,
        "version": result.number,
        "published_at": result.published_at.isoformat(),
        "correction": result.correction,
        "kind": result.kind,
        "method": result.method,
        "source": result.source,
        "certainty": result.certainty,
        "elected": [listed.candidate.printed_name for listed in page.elected],
        "turnout": {
            "electorate": turnout.electorate,
            "papers": turnout.counted,
            "valid": turnout.valid,
            "invalid": turnout.invalid,
            "blank": turnout.blank,
            "note": turnout.note,
        },
        "tallies": [
            {
                "title": tally.title,
                "unit": tally.unit,
                "figures": {
                    listed.candidate.printed_name: _cell(cells[place])
                    for listed, cells in sorted(page.rows, key=lambda row: row[0].candidate.place)
                },
            }
            for place, tally in enumerate(page.tallies)
        ],
        "lists": _lists(page),
        "facts": [
            {"label": f.label, "value": f.value or None, "certainty": f.certainty, "source": f.source}
            for f in result.facts.all()
        ],
        "count": {
            "rule": result.rule,
            "rule_source": result.rule_source,
            "program": f"hustings {result.library_version}",
            "papers_sha256": result.ballot_file.sha256,
            "transcript_sha256": result.transcript_hash,
            "transcript": json.loads(result.transcript),
        }
        if result.ballot_file
        else None,
    }


def _lists(page: ResultPage) -> list[dict[str, object]]:
    """Each publisher's lists with what they have: the figures of the first tally, or the votes of the first stage."""
    rows: list[tuple[ClaimedShares | ClaimPage, Slate | None, str | None, int]] = [
        (claim, row.slate, _exact_ratio(row.share.figure), row.share.elected)
        for claim in page.claims
        for row in claim.rows
    ]
    rows += [
        (claim, row.slate, decimal_text(row.share.votes, claim.shares.decimals), len(row.share.elected))
        for claim in (page.count.claims if page.count else ())
        for row in claim.rows
    ]
    return [
        {
            "publisher": claim.publisher,
            "source": claim.source,
            "lists": [
                {"name": slate.name if slate else None, "figure": figure, "vacancies_won": won}
                for of, slate, figure, won in rows
                if of is claim
            ],
        }
        for claim in dict.fromkeys(of for of, *_rest in rows)
    ]


def as_csv(page: ResultPage) -> str:
    """The figures as a table that can be imported again; an empty cell is not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["candidate", "elected", "when", "list", *(tally.title for tally in page.tallies)])
    order = {listed.candidate.pk: place for place, listed in enumerate(page.elected, start=1)}
    for listed, cells in sorted(page.rows, key=lambda row: row[0].candidate.place):
        first = listed.slates[0] if listed.slates else None
        writer.writerow(
            [
                listed.candidate.printed_name,
                order.get(listed.candidate.pk, ""),
                listed.when,
                first.name if first else "",
                *(_cell(cell) or "" for cell in cells),
            ]
        )
    return text.getvalue()


def _cell(cell: Cell) -> str | None:
    return OUT.value if cell.out else _exact(cell.figure)


def _exact_ratio(figure: Fraction | None) -> str | None:
    """A sum of decimal figures, which has an end."""
    return None if figure is None else _exact(Decimal(figure.numerator) / figure.denominator)


def _exact(figure: Decimal | None) -> str | None:
    if figure is None:
        return None
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stages_csv(table: StageTable) -> str:
    """The stage table: a row a candidate, then what no candidate holds; a column a stage, exact decimals."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["candidate", "outcome", *(f"stage {column.stage}" for column in table.columns)])
    writer.writerow(["", "what was done", *(_done(column) for column in table.columns)])
    for row in table.rows:
        cells = (decimal_text(cell.votes, table.decimals) for cell in row.cells)
        writer.writerow([row.name, row.standing.word, *cells])
    for name, part in [("non-transferable", table.non_transferable), *table.parts()]:
        writer.writerow([name, "", *(decimal_text(cell.votes, table.decimals) for cell in part)])
    return text.getvalue()


def _done(column: Column) -> str:
    return f"{column.action}: {', '.join(column.names)}" if column.names else column.action
