"""The elections of a committee over the years, one beside the other."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.series import elections_of, series
from hustings_site.results.enums import Unit

ON_A_PAGE = 20


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    page = Paginator(elections_of(committee), ON_A_PAGE).get_page(request.GET.get("page"))
    found = series(committee, max(page.start_index() - 1, 0), page.end_index())
    years = [(year, dict(Unit.choices).get(year.unit, year.unit)) for year in found]
    context = {"committee": committee, "years": years, "page": page, "place": "committees"}
    return render(request, "committees/series.html", context)
