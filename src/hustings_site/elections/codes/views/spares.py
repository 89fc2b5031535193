"""The public log: every spare code given out and every late change of a roll, by number, branch and reason."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.codes.public_log import public_log, published_spares
from hustings_site.elections.public_selectors import announced_election


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    context = {
        "election": found,
        "log": public_log(found),
        "issues": found.issues.all(),
        "boards": published_spares(found),
        "place": "elections",
    }
    return render(request, "elections/codes/given.html", context)


@require_safe
def as_csv(request: HttpRequest, election: str) -> HttpResponse:
    """The same for programs, times in UTC."""
    found = announced_election(election)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="codes-given-{found.slug}.csv"'
    rows = csv.writer(answer, lineterminator="\n")
    rows.writerow(["log", "number", "branch", "what", "reason", "at"])
    for line in public_log(found):
        rows.writerow([line.log, line.number, line.branch, line.what, line.reason, line.at.isoformat()])
    return answer
