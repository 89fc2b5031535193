"""The table of nominations as JSON; open to pages of other sites."""

from django.http import HttpRequest, JsonResponse

from hustings_site.elections.candidates.selectors import public_contest
from hustings_site.elections.nominations.exporters import as_json
from hustings_site.elections.nominations.views.table import page_for


def view(request: HttpRequest, election: str, contest: str) -> JsonResponse:
    page = page_for(request, public_contest(election, contest))
    response = JsonResponse(as_json(page), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
