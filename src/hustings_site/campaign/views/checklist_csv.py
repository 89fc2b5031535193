"""The checklist as a table for programs; open to pages of other sites."""

from django.http import HttpRequest, HttpResponse

from hustings_site.campaign.exporters import as_csv
from hustings_site.campaign.selectors.checklist import checklist, published_programme


def view(request: HttpRequest, slug: str) -> HttpResponse:
    response = HttpResponse(as_csv(checklist(published_programme(slug))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
