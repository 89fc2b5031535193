"""Members' data as files: a member's own, all of it; the whole list, for who keeps it. No cell can act as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hustings_site.roll.electorates import Names, Outcome, explain, read_rule
from hustings_site.roll.imports.faults import in_words
from hustings_site.roll.members import MemberDetails, details_of
from hustings_site.roll.models import (
    CorrectionRequest,
    Electorate,
    ImportRow,
    Member,
    MemberChange,
    MemberImport,
    Organisation,
    RollEntry,
)

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""Signs at the beginning of a cell that a spreadsheet takes for a formula."""

LIST = (
    "number",
    "name",
    "branch",
    "others",
    "categories",
    "email",
    "email_is_personal",
    "phone",
    "address",
    "postcode",
    "joined",
    "paid_until",
    "status",
    "status_since",
    "weight",
)


def safe(cell: object) -> str:
    """A cell as text that no spreadsheet runs: an apostrophe goes before what looks like a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(ACTING) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV, one by one."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def members_csv(organisation: Organisation) -> Iterator[str]:
    """The list of members, as the import reads it."""
    yield from csv_lines([HEADINGS])
    members = Member.objects.of(organisation).select_related("branch")
    members = members.prefetch_related("belongings__branch", "categories")
    yield from csv_lines(_row(details_of(member)) for member in members.iterator(chunk_size=1000))


HEADINGS = (
    "Number",
    "Name",
    "Branch",
    "Other branches",
    "Categories",
    "E-mail",
    "E-mail is personal",
    "Phone",
    "Address",
    "Postcode",
    "Joined",
    "Paid up to",
    "Status",
    "Status since",
    "Votes",
)


def _row(details: MemberDetails) -> list[object]:
    held = details.as_json()
    lists = {"others": ";".join(details.others), "categories": ";".join(details.categories)}
    personal = {"email_is_personal": "yes" if details.email_is_personal else "no"}
    return [(held | lists | personal)[name] for name in LIST]


def rejected_csv(member_import: MemberImport) -> Iterator[str]:
    """The rejected rows as they came, with the line, what is wrong and what to do, to be mended and sent again."""
    yield from csv_lines([["Line", "Problem", "Cure", *member_import.headings]])
    rows = ImportRow.objects.filter(member_import=member_import, verdict="rejected")
    for row in rows.iterator(chunk_size=1000):
        words = [in_words(fault) for fault in row.faults]
        problems, cures = " ".join(each.problem for each in words), " ".join(each.cure for each in words)
        yield from csv_lines([[row.line, problems, cures, *row.cells]])


def everything_held(member: Member) -> dict[str, object]:
    """All that is held of a member, for the member: record, history, rolls, requests, and why they may vote or not."""
    return {
        "organisation": member.organisation.name,
        "record": details_of(member).as_json(),
        "history": [
            {"at": change.at.isoformat(), "entered": change.entered, "changes": change.changes}
            for change in MemberChange.objects.filter(member=member)
        ],
        "rolls": [
            {
                "electorate": entry.roll.electorate.name,
                "frozen_at": entry.roll.frozen_at.isoformat(),
                "number": entry.number,
                "name": entry.name,
                "branch": entry.branch.name,
                "reached_by": entry.channel,
                "email": entry.email,
                "address": entry.address,
                "votes": entry.weight,
                "standing": entry.standing,
            }
            for entry in RollEntry.objects.filter(member=member).select_related("roll__electorate", "branch")
        ],
        "requests": [
            {"asked_at": each.asked_at.isoformat(), "text": each.text, "state": each.state, "answer": each.answer}
            for each in CorrectionRequest.objects.filter(member=member)
        ],
        "may_vote": {name: outcome.passed for name, outcome in eligibility(member)},
    }


def eligibility(member: Member) -> list[tuple[str, Outcome]]:
    """For every electorate of the organisation: its name, and why the member belongs to it or does not."""
    names = Names.of(member.organisation)
    electorates = Electorate.objects.of(member.organisation)
    return [(each.name, explain(member, read_rule(each.rule), names)) for each in electorates]


def flat(held: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """What is held as rows (place, value): "record.name", "history.1.at"."""
    for key, value in held.items():
        place = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from flat(value, f"{place}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for position, each in enumerate(value, start=1):
                yield from flat(each, f"{place}.{position}.")
        else:
            yield place, "; ".join(map(str, value)) if isinstance(value, list) else value
