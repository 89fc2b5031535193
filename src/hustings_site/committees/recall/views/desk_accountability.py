"""A meeting of account at the desk: recorded once it was held, with the questions put there."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.committees.doors import committee_to_keep
from hustings_site.committees.recall.forms import AskedForm, HeldForm
from hustings_site.committees.recall.models import AccountabilityMeeting
from hustings_site.committees.recall.selectors import meeting_at
from hustings_site.committees.recall.services import record_held, record_question
from hustings_site.journal import clock
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest
from hustings_site.slates.forms import Sent


def _held_form(meeting: AccountabilityMeeting, sent: Sent, prefix: str) -> forms.Form | None:
    return HeldForm(sent, prefix) if meeting.recorded_at is None and meeting.at <= clock.now() else None


ACTS: Mapping[str, DeskAct[AccountabilityMeeting]] = {
    "held": DeskAct(
        _("Record the meeting"),
        _("Publish the record"),
        _held_form,
        lambda by, meeting, data: record_held(by=by, meeting=meeting, **data),
        _("Recorded."),
    ),
    "question": DeskAct(
        _("Record a question and its answer"),
        _("Publish it"),
        AskedForm,
        lambda by, meeting, data: record_question(by=by, meeting=meeting, **data),
        _("Recorded."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    meeting = meeting_at(committee, pk)
    offered = offered_acts(request, meeting, ACTS)
    if offered is None:
        return redirect("committees:desk_accountability", committee.slug, meeting.pk)
    context = {"committee": committee, "meeting": meeting, "offered": offered, "place": "desk"}
    return render(request, "committees/recall/desk_accountability.html", context)
