"""A candidate's page for the reply to an invitation: the code opens it, looking at it changes nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.enums import Attendance
from hustings_site.campaign.forms import InvitationForm
from hustings_site.campaign.models import Invitation
from hustings_site.campaign.services.meetings import reply_to_invitation
from hustings_site.campaign.services.pages import open_with_code
from hustings_site.campaign.typed_code import is_open, try_code


@never_cache
def view(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(
        Invitation.objects.select_related("candidate", "meeting__contest__election__organisation"), key=key.lower()
    )
    if not is_open(request, found):
        form = try_code(request, found, lambda code: open_with_code(page=found, code=code))
        if is_open(request, found):
            return redirect("campaign:invitation", found.key)
        return render(request, "campaign/invitation_code.html", {"invitation": found, "form": form})
    reply = InvitationForm(request.POST or None)
    if request.method == "POST" and reply.is_valid():
        data = reply.cleaned_data
        try:
            reply_to_invitation(
                by=found.candidate.scope,
                invitation=found,
                attendance=Attendance(data["attendance"]),
                reason=data["reason"],
            )
        except ValidationError as refused:
            reply.add_error("reason", refused)
        else:
            messages.success(request, _("Your reply stands on the page of the meeting."))
            return redirect("campaign:meeting", found.meeting_id)
    return render(request, "campaign/invitation.html", {"invitation": found, "form": reply})
