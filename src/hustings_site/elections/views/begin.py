"""Begin an election: its organisation, title and kind. Everything else is set up on its own pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.forms import BeginForm
from hustings_site.elections.models import Election
from hustings_site.elections.setting_up import begin_election
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest) -> HttpResponse:
    organisations = organisations_run_by(request.user)
    if not organisations.exists():
        raise PermissionDenied
    form = BeginForm(sent(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = act_once(
            request,
            form,
            seen=lambda: (),
            do=lambda: begin_election(
                by=request.user.scope,
                organisation=given["organisation"],
                title=given["title"],
                kind=ElectionKind(given["kind"]),
                about=given["about"],
            ),
        )
        if isinstance(done.result, Election):
            return redirect("elections:set_up", done.result.slug)
        if done.sent_twice:
            return redirect("elections:desk")
    return render(request, "elections/begin.html", {"form": form, "slip": slip(), "place": "desk"})
