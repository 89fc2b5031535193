"""A petition at the desk: a reply that came by letter, the ballot, its outcome."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.services.post import not_sent
from hustings_site.committees.doors import committee_to_keep
from hustings_site.committees.recall.ballots import announce_ballot, propose_outcome
from hustings_site.committees.recall.enums import State
from hustings_site.committees.recall.forms import BallotForm, LetterForm
from hustings_site.committees.recall.models import RecallPetition
from hustings_site.committees.recall.selectors import petition_at
from hustings_site.committees.recall.services import WITH_BALLOT, reply
from hustings_site.elections.enums import ContestState
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest
from hustings_site.slates.forms import DeskForm, Sent

OVER = (ContestState.CLOSED, ContestState.PROVISIONAL, ContestState.FINAL, ContestState.INQUORATE)


def _reply_form(petition: RecallPetition, sent: Sent, prefix: str) -> forms.Form | None:
    return LetterForm(sent, prefix) if petition.state in {State.OPEN, State.REACHED} else None


def _ballot_form(petition: RecallPetition, sent: Sent, prefix: str) -> forms.Form | None:
    follows = petition.rule.follows in WITH_BALLOT and petition.state is State.REACHED
    return BallotForm(sent, prefix) if follows else None


def _outcome_form(petition: RecallPetition, sent: Sent, prefix: str) -> forms.Form | None:
    if petition.state is not State.BALLOT or petition.election is None:
        return None
    return DeskForm(sent, prefix) if petition.election.contests.get().state in OVER else None


def _announce(by: str, petition: RecallPetition, data: Mapping[str, object]) -> None:
    dates = dict(data)
    spares = cast("int", dates.pop("spares"))
    announce_ballot(by=by, petition=petition, dates=dates, spares=spares)  # type: ignore[arg-type]  # the form's moments


ACTS: Mapping[str, DeskAct[RecallPetition]] = {
    "reply": DeskAct(
        _("Enter a reply that came by letter"),
        _("Publish the reply"),
        _reply_form,
        lambda by, petition, data: reply(by=by, petition=petition, **data),
        _("The reply stands beside the petition."),
    ),
    "ballot": DeskAct(
        _("Announce the recall ballot"),
        _("Announce it"),
        _ballot_form,
        _announce,
        _("Announced. List, key, codes and opening stand at your own desk, as in any election."),
    ),
    "outcome": DeskAct(
        _("Publish the outcome"),
        _("Count and publish; where your rules want two officers, ask the second"),
        _outcome_form,
        lambda by, petition, _data: propose_outcome(by=by, petition=petition),
        _("Published, or waiting for a second officer."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    petition = petition_at(committee, pk)
    offered = offered_acts(request, petition, ACTS)
    if offered is None:
        return redirect("committees:desk_petition", committee.slug, petition.pk)
    context = {
        "committee": committee,
        "petition": petition,
        "offered": offered,
        "not_sent": not_sent(petition.scope),
        "place": "desk",
    }
    return render(request, "committees/recall/desk_petition.html", context)
