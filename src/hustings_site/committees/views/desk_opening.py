"""Enter seats that an election is about to fill."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import OpeningForm
from hustings_site.committees.services.balance import enter_opening


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: OpeningForm) -> str:
        sides = form.cleaned_data.pop("sides")
        opening = enter_opening(
            by=request.user.scope,
            committee=committee,
            sides=[side for side, _most in sides],
            most={side: most for side, most in sides if most is not None},
            **{**form.cleaned_data, "up": list(form.cleaned_data["up"])},
        )
        return _("Entered: %(what)s") % {"what": opening}

    return asked_once(
        request,
        committee,
        OpeningForm(committee, request.POST or None),
        act,
        title=_("Enter what an election could change"),
        button=_("Publish every outcome still possible"),
    )
