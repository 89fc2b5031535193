"""Every casual vacancy of a committee, newest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.vacancies import clauses_of, vacancies_of

ON_A_PAGE = 50


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {
        "committee": committee,
        "page": Paginator(vacancies_of(committee), ON_A_PAGE).get_page(request.GET.get("page")),
        "clauses": clauses_of(committee),
        "place": "committees",
    }
    return render(request, "committees/vacancies.html", context)
