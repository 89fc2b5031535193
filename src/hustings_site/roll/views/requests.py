"""What members ask to be corrected, the waiting first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import requests_in


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    page = Paginator(requests_in(organisation), 100).get_page(request.GET.get("page"))
    return render(request, "roll/requests.html", {"organisation": organisation, "page": page, "place": "desk"})
