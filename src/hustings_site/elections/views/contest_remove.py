"""Take a contest off an election in preparation."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.forms import NothingForm
from hustings_site.elections.models import Contest
from hustings_site.elections.setting_up import remove_contest
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.elections.views.set_up import held
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, contest: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    row = get_object_or_404(Contest, election=found, slug=contest)
    form = NothingForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        acted = act_once(
            request,
            form,
            seen=lambda: held(found),
            do=lambda: remove_contest(by=request.user.scope, contest=row, version=found.version),
        )
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
    context = {"form": form, "election": found, "contest": row, "slip": slip(found.version, found.announced_at)}
    return render(request, "elections/contest_remove.html", {**context, "place": "desk"}, status=status)
