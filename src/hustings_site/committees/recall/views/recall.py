"""Recall on one committee: its rule, its petitions, its meetings of account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.permissions import may_keep
from hustings_site.committees.recall.selectors import meetings_of, petitions_of, rule_of


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    context = {
        "committee": committee,
        "rule": rule_of(committee),
        "petitions": petitions_of(committee)[:100],
        "meetings": meetings_of(committee)[:100],
        "keeps": may_keep(request.user, committee),
        "place": "committees",
    }
    return render(request, "committees/recall/recall.html", context)
