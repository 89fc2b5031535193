"""The list of candidates as JSON; open to pages of other sites."""

from django.http import HttpRequest, JsonResponse

from hustings_site.elections.candidates.public_page import as_json, candidates_page
from hustings_site.elections.candidates.selectors import public_contest


def view(request: HttpRequest, election: str, contest: str) -> JsonResponse:
    page = candidates_page(public_contest(election, contest))
    response = JsonResponse(as_json(page), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
