"""The checklist for programs: CSV, JSON, and a feed of changes."""

import csv
import io
from datetime import UTC
from xml.sax.saxutils import escape

from django.urls import reverse

from hustings_site.campaign.enums import Stance
from hustings_site.campaign.models import Answer
from hustings_site.campaign.selectors.checklist import Cell, Checklist

COLUMNS = (
    "candidate",
    "point",
    "text",
    "answer",
    "place",
    "places",
    "words",
    "at",
    "way",
    "source",
    "missing",
    "asked",
)


def as_csv(found: Checklist) -> str:
    """A line for each cell, in English codes: the answer in force, or why there is none and how often one was asked."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in found.rows:
        for cell in row.cells:
            a = cell.answer
            writer.writerow(
                _inert(value)
                for value in (
                    row.candidate.printed_name,
                    cell.point.number,
                    cell.point.text,
                    a.stance if a else "",
                    a.place if a and a.place else "",
                    cell.point.places if cell.point.kind == "scale" else "",
                    a.words if a else "",
                    a.at.astimezone(UTC).isoformat() if a else "",
                    a.way if a else "",
                    a.source if a else "",
                    "" if a else cell.missing.value,
                    row.outreach.asked,
                )
            )
    return out.getvalue()


def _inert(value: object) -> object:
    """Text that a spreadsheet would take for a formula, made plain by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def as_json(found: Checklist) -> dict[str, object]:
    """Every answer with its history, and every line of the ledger."""
    programme = found.programme
    return {
        "programme": programme.title,
        "author": programme.author,
        "organisation": programme.contest.election.organisation.name,
        "election": programme.contest.election.title,
        "contest": programme.contest.title,
        "version": programme.version,
        "locked_at": programme.locked_at.isoformat() if programme.locked_at else None,
        "closed_at": programme.closed_at.isoformat() if programme.closed_at else None,
        "points": [
            {
                "number": p.number,
                "text": p.text,
                "short": p.short,
                "why": p.why,
                "kind": p.kind,
                **({"promises": p.promises} if p.promises else {}),
                **({"places": p.places, "low": p.low, "high": p.high} if p.kind == "scale" else {}),
            }
            for p in found.points
        ],
        "candidates": [
            {
                "name": row.candidate.printed_name,
                "position": row.candidate.position,
                "standing": row.candidate.standing,
                "slates": [slate.name for slate in row.slates],
                "answers": [
                    {"point": cell.point.number, "history": [answer_json(each) for each in cell.answers]}
                    if cell.answer
                    else {"point": cell.point.number, "missing": cell.missing.value}
                    for cell in row.cells
                ],
                "outreach": [
                    {"event": each.event, "at": each.at.isoformat(), "note": each.note}
                    for each in row.outreach.contacts
                ],
            }
            for row in found.rows
        ],
    }


def answer_json(answer: Answer) -> dict[str, object]:
    """One answer as plain JSON values."""
    return {
        "answer": answer.stance,
        "place": answer.place,
        "words": answer.words,
        "at": answer.at.isoformat(),
        "way": answer.way,
        "source": answer.source,
    }


def as_atom(found: Checklist, site: str) -> str:
    """Atom (RFC 4287): an entry for each answer, newest first; a changed answer says what it was."""
    programme = found.programme
    day = (programme.published_at or programme.versions.first().at).date().isoformat()  # type: ignore[union-attr]
    host = site.partition("://")[2].partition("/")[0].partition(":")[0]
    address = site + reverse("campaign:checklist", args=[programme.slug])
    entries = []
    newest = programme.published_at
    ordered = sorted(
        ((cell, number) for row in found.everybody for cell in row.cells for number in range(len(cell.answers))),
        key=lambda each: (each[0].answers[each[1]].at, each[0].answers[each[1]].pk),
        reverse=True,
    )
    for cell, number in ordered:
        answer = cell.answers[number]
        newest = max(newest or answer.at, answer.at)
        link = site + reverse("campaign:cell", args=[programme.slug, cell.candidate.pk, cell.point.number])
        title = f"{cell.candidate.printed_name}: {cell.point.short}: {said(answer, cell)}"
        before = f" ({said(cell.answers[number - 1], cell)})" if number else ""
        entries.append(
            f"<entry><id>tag:{host},{day}:answer-{answer.pk}</id><title>{escape(title + before)}</title>"
            f'<updated>{answer.at.astimezone(UTC).isoformat()}</updated><link href="{link}"/>'
            f"<author><name>{escape(cell.candidate.printed_name)}</name></author>"
            f'<content type="text">{escape(answer.words)}</content></entry>'
        )
    updated = newest.astimezone(UTC).isoformat() if newest else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:{host},{day}:programme-{programme.pk}</id><title>{escape(programme.title)}</title>"
        f'<updated>{updated}</updated><link href="{address}"/><author><name>{escape(programme.author)}</name></author>'
        + "\n".join(entries)
        + "</feed>\n"
    )


def said(answer: Answer, cell: Cell) -> str:
    """An answer in a word."""
    if answer.stance == Stance.PLACED:
        return f"{answer.place} / {cell.point.places}"
    return str(Stance(answer.stance).label)
