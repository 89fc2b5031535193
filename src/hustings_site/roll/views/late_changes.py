"""The public log of a roll's late changes as CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from hustings_site.roll.exporters import csv_lines
from hustings_site.roll.models import FrozenRoll, Organisation
from hustings_site.roll.selectors import changes_of


def view(request: HttpRequest, organisation: str, roll: int) -> HttpResponse:
    where = get_object_or_404(Organisation, slug=organisation)
    found = get_object_or_404(FrozenRoll.objects.of(where), pk=roll)
    rows = [
        (each.number, each.at.isoformat(), each.branch.name, each.standing, each.reason) for each in changes_of(found)
    ]
    lines = csv_lines([("number", "at", "branch", "standing", "reason"), *rows])
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
