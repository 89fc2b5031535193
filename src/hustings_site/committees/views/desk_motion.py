"""Enter a motion."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import MotionForm
from hustings_site.committees.services.meetings import enter_motion


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: MotionForm) -> str:
        motion = enter_motion(by=request.user.scope, committee=committee, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": motion}

    return asked_once(
        request,
        committee,
        MotionForm(request.POST or None),
        act,
        title=_("Enter a motion"),
        button=_("Publish this motion"),
    )
