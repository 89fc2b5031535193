"""Begin a programme for a contest."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.campaign.desk_door import SignedInRequest
from hustings_site.campaign.forms import ProgrammeForm
from hustings_site.campaign.services.programmes import begin_programme
from hustings_site.elections.models import Contest
from hustings_site.elections.permissions import may_run


@login_required
def view(request: SignedInRequest) -> HttpResponse:
    contests = Contest.objects.select_related("election__organisation").order_by("-election__pk", "position")
    mine = [contest.pk for contest in contests if may_run(request.user, contest.election)]
    if not mine:
        raise PermissionDenied
    form = ProgrammeForm(contests.filter(pk__in=mine), request.POST or None)
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
