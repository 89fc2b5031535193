"""A letter about a vacancy, to be printed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.models import Notice


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    notice = get_object_or_404(Notice.objects.filter(vacancy__seat__section__committee=committee), pk=pk)
    context = {"committee": committee, "notice": notice, "place": "desk"}
    return render(request, "committees/desk_notice.html", context)
