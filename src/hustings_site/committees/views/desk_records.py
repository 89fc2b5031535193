"""Every record of a committee's seats at the desk, each beside the way to correct it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.models import BodyChange, SeatTerms
from hustings_site.committees.selectors.corrections import records

ON_A_PAGE = 100


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    terms = SeatTerms.objects.filter(seat__section__committee=committee, corrected_by=None, struck=False)
    terms = terms.select_related("seat__section").order_by("seat__section__position", "seat__number")
    changes = BodyChange.objects.filter(body__organisation=committee.organisation_id, corrected_by=None, struck=False)
    context = {
        "committee": committee,
        "terms": Paginator(terms, ON_A_PAGE).get_page(request.GET.get("seats")),
        "records": Paginator(records(committee).reverse(), ON_A_PAGE).get_page(request.GET.get("page")),
        "changes": Paginator(changes.select_related("body", "into"), ON_A_PAGE).get_page(request.GET.get("bodies")),
        "place": "desk",
    }
    return render(request, "committees/desk_records.html", context)
