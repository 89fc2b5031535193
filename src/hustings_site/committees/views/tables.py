"""Everything that is recorded of a committee, as tables: one archive, which the desk of another installation reads."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.tables.writing import as_archive


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    response = HttpResponse(as_archive(committee_at(slug)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{slug}-tables.zip"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
