"""One act on a contest: what will happen to whom, asked once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_acts import CONTEST_ACTS, acts_for
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.models import Contest
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, contest: str, act: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    row = get_object_or_404(
        Contest.objects.select_related("election__organisation", "roll"), election=found, slug=contest
    )
    if act not in CONTEST_ACTS:
        raise Http404
    doing = CONTEST_ACTS[act]
    form = doing.form(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        acted = act_once(
            request,
            form,
            seen=lambda: _held(row),
            do=lambda: doing.do(by=request.user.scope, contest=row, **form.cleaned_data),
        )
        if acted.done:
            tell_outcome(request, acted.result)
        if isinstance(acted.result, Contest) and acted.result.pk != row.pk:
            return redirect("elections:overview", acted.result.election.slug)
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
    row.refresh_from_db()
    context = {
        "form": form,
        "election": found,
        "contest": row,
        "act": doing,
        "possible": act in dict(acts_for(row)),
        "two": doing.two and found.organisation.two_officers,
        "slip": slip(row.state, row.notice, row.closes_at),
        "place": "desk",
    }
    return render(request, "elections/contest_act.html", context, status=status)


def tell_outcome(request: OfficersRequest, result: object) -> None:
    """Say that it is done, or that it waits for a second officer."""
    if isinstance(result, Proposal) and result.state == ProposalState.WAITING:
        messages.warning(request, _("Proposed. It is done when a second officer approves it."))
    else:
        messages.success(request, _("Done."))


def _held(contest: Contest) -> tuple[object, ...]:
    held = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
    return held.state, held.notice, held.closes_at
