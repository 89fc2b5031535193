"""A trigger ballot: the share that decides, what each body decided in which meeting, what it came to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at
from hustings_site.motions.permissions import may_certify_for, may_keep_motions
from hustings_site.motions.selectors.triggers import bodies_of, figures_of
from hustings_site.motions.selectors.votes import triggers_of
from hustings_site.motions.services.triggers import ending


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    ballot = row_at(triggers_of(found), pk)
    keeps = may_keep_motions(request.user, found)
    shown = bodies_of(ballot)
    outcome = getattr(ballot, "outcome", None)
    mine = {
        each.body.pk
        for each in shown
        if outcome is None and (keeps or (each.body.branch and may_certify_for(request.user, each.body.branch)))
    }
    context = {
        "organisation": found,
        "ballot": ballot,
        "shown": shown,
        "figures": figures_of(ballot),
        "outcome": outcome,
        "reselection": getattr(ballot, "reselection", None),
        "keeps": keeps,
        "mine": mine,
        "proposal": ending(ballot) if keeps else None,
        "place": "motions",
    }
    return render(request, "motions/trigger.html", context)
