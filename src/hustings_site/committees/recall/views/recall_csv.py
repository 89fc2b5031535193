"""Petitions of a committee for spreadsheets."""

from django.http import HttpRequest, HttpResponse

from hustings_site.committees.doors import committee_at
from hustings_site.committees.recall.exporters import COLUMNS, rows
from hustings_site.pages.open_data import table


def view(request: HttpRequest, slug: str) -> HttpResponse:
    return table(f"{slug}-recall", COLUMNS, rows(committee_at(slug)))
