"""The elections of a committee over the years, one beside the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.selectors.series import series
from hustings_site.results.enums import Unit


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    years = [(year, dict(Unit.choices).get(year.unit, year.unit)) for year in series(committee)]
    return render(request, "committees/series.html", {"committee": committee, "years": years, "place": "committees"})
