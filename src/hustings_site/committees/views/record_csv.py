"""What happened to the seats of a committee, as a table that can be read back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.tables.columns import TABLES
from hustings_site.committees.tables.writing import rows_of
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    return table(f"{slug}-record", list(TABLES["events"]), rows_of(committee_at(slug), "events"))
