"""Enter a body that sends members."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import BodyForm
from hustings_site.committees.services.bodies import enter_body


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: BodyForm) -> str:
        body = enter_body(by=request.user.scope, organisation=committee.organisation, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": body}

    return asked_once(
        request,
        committee,
        BodyForm(request.POST or None),
        act,
        title=_("Enter a body that sends members"),
        button=_("Enter this body"),
    )
