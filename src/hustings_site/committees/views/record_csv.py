"""What happened to the seats of a committee, as a table that can be read back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.exporters import RECORD_COLUMNS, record_rows
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    return table(f"{slug}-record", RECORD_COLUMNS, record_rows(committee_at(slug)))
