"""The list of candidates for spreadsheets."""

from django.http import HttpRequest, HttpResponse

from hustings_site.elections.candidates.public_page import as_csv, candidates_page
from hustings_site.elections.candidates.selectors import public_contest


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    page = candidates_page(public_contest(election, contest))
    response = HttpResponse(as_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="candidates-{contest}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
