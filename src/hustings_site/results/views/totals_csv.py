"""The figures of a result as a table for spreadsheets."""

from django.http import HttpRequest, HttpResponse

from hustings_site.results.exporters import as_csv
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    """One row a candidate, in the order of the ballot paper."""
    page = result_page(published_result(election, contest, number))
    response = HttpResponse(as_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{election}-{contest}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
