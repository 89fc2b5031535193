"""The checklist as one A3 sheet."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Missing, Stance
from hustings_site.campaign.selectors.checklist import STATES, SYMBOLS, Checklist
from hustings_site.journal import clock
from hustings_site.pages.pdf import typeset


def as_pdf(found: Checklist, address: str) -> bytes:
    """Every candidate against every point on one sheet, with what each shape means and where the page is."""
    programme = found.programme
    kinds: list[Stance | Missing] = [kind for kind in (*Stance, *Missing) if kind in SYMBOLS]
    today = timezone.localtime(clock.now())
    data = {
        "title": programme.title,
        "subtitle": f"{programme.contest.title}, {programme.contest.election}",
        "lead": _("%(author)s asks every candidate the same. Candidates stand in the order of the ballot paper.")
        % {"author": programme.author},
        "heading": _("Candidate"),
        "points": [f"{point.number}. {point.short}" for point in found.points],
        "rows": [
            {
                "name": row.candidate.printed_name,
                "cells": [
                    {"symbol": cell.symbol, "word": cell.word, "state": cell.state, "changed": cell.changed}
                    for cell in row.cells
                ],
            }
            for row in found.rows
        ],
        "legend": [
            {"symbol": SYMBOLS[kind], "word": str(kind.label), "state": STATES.get(Stance(kind), "")}
            if isinstance(kind, Stance)
            else {"symbol": SYMBOLS[kind], "word": str(kind.label), "state": ""}
            for kind in kinds
        ],
        "changed": _("changed"),
        "foot": _("As of %(day)s. Every answer with its words, its date and its history: %(address)s")
        % {"day": date_format(today, "DATETIME_FORMAT"), "address": address},
    }
    return typeset("hustings_site.campaign", "checklist", data)
