"""Who passed what, as a table to download."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at
from hustings_site.motions.exporters import COLUMNS, table_rows
from hustings_site.motions.selectors.table import rows_of
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, organisation: str) -> HttpResponse:
    found = organisation_at(organisation)
    return table(f"{found.slug}-motions", COLUMNS, table_rows(rows_of(found)))
