"""Publish the list of candidates: first a page that says who will stand, in which order drawn how, and who will not."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.forms import SeedForm
from hustings_site.elections.candidates.publishing import PUBLISH, Prospect, propose_publishing, prospects
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.models import Contest
from hustings_site.elections.running import contest_run
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, contest: int) -> HttpResponse:
    found = contest_run(request, contest)
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                held = Contest.objects.select_for_update(of=("self",)).select_related("election").get(pk=found.pk)
                take(request.POST, held.state, *_seen(prospects(held)))
                proposal = propose_publishing(by=request.user.scope, contest=held, seed=form.cleaned_data["seed"])
        except AlreadySentError:
            return redirect("elections:candidates", found.election.slug, found.slug)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            tell_outcome(request, proposal)
            if proposal.state == ProposalState.WAITING:
                return redirect("elections:desk_candidates", found.election.slug)
            return redirect("elections:candidates", found.election.slug, found.slug)
    foreseen = prospects(found)
    waiting = Proposal.objects.filter(subject=found.scope, act=PUBLISH, state=ProposalState.WAITING).first()
    context = {
        "contest": found,
        "stand": [prospect for prospect in foreseen if prospect.stands],
        "out": [prospect for prospect in foreseen if not prospect.stands],
        "form": form,
        "two": found.election.organisation.two_officers,
        "waiting": waiting,
        "slip": slip(found.state, *_seen(foreseen)),
        "place": "desk",
    }
    return render(request, "elections/candidates/desk_publish.html", context)


def _seen(foreseen: list[Prospect]) -> list[str]:
    return [f"{prospect.candidate.pk} {prospect.stands} {prospect.candidate.printed_name}" for prospect in foreseen]
