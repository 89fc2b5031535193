"""Enter that a body was founded, merged, succeeded, or came to an end."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.enums import Change
from hustings_site.committees.forms import BodyChangeForm
from hustings_site.committees.services.bodies import change_body


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: BodyChangeForm) -> str:
        data = form.cleaned_data
        change = change_body(by=request.user.scope, **{**data, "what": Change(data["what"])})
        return _("Entered: %(what)s") % {"what": change}

    return asked_once(
        request,
        committee,
        BodyChangeForm(committee, request.POST or None),
        act,
        title=_("Enter what happened to a body"),
        button=_("Enter this in the record"),
        lead=_("Several that merge have an entry each; one that splits has an entry for each that follows it."),
    )
