"""Results through the API: the exporters of the result page under one address, whatever version is in force."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.pages.open_data import open_to_all
from hustings_site.results.exporters import as_csv, as_json
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_result

router = Router(tags=[gettext_noop("results")])


@router.get(
    "/{slug:election}/{slug:contest}",
    response=dict[str, Any],
    summary=gettext_noop("The result in force: who is elected, turnout, every figure, the transcript of the count"),
)
@decorate_view(open_to_all)
def result(request: HttpRequest, election: str, contest: str) -> dict[str, object]:
    return as_json(result_page(published_result(election, contest)))


@router.get(
    "/{slug:election}/{slug:contest}.csv", summary=gettext_noop("The figures of the result in force, as a table")
)
@decorate_view(open_to_all)
def result_csv(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    text = as_csv(result_page(published_result(election, contest)))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{election}-{contest}.csv"'
    return response
