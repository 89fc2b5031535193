"""Recall at a committee's desk: the rule, petitions, meetings of account."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.committees.doors import committee_to_keep
from hustings_site.committees.models import Committee
from hustings_site.committees.recall.forms import MeetingForm, PetitionForm, RuleForm
from hustings_site.committees.recall.selectors import meetings_of, petitions_of, rule_of
from hustings_site.committees.recall.services import WITH_MEETING, arrange, enter_rule, open_petition
from hustings_site.slates.desk_acts import Data, DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest
from hustings_site.slates.forms import Sent


def _petition_form(committee: Committee, sent: Sent, prefix: str) -> forms.Form | None:
    return PetitionForm(committee, sent, prefix) if rule_of(committee) else None


def _meeting_form(committee: Committee, sent: Sent, prefix: str) -> forms.Form | None:
    rule = rule_of(committee)
    return MeetingForm(committee, sent, prefix) if rule is not None and rule.follows in WITH_MEETING else None


def _open(by: str, committee: Committee, data: Data) -> None:
    rule = rule_of(committee)
    assert rule is not None, "the form was offered"
    open_petition(by=by, rule=rule, **data)


def _arrange(by: str, committee: Committee, data: Data) -> None:
    petition = data["petition"]
    rule = petition.rule if petition else rule_of(committee)
    assert rule is not None, "the form was offered"
    arrange(by=by, rule=rule, **data)


ACTS: Mapping[str, DeskAct[Committee]] = {
    "petition": DeskAct(
        _("Open a petition"),
        _("Freeze the list of those who may sign, and open it"),
        _petition_form,
        _open,
        _("Open. It closes by itself, and who signs is seen by nobody."),
    ),
    "meeting": DeskAct(
        _("Announce an accountability meeting"), _("Announce it"), _meeting_form, _arrange, _("Announced.")
    ),
    "rule": DeskAct(
        _("Enter the rule on recall"),
        _("Publish this rule"),
        RuleForm,
        lambda by, committee, data: enter_rule(by=by, committee=committee, **data),
        _("Published; petitions that are open go on under the rule before."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    offered = offered_acts(request, committee, ACTS)
    if offered is None:
        return redirect("committees:desk_recall", committee.slug)
    context = {
        "committee": committee,
        "rule": rule_of(committee),
        "petitions": petitions_of(committee)[:50],
        "meetings": meetings_of(committee)[:50],
        "offered": offered,
        "place": "desk",
    }
    return render(request, "committees/recall/desk_recall.html", context)
