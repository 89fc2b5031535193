"""A meeting of account: when, who chaired, how many came, what was asked and answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.permissions import may_keep
from hustings_site.committees.recall.selectors import meeting_at, questions_of


@require_safe
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    meeting = meeting_at(committee, pk)
    context = {
        "committee": committee,
        "meeting": meeting,
        "questions": questions_of(meeting),
        "keeps": may_keep(request.user, committee),
        "place": "committees",
    }
    return render(request, "committees/recall/accountability.html", context)
