"""Change a meeting: everybody concerned is told, calendars update, free places are given to those who wait."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, meeting_to_run
from hustings_site.campaign.forms import MeetingForm
from hustings_site.campaign.models import Meeting
from hustings_site.campaign.services.meetings import change_meeting


@login_required
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = meeting_to_run(request, pk)
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        before = Meeting.objects.get(pk=pk)
        site = request.build_absolute_uri("/").rstrip("/")
        try:
            change_meeting(by=request.user.scope, meeting=before, fields=form.values(), site=site)
        except ValidationError as refused:
            form.add_error("chair_email", refused.messages[0])
        else:
            messages.success(request, _("Changed; everybody concerned is told."))
            return redirect("campaign:desk_meeting", pk)
    context = {"meeting": meeting, "form": form, "place": "desk"}
    return render(request, "campaign/desk_meeting_form.html", context)
