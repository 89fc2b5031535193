"""Who passed what: motions down, branches across; below it the votes on motions and the trigger ballots."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at
from hustings_site.motions.permissions import may_keep_motions
from hustings_site.motions.selectors.table import rows_of
from hustings_site.motions.selectors.votes import card_votes_of, secret_votes_of, triggers_of


@require_safe
def view(request: HttpRequest, organisation: str) -> HttpResponse:
    found = organisation_at(organisation)
    rows = rows_of(found)
    context = {
        "organisation": found,
        "rows": rows,
        "branches": [cell.branch for cell in rows[0].cells] if rows else [],
        "card_votes": card_votes_of(found),
        "votes": secret_votes_of(found),
        "triggers": triggers_of(found),
        "keeps": may_keep_motions(request.user, found),
        "place": "motions",
    }
    return render(request, "motions/table.html", context)
