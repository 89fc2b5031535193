"""All committees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.selectors.seats import committees


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    return render(request, "committees/committees.html", {"committees": committees(), "place": "committees"})
