"""Every vote of a committee as a table: each way of not voting has its own word."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.exporters import VOTE_COLUMNS, vote_rows
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    return table(f"{slug}-votes", VOTE_COLUMNS, vote_rows(committee))
