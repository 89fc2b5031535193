"""An organisation as everybody sees it: its branches, its rolls, and whether two officers act together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.permissions import may_keep_roll
from hustings_site.roll.selectors import published_rolls


def view(request: HttpRequest, organisation: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=organisation)
    context = {
        "organisation": found,
        "branches": Branch.objects.of(found),
        "rolls": published_rolls(found),
        "keeper": may_keep_roll(request.user, found),
    }
    return render(request, "roll/organisation.html", context)
