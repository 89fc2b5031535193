"""The JSON twin of a result page; open to pages of other sites."""

from django.http import HttpRequest, JsonResponse

from hustings_site.results.exporters import as_json
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> JsonResponse:
    """Every figure of the page, exact."""
    page = result_page(published_result(election, contest, number))
    response = JsonResponse(as_json(page), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
