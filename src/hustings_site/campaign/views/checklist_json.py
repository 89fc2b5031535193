"""The checklist with every history, for programs; open to pages of other sites."""

from django.http import HttpRequest, JsonResponse

from hustings_site.campaign.exporters import as_json
from hustings_site.campaign.selectors.checklist import checklist, published_programme


def view(request: HttpRequest, slug: str) -> JsonResponse:
    found = checklist(published_programme(slug))
    response = JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
