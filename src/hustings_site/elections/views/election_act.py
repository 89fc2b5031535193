"""One act on a whole election, agreed by two officers before its time or after."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_acts import ELECTION_ACTS
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.forms import NothingForm
from hustings_site.elections.preparing import signature_warnings
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.elections.views.set_up import held
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, act: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    if act not in ELECTION_ACTS:
        raise Http404
    doing = ELECTION_ACTS[act]
    form = NothingForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        acted = act_once(
            request, form, seen=lambda: held(found), do=lambda: doing.do(by=request.user.scope, election=found)
        )
        if acted.done:
            tell_outcome(request, acted.result)
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
    context = {
        "form": form,
        "election": found,
        "act": doing,
        "possible": doing.possible(found),
        "warnings": signature_warnings(found) if act == "open_poll" else [],
        "two": found.organisation.two_officers,
        "slip": slip(found.version, found.announced_at),
        "place": "desk",
    }
    return render(request, "elections/election_act.html", context, status=status)
