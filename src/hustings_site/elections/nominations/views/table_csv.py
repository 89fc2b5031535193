"""The table of nominations for spreadsheets."""

from django.http import HttpRequest, HttpResponse

from hustings_site.elections.candidates.selectors import public_contest
from hustings_site.elections.nominations.exporters import as_csv
from hustings_site.elections.nominations.views.table import page_for


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    page = page_for(request, public_contest(election, contest))
    response = HttpResponse(as_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nominations-{contest}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
