"""Change how a candidate stands: the page says what will happen, and to whom, before it is done or proposed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.models import User
from hustings_site.elections.candidates import services
from hustings_site.elections.candidates.acts import propose_reinstatement, propose_striking, propose_suspension
from hustings_site.elections.candidates.forms import DecisionForm, ReasonForm, ReplacedForm, ToldForm
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.elections.running import candidate_run
from hustings_site.pages.stale import AlreadySentError, slip, take

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StandingAct:
    """One way to change a standing: its address, its button, what will happen, its form, and how it is done."""

    name: str
    title: str | Promise
    effect: str | Promise
    after: Standing
    form: type[PlainForm]
    do: Callable[[User, Candidate, Given], object]
    two_officers: bool = False


def _ruled(valid: bool) -> Callable[[User, Candidate, Given], object]:
    def rule(officer: User, candidate: Candidate, given: Given) -> object:
        if not valid and candidate.contest.state not in services.BEFORE_THE_POLL:
            return propose_striking(by=officer.scope, candidate=candidate, reason=given["reason"])
        return services.rule_on_candidate(
            by=officer.scope, ruled_by=officer.name, candidate=candidate, valid=valid, reason=given["reason"]
        )

    return rule


ACTS = {
    act.name: act
    for act in (
        StandingAct(
            "valid",
            gettext_lazy("Rule the candidate valid"),
            gettext_lazy("The candidate stands, whatever the number of nominations. Your reason is published."),
            Standing.VALIDATED,
            ReasonForm,
            _ruled(True),
        ),
        StandingAct(
            "not-valid",
            gettext_lazy("Rule the candidate not valid"),
            gettext_lazy(
                "The candidate does not stand. Your reason is published. Once the list of candidates is published, a "
                "second officer has to approve."
            ),
            Standing.NOT_VALIDATED,
            ReasonForm,
            _ruled(False),
        ),
        StandingAct(
            "suspend",
            gettext_lazy("Suspend the candidate"),
            gettext_lazy(
                "Everybody reads that the candidate is suspended, by whose decision and where it is published, and the "
                "candidate may reply there. Nominations go on and are kept. A second officer has to approve."
            ),
            Standing.SUSPENDED,
            DecisionForm,
            lambda officer, candidate, given: propose_suspension(by=officer.scope, candidate=candidate, **given),
            two_officers=True,
        ),
        StandingAct(
            "reinstate",
            gettext_lazy("Reinstate the candidate"),
            gettext_lazy(
                "The candidate stands again as before, and every nomination made meanwhile counts. A second officer "
                "has to approve."
            ),
            Standing.REINSTATED,
            DecisionForm,
            lambda officer, candidate, given: propose_reinstatement(by=officer.scope, candidate=candidate, **given),
            two_officers=True,
        ),
        StandingAct(
            "died",
            gettext_lazy("Record a death"),
            gettext_lazy("The candidate no longer stands. How votes are treated is in the terms of the election."),
            Standing.DIED,
            ToldForm,
            lambda officer, candidate, given: services.record_death(
                by=officer.scope, candidate=candidate, told_by=given["reason"]
            ),
        ),
        StandingAct(
            "replace",
            gettext_lazy("Replace the candidate"),
            gettext_lazy("Another who is named for the post stands instead, with nominations of her or his own."),
            Standing.REPLACED,
            ReplacedForm,
            lambda officer, candidate, given: services.replace_candidate(
                by=officer.scope, candidate=candidate, substitute=given["substitute"], source=given["reason"]
            ),
        ),
    )
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, candidate: int, act: str) -> HttpResponse:
    found = candidate_run(request, candidate)
    if act not in ACTS:
        raise Http404
    chosen = ACTS[act]
    more = {"candidate": found} if chosen.form is ReplacedForm else {}
    form = chosen.form(request.POST or None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                held = services.held_candidate(found)
                take(request.POST, held.standing)
                chosen.do(request.user, held, form.cleaned_data)
        except AlreadySentError:
            return redirect("elections:desk_candidate", found.pk)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            found.refresh_from_db()
            if found.standing == chosen.after:
                messages.success(request, _("Done, and published."))
            else:
                messages.success(request, _("Done or, where it takes two officers, proposed to a second one."))
            return redirect("elections:desk_candidate", found.pk)
    context = {"candidate": found, "act": chosen, "form": form, "slip": slip(found.standing), "place": "desk"}
    return render(request, "elections/candidates/desk_standing.html", context)
