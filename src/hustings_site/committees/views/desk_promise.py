"""Link a decision to a point of a programme."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import PromiseForm
from hustings_site.committees.services.meetings import link_promise


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: PromiseForm) -> str:
        link = link_promise(by=request.user.scope, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": link}

    return asked_once(
        request,
        committee,
        PromiseForm(committee, request.POST or None),
        act,
        title=_("Link a decision to a promise"),
        button=_("Publish this link with its author"),
        lead=_("Which vote keeps a promise is a claim, and stands under its author’s name."),
    )
