"""An alliance at the desk of the body that convened it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, alliance_to_edit
from hustings_site.slates.forms import (
    AdmitForm,
    ApproachAnswerForm,
    ApproachForm,
    CharterForm,
    MinutesForm,
    UndertakingForm,
    WeightForm,
)
from hustings_site.slates.models import Alliance
from hustings_site.slates.services.alliances import admit_body, adopt_charter, change_weight
from hustings_site.slates.services.allying import (
    answer_approach,
    enter_approach,
    enter_undertaking,
    publish_minutes,
)


def _unanswered(alliance: Alliance) -> Any:
    return alliance.approaches.filter(answers=None)


def _standing(alliance: Alliance) -> Any:
    return alliance.undertakings.filter(takes_back=None, taken_back_by=None)


ACTS: Mapping[str, DeskAct[Alliance]] = {
    "approach": DeskAct(
        _("Enter an invitation or an application"),
        _("Enter it in the ledger"),
        ApproachForm,
        lambda by, alliance, data: enter_approach(by=by, alliance=alliance, **data),
        _("It stands in the public ledger, answered or not."),
    ),
    "answer": DeskAct(
        _("Enter an answer"),
        _("Publish this answer"),
        lambda alliance, sent, prefix: (
            ApproachAnswerForm(_unanswered(alliance), sent, prefix) if _unanswered(alliance).exists() else None
        ),
        lambda by, _alliance, data: answer_approach(by=by, **data),
        _("Answered; it stands in the ledger with its date."),
    ),
    "admit": DeskAct(
        _("Admit a group"),
        _("Admit it"),
        AdmitForm,
        lambda by, alliance, data: admit_body(by=by, alliance=alliance, **data),
        _("Admitted, with the weight that was agreed."),
    ),
    "weight": DeskAct(
        _("Change a weight"),
        _("Change it"),
        lambda alliance, sent, prefix: WeightForm(alliance.allied.filter(left_on=None), sent, prefix),
        lambda by, _alliance, data: change_weight(by=by, **data),
        _("Changed; the journal keeps the weight before."),
    ),
    "charter": DeskAct(
        _("Publish an edition of the charter"),
        _("Publish it"),
        lambda _alliance, sent, prefix: CharterForm(sent, prefix),
        lambda by, alliance, data: adopt_charter(by=by, alliance=alliance, **data),
        _("Published; earlier editions stay readable."),
    ),
    "minutes": DeskAct(
        _("Publish minutes"),
        _("Publish them"),
        lambda _alliance, sent, prefix: MinutesForm(sent, prefix),
        lambda by, alliance, data: publish_minutes(by=by, alliance=alliance, **data),
        _("Published as they were agreed."),
    ),
    "undertaking": DeskAct(
        _("Enter who is bound"),
        _("Enter it"),
        lambda alliance, sent, prefix: UndertakingForm(_standing(alliance), sent, prefix),
        lambda by, alliance, data: enter_undertaking(by=by, alliance=alliance, **data),
        _("It stands in public with its source."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    alliance = alliance_to_edit(request, pk)
    offered = offered_acts(request, alliance, ACTS)
    if offered is None:
        return redirect("slates:desk_alliance", alliance.pk)
    context = {"alliance": alliance, "body": alliance.convener, "offered": offered, "place": "desk"}
    return render(request, "slates/desk_alliance.html", context)
