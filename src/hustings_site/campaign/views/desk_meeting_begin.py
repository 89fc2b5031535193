"""Arrange a hustings meeting for the candidates of a contest."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.campaign.desk_door import SignedInRequest, contests_run_by
from hustings_site.campaign.forms import ContestForm, MeetingForm
from hustings_site.campaign.services.meetings import arrange_meeting


@login_required
def view(request: SignedInRequest) -> HttpResponse:
    contests = contests_run_by(request.user)
    if not contests:
        raise PermissionDenied
    which = ContestForm(contests, request.POST or None)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and which.is_valid() and form.is_valid():
        contest = which.cleaned_data["contest"]
        try:
            meeting = arrange_meeting(by=request.user.scope, contest=contest, fields=form.values())
        except ValidationError as refused:
            form.add_error("chair_email", refused.messages[0])
        else:
            return redirect("campaign:desk_meeting", meeting.pk)
    return render(request, "campaign/desk_meeting_form.html", {"which": which, "form": form, "place": "desk"})
