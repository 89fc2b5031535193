"""From the opened ballots of a secret vote to its result: certified by two officers, then published."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.approved_acts import propose_declaration
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import is_inquorate
from hustings_site.elections.models import Contest
from hustings_site.elections.permissions import may_run
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.motions.doors import organisation_at, vote_at
from hustings_site.motions.models import MotionResult
from hustings_site.motions.selectors.votes import needed_words, shares
from hustings_site.motions.services.votes import DECLARED, Outcome, outcome_of, publish_outcome
from hustings_site.pages.stale import AlreadySentError, slip, take


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a vote is: what it comes to or why that is not known, and what can be done now."""

    outcome: Outcome | None
    lacking: tuple[str, ...]
    inquorate: bool
    proposal: Proposal | None
    result: MotionResult | None
    may_certify: bool
    may_publish: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    contest = vote_at(found, pk)
    if not may_run(request.user, contest.election):
        raise PermissionDenied
    if request.method == "POST":
        try:
            with transaction.atomic():
                held = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
                take(request.POST, held.state)
                acted(request, contest)
        except AlreadySentError:
            pass
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("motions:desk_vote", found.slug, pk)
    page = standing(contest)
    tally = page.outcome.tally if page.outcome else None
    context = {
        "organisation": found,
        "contest": contest,
        "election": contest.election,
        "page": page,
        "needed": needed_words(contest.majority),
        "shares": shares(tally.votes_for, tally.against) if tally else None,
        "slip": slip(contest.state),
        "place": "desk",
    }
    return render(request, "motions/desk_vote.html", context)


def standing(contest: Contest) -> Standing:
    """How far the vote is."""
    outcome: Outcome | None = None
    lacking: tuple[str, ...] = ()
    try:
        outcome = outcome_of(contest) if contest.poll else None
    except ValidationError as refusal:
        lacking = tuple(refusal.messages)
    result = MotionResult.objects.filter(contest=contest).first()
    closed = contest.state == ContestState.CLOSED
    inquorate = outcome is not None and closed and is_inquorate(contest, outcome.voted)
    rows = Proposal.objects.filter(subject=contest.scope, act="elections.declare", state=ProposalState.WAITING)
    return Standing(
        outcome=outcome,
        lacking=lacking,
        inquorate=inquorate and contest.quorum_percent > 0,
        proposal=rows.first(),
        result=result,
        may_certify=outcome is not None and closed and not inquorate,
        may_publish=outcome is not None and contest.state in DECLARED and result is None,
    )


def acted(request: OfficersRequest, contest: Contest) -> None:
    """Do what the button says."""
    if "certify" in request.POST:
        voted = outcome_of(contest).voted
        tell_outcome(request, propose_declaration(by=request.user.scope, contest=contest, voted=voted))
    else:
        publish_outcome(by=request.user.scope, contest=contest)
        messages.success(request, _("The result is public."))
