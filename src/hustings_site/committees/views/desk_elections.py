"""Results from which seats of a committee can be filled."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.models import SeatEvent
from hustings_site.committees.selectors.elected import results_for
from hustings_site.results.models import ElectedPlace

ON_A_PAGE = 50


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    seated = SeatEvent.objects.filter(seat__section__committee=committee, candidate__contest=OuterRef("contest"))
    elected = Prefetch("elected", ElectedPlace.objects.select_related("candidate"))
    found = results_for(committee).annotate(seated=Exists(seated)).prefetch_related(elected)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"committee": committee, "page": page, "place": "desk"}
    return render(request, "committees/desk_elections.html", context)
