"""Every motion before a committee, newest first, with its text, amendments and result."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at

ON_A_PAGE = 50


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    motions = committee.motions.prefetch_related("amendments")
    page = Paginator(motions, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "committees/motions.html", {"committee": committee, "page": page, "place": "committees"})
