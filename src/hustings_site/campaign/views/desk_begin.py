"""Begin a programme for a contest."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.campaign.desk_door import SignedInRequest, contests_run_by
from hustings_site.campaign.forms import ProgrammeForm
from hustings_site.campaign.services.programmes import begin_programme


@login_required
def view(request: SignedInRequest) -> HttpResponse:
    contests = contests_run_by(request.user)
    if not contests:
        raise PermissionDenied
    form = ProgrammeForm(contests, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        programme = begin_programme(
            by=request.user.scope,
            contest=data["contest"],
            title=data["title"],
            author=data["author"],
            about=data["about"],
            editors=[data["editor"]] if data["editor"] else [],
        )
        return redirect("campaign:desk_points", programme.pk)
    return render(request, "campaign/desk_begin.html", {"form": form, "place": "desk"})
