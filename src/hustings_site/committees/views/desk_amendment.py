"""Enter an amendment."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import AmendmentForm
from hustings_site.committees.services.meetings import move_amendment


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: AmendmentForm) -> str:
        amendment = move_amendment(by=request.user.scope, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": amendment}

    return asked_once(
        request,
        committee,
        AmendmentForm(committee, request.POST or None),
        act,
        title=_("Enter an amendment"),
        button=_("Publish this amendment"),
    )
