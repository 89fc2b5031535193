"""The members, in the order of their numbers; searched, narrowed, a hundred to a page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Branch, Category, Organisation
from hustings_site.roll.said import query_of
from hustings_site.roll.selectors import find_members

PAGE = 100


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "branch", "status", "category")}
    found = find_members(organisation, **asked)
    context = {
        "organisation": organisation,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "query": query_of(asked),
        "branches": Branch.objects.of(organisation),
        "categories": Category.objects.of(organisation),
        "statuses": MemberStatus.choices,
        "place": "desk",
    }
    return render(request, "roll/members.html", context)
