"""Every meeting of a committee, newest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.permissions import may_keep
from hustings_site.committees.selectors.meetings import meetings_of

ON_A_PAGE = 50


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    page = Paginator(meetings_of(committee), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"committee": committee, "page": page, "keeps": may_keep(request.user, committee), "place": "committees"}
    return render(request, "committees/meetings.html", context)
