"""Every vote on an endorsement for spreadsheets."""

from django.http import HttpRequest, HttpResponse

from hustings_site.pages.open_data import table
from hustings_site.slates.withdrawing.exporters import COLUMNS, rows


def view(request: HttpRequest) -> HttpResponse:
    return table("endorsement-votes", COLUMNS, rows())
