"""Rehearse the booth: codes for those who try it are shown once, and nothing that they cast is ever counted."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import RehearseForm
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run
from hustings_site.elections.rehearsing import Rehearsed, rehearse
from hustings_site.elections.views.acting import act_once
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    form = RehearseForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        server = request.build_absolute_uri("/").rstrip("/")
        acted = act_once(
            request,
            form,
            seen=lambda: (found.pk,),
            do=lambda: rehearse(by=request.user.scope, election=found, codes=form.cleaned_data["codes"], server=server),
        )
        made = acted.result if isinstance(acted.result, Rehearsed) else None
        if acted.sent_twice:
            return redirect("elections:codes_rehearse", found.slug)
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "made": made,
        "rehearsals": found.rehearsals.order_by("-pk"),
        "form": form,
        "slip": slip(found.pk),
        "place": "desk",
    }
    answer = render(request, "elections/codes/rehearse.html", context)
    if made is not None:
        answer["Cache-Control"] = "no-store"
    return answer
