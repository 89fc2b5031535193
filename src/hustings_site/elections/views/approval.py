"""One proposal: what will happen, to whom and why; approve it, refuse it, or take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import changes_proposed, page_of, proposal_for
from hustings_site.elections.forms import AnswerForm
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.journal.approvals import approve, refuse
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, proposal: int) -> HttpResponse:
    shown = proposal_for(request.user, proposal)
    held = shown.proposal
    form = AnswerForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        by, answer = request.user.scope, form.cleaned_data["answer"]
        approving = "approve" in request.POST
        acted = act_once(
            request,
            form,
            seen=lambda: (Proposal.objects.select_for_update().get(pk=held.pk).state,),
            do=lambda: (
                approve(by=by, proposal=held, answer=answer)
                if approving
                else refuse(by=by, proposal=held, answer=answer)
            ),
        )
        if acted.done:
            messages.success(request, str(acted.result) if approving else _("It will not be done."))
        if acted.done or acted.sent_twice:
            return redirect("elections:approvals")
        status = acted.status
        held.refresh_from_db()
    context = {
        "form": form,
        "shown": shown,
        "changes": changes_proposed(held),
        "look": page_of(held) if held.state == ProposalState.WAITING else "",
        "slip": slip(held.state),
        "place": "desk",
    }
    return render(request, "elections/approval.html", context, status=status)
