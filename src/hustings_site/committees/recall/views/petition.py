"""A petition: what it says, what is replied, how many have signed; whoever may sign is offered to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import committee_at
from hustings_site.committees.permissions import is_representative, may_keep
from hustings_site.committees.recall.selectors import by_day, has_signed, may_sign, petition_at, signed_so_far


@never_cache
@require_safe
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    petition = petition_at(committee, pk)
    signed = signed_so_far(petition)
    context = {
        "committee": committee,
        "petition": petition,
        "signed": signed,
        "lacking": max(petition.needed - signed, 0),
        "days": by_day(petition).items(),
        "replies": petition.replies.all(),
        "meetings": petition.meetings.all(),
        "contest": petition.election.contests.get() if petition.election else None,
        "may_sign": may_sign(request.user, petition),
        "has_signed": has_signed(request.user, petition),
        "own": is_representative(request.user, petition.person),
        "keeps": may_keep(request.user, committee),
        "place": "committees",
    }
    return render(request, "committees/recall/petition.html", context)
