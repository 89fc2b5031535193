"""Look at a result exactly as it will stand, then publish it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.journal.enums import ProposalState
from hustings_site.results.approving import propose_publishing, waiting
from hustings_site.results.door import for_the_draft
from hustings_site.results.drafting import held_here, publish_draft, rehearsal
from hustings_site.results.enums import DraftState, Kind
from hustings_site.results.forms import form_of
from hustings_site.results.models import Draft
from hustings_site.results.views.result import result_context


@for_the_draft
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, found: Draft) -> HttpResponse:
    form = form_of(found)
    counted = found.kind == Kind.IMPORTED or found.state == DraftState.READY
    if not form.is_valid() or not counted:
        return redirect("results:draft", found.pk)
    try:
        if request.method == "POST":
            if found.contest is not None and held_here(found.contest):
                proposal = propose_publishing(by=request.user, draft=found)
                tell_outcome(request, proposal)
                if proposal.state == ProposalState.WAITING:
                    return redirect("results:draft_preview", found.pk)
                return redirect("results:result", found.contest.election.slug, found.contest.slug)
            result = publish_draft(by=request.user, draft=found, given=form.cleaned_data)
            messages.success(request, _("The result is public at this address."))
            return redirect("results:result", result.contest.election.slug, result.contest.slug)
        with rehearsal(by=request.user, draft=found, given=form.cleaned_data) as result:
            context = result_context(result) | {"draft": found, "preview": True, "place": "desk"}
            if found.contest is not None and held_here(found.contest):
                context |= {"two": found.election.organisation.two_officers, "waiting": waiting(found)}
            return render(request, "results/draft_preview.html", context)
    except ValidationError as refusal:
        form.add_error(None, refusal if not hasattr(refusal, "error_dict") else refusal.messages)
        return render(request, "results/draft.html", {"form": form, "draft": found, "place": "desk"})
