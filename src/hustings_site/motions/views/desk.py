"""The desk of motions: what can be entered for branches, which votes are prepared, which are going on."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_kept_by
from hustings_site.motions.selectors.table import rows_of
from hustings_site.motions.selectors.votes import card_votes_of, secret_votes_of, triggers_of
from hustings_site.roll.models import Branch


@login_required
@require_safe
def view(request: HttpRequest, organisation: str) -> HttpResponse:
    found = organisation_kept_by(request, organisation)
    context = {
        "organisation": found,
        "branches": Branch.objects.of(found).order_by("path"),
        "rows": rows_of(found),
        "lists": found.delegation_lists.all(),
        "card_votes": card_votes_of(found),
        "votes": secret_votes_of(found, announced=False),
        "triggers": triggers_of(found),
        "place": "desk",
    }
    return render(request, "motions/desk.html", context)
