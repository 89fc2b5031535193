"""Envelopes: one comes, one is ruled on, all that wait are opened, and their papers counted."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.enums import EnvelopeState
from hustings_site.elections.papers.envelopes import (
    count_found,
    last_close,
    open_envelopes,
    receive_envelope,
    rule_on_envelope,
)
from hustings_site.elections.papers.forms import FoundForm, OpenForm, ReceiveForm, RuleOnEnvelopeForm
from hustings_site.elections.papers.models import Envelope, Opening
from hustings_site.elections.papers.pages import is_over, precedence, to_be_counted
from hustings_site.elections.running import election_run

FEW = 10
"""Opened together with so few others, a paper might be known by its sender."""


@sensitive_post_parameters("open-passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run(request, election)
    by = request.user.scope
    envelopes = Envelope.objects.filter(election=found).select_related("entry__branch")
    waiting = envelopes.filter(state=EnvelopeState.WAITING).count()
    receive = Deed(
        "receive",
        gettext_lazy("An envelope came"),
        gettext_lazy("Write it down"),
        ReceiveForm,
        lambda said: receive_envelope(by=by, election=found, **said),
        warning=gettext_lazy("By the number on its outside, unopened."),
        done=gettext_lazy("Written down: what becomes of it stands in the list."),
    )
    rulings = [_ruling(by, held) for held in envelopes.filter(state=EnvelopeState.HELD)]
    all_closed = is_over(found)
    openings = [_opening(by, found, waiting)] if waiting and all_closed else []
    counts = [_count(by, opening, contest) for opening, contest in to_be_counted(found)]
    page = deeds_page(request, [receive, *rulings, *openings, *counts])
    if page.acted:
        return redirect("elections:paper_envelopes", found.slug)
    context = {
        "election": found,
        "page": page,
        "envelopes": envelopes,
        "waiting": waiting,
        "closes": last_close(found),
        "all_closed": all_closed,
        "place": "desk",
    }
    return render(request, "elections/papers/envelopes.html", context, status=page.status)


def _ruling(by: str, envelope: Envelope) -> Deed:
    words = {"number": envelope.number, "why": envelope.why_held}
    return Deed(
        f"rule_{envelope.pk}",
        _("The envelope of %(number)s is held apart: %(why)s") % words,
        gettext_lazy("Rule on it"),
        RuleOnEnvelopeForm,
        lambda said: rule_on_envelope(by=by, envelope=envelope, **said),
        warning=gettext_lazy("Once, with a reason that stands in the scrutineer’s report."),
        done=gettext_lazy("Ruled."),
    )


def _opening(by: str, election: Election, waiting: int) -> Deed:
    warning = precedence(election)
    if waiting < FEW:
        warning += " " + _("So few are opened together that a paper might be known by who sent it: mix them first.")
    return Deed(
        "open",
        _("%(n)d envelopes wait: open them together") % {"n": waiting},
        gettext_lazy("Open them"),
        OpenForm,
        lambda said: open_envelopes(by=by, election=election, **said),
        warning=warning,
        seen=lambda: (Envelope.objects.filter(election=election, state=EnvelopeState.WAITING).count(),),
        done=gettext_lazy("Opened. Cut the slips off, unfold the papers, sort them by contest and count them."),
    )


def _count(by: str, opening: Opening, contest: Contest) -> Deed:
    words = {"n": opening.number, "contest": contest.title, "envelopes": opening.envelopes}
    return Deed(
        f"found_{opening.pk}_{contest.pk}",
        _("Opening %(n)d, %(contest)s: the papers of %(envelopes)d envelopes") % words,
        gettext_lazy("So many were found"),
        FoundForm,
        lambda said: count_found(by=by, opening=opening, contest=contest, **said),
        warning=gettext_lazy("Envelopes of electors who have no vote in this contest do not count here."),
        done=gettext_lazy("The papers are in batches, to be entered twice."),
    )
