"""The table of nominations for programs and spreadsheets: what the public page shows, and no more."""

import csv
import io
from collections.abc import Iterator

from hustings_site.elections.nominations.enums import Nominator
from hustings_site.elections.nominations.public_page import Line, Page, Row

COLUMNS = (
    "candidate",
    "standing",
    "kind",
    "nominator",
    "members",
    "met_on",
    "met_at",
    "attendance",
    "quorum",
    "counts",
    "missing",
    "ruling",
    "reason",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(page: Page) -> dict[str, object]:
    """The table as JSON; dates as ISO 8601."""
    return {
        "contest": page.contest.slug,
        "title": page.contest.title,
        "vacancies": page.contest.vacancies,
        "threshold": page.contest.threshold,
        "not_yet_answered": page.unanswered,
        "declined": page.declined,
        "candidates": [_candidate(row) for row in page.rows],
    }


def as_csv(page: Page) -> str:
    """One row for each nomination, one for the members who are counted and not named."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in page.rows:
        table.writerows([harmless(value) for value in cells] for cells in _rows(row))
    return written.getvalue()


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _candidate(row: Row) -> dict[str, object]:
    return {
        "number": row.candidate.pk,
        "name": row.candidate.printed_name,
        "standing": row.candidate.standing,
        "reached": row.reached,
        "members": row.members,
        "nominations": [_nomination(line) for line in row.lines],
    }


def _nomination(line: Line) -> dict[str, object]:
    meeting = line.nomination
    return {
        "kind": line.kind.value,
        "nominator": line.nominator,
        "met_on": meeting.met_on.isoformat() if meeting.met_on else None,
        "met_at": meeting.met_at,
        "attendance": meeting.attendance,
        "quorum": meeting.quorum,
        "counts": line.counts,
        "missing": list(line.missing),
        "rulings": [
            {"valid": r.valid, "reason": r.reason, "ruled_by": r.ruled_by, "at": r.at.isoformat()} for r in line.rulings
        ],
    }


def _rows(row: Row) -> Iterator[list[object]]:
    who = [row.candidate.printed_name, row.candidate.standing]
    for line in row.lines:
        meeting = line.nomination
        ruling = line.rulings[-1] if line.rulings else None
        yield [
            *who,
            line.kind.value,
            line.nominator,
            1 if line.kind == Nominator.MEMBER else None,
            meeting.met_on,
            meeting.met_at,
            meeting.attendance,
            meeting.quorum,
            "yes" if line.counts else "no",
            ", ".join(line.missing),
            "" if ruling is None else "valid" if ruling.valid else "not valid",
            "" if ruling is None else ruling.reason,
        ]
    if row.unnamed_members:
        yield [*who, Nominator.MEMBER.value, None, row.unnamed_members, *[None] * 4, "yes", *[None] * 3]
