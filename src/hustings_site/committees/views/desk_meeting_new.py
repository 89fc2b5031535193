"""A new meeting."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import MeetingForm
from hustings_site.committees.services.meetings import arrange_meeting


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: MeetingForm) -> str:
        meeting = arrange_meeting(by=request.user.scope, committee=committee, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": meeting}

    return asked_once(
        request,
        committee,
        MeetingForm(request.POST or None),
        act,
        title=_("Enter a meeting"),
        button=_("Publish this meeting"),
        lead=_("Representatives’ reports are due so many days after it."),
    )
