"""A vote on an endorsement for programs: the rules, the replies, the figures."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from hustings_site.pages.open_data import open_to_all
from hustings_site.slates.withdrawing.exporters import as_record
from hustings_site.slates.withdrawing.selectors import public_vote


@open_to_all
def view(request: HttpRequest, slug: str) -> HttpResponse:
    return JsonResponse(as_record(public_vote(slug)), json_dumps_params={"ensure_ascii": False, "indent": 1})
