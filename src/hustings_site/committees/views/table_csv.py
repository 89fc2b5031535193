"""One table of a committee."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.tables.columns import TABLES
from hustings_site.committees.tables.writing import rows_of
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    committee = committee_at(slug)
    if name not in TABLES:
        raise Http404
    return table(f"{slug}-{name}", list(TABLES[name]), rows_of(committee, name))
