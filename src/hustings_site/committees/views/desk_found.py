"""A new committee of an organisation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.committees.doors import SignedInRequest, organisation_to_found_in
from hustings_site.committees.forms import CommitteeForm
from hustings_site.committees.services.seats import found_committee


@login_required
def view(request: SignedInRequest, organisation: str) -> HttpResponse:
    found = organisation_to_found_in(request, organisation)
    form = CommitteeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        committee = found_committee(
            by=request.user.scope, organisation=found, invented=found.invented, **form.cleaned_data
        )
        return redirect("committees:desk_seats", committee.slug)
    return render(request, "committees/desk_found.html", {"form": form, "organisation": found, "place": "desk"})
