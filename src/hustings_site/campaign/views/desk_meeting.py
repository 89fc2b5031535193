"""A meeting at the desk: invitations, who came, questions to decide, the order by lot, the recording."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, meeting_to_moderate
from hustings_site.campaign.enums import Attendance, Ruling
from hustings_site.campaign.forms import AttendanceForm, MarkForm, RulingForm
from hustings_site.campaign.models import Meeting
from hustings_site.campaign.selectors.meetings import asked_to_all, invited, places
from hustings_site.campaign.services.meetings import cancel_meeting, invite_everybody, reply_to_invitation
from hustings_site.campaign.services.post import not_sent
from hustings_site.campaign.services.questions import draw_speaking_order, mark_recording, rule_on_question
from hustings_site.elections.permissions import may_run
from hustings_site.journal import clock

ACTS = {"invite", "cancel", "draw", "attendance", "mark"}
"""What whoever runs the election does here, besides moderating."""


@login_required
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = meeting_to_moderate(request, pk)
    runs = may_run(request.user, meeting.contest.election)
    if request.method == "POST":
        try:
            messages.success(request, acted(request, meeting, runs=runs))
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        return redirect("campaign:desk_meeting", meeting.pk)
    people = invited(meeting)
    context = {
        "meeting": meeting,
        "runs": runs,
        "invited": people,
        "registrations": meeting.registrations.all() if runs else [],
        "places": places(meeting),
        "not_sent": not_sent(meeting.scope) if runs else [],
        "questions": meeting.questions.order_by("pk"),
        "numbered": asked_to_all(meeting, people, clock.now()),
        "ruling": RulingForm(meeting),
        "attendance": AttendanceForm(),
        "mark": MarkForm(meeting.contest),
        "place": "desk",
    }
    return render(request, "campaign/desk_meeting.html", context)


def acted(request: SignedInRequest, meeting: Meeting, *, runs: bool) -> str:
    """Do what the button says; how it went, in a sentence."""
    act = request.POST.get("act", "")
    if act == "rule":
        return ruled(request, meeting)
    if act not in ACTS:
        raise BadRequest
    if not runs:
        raise PermissionDenied
    by, site = request.user.scope, request.build_absolute_uri("/").rstrip("/")
    if act == "invite":
        return _("Invited: %(count)d.") % {"count": len(invite_everybody(by=by, meeting=meeting, site=site))}
    if act == "cancel":
        cancel_meeting(by=by, meeting=meeting, why=request.POST.get("why", ""), site=site)
        return _("Cancelled; everybody concerned is told.")
    if act == "draw":
        draw_speaking_order(by=by, meeting=meeting, seed=request.POST.get("seed", ""))
        return _("The order is drawn and its seed is public.")
    if act == "attendance":
        return attended(request, meeting)
    return marked(request, meeting)


def ruled(request: SignedInRequest, meeting: Meeting) -> str:
    """A decision on a question."""
    question = get_object_or_404(meeting.questions, pk=key_in(request, "question"))
    form = RulingForm(meeting, request.POST)
    if not form.is_valid():
        raise ValidationError(_("Choose a decision."))
    rule_on_question(
        by=request.user.scope,
        moderator=request.user.name,
        question=question,
        ruling=Ruling(form.cleaned_data["ruling"]),
        reason=form.cleaned_data["reason"],
        into=form.cleaned_data["into"],
    )
    return _("Decided; it stands in the public log.")


def attended(request: SignedInRequest, meeting: Meeting) -> str:
    """Who came, or why not."""
    invitation = get_object_or_404(meeting.invitations, pk=key_in(request, "invitation"))
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Choose what came of the invitation."))
    reply_to_invitation(
        by=request.user.scope,
        invitation=invitation,
        attendance=Attendance(form.cleaned_data["attendance"]),
        reason=form.cleaned_data["reason"],
    )
    return _("It stands on the page of the meeting.")


def marked(request: SignedInRequest, meeting: Meeting) -> str:
    """Where in the recording an answer stands."""
    question = get_object_or_404(meeting.questions, pk=key_in(request, "question"))
    candidate = get_object_or_404(meeting.contest.candidates, pk=key_in(request, "candidate"))
    form = MarkForm(meeting.contest, request.POST)
    if not form.is_valid():
        raise ValidationError(_("Write hours, minutes and seconds, as 1:02:03."))
    point = form.cleaned_data["point"]
    mark_recording(by=request.user.scope, question=question, candidate=candidate, second=form.second(), point=point)
    return _("The recording is marked.")


def key_in(request: SignedInRequest, name: str) -> int:
    """A key that was sent; 0 where it is none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() else 0
