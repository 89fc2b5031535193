"""Link a holder of a seat to an account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import AccountForm
from hustings_site.committees.services.seats import link_account


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: AccountForm) -> str:
        data = form.cleaned_data
        person = link_account(by=request.user.scope, person=data["person"], user=data["email"])
        return _("%(name)s reports and replies with this account.") % {"name": person.name}

    return asked_once(
        request,
        committee,
        AccountForm(committee, request.POST or None),
        act,
        title=_("Link a representative to an account"),
        button=_("Link this account"),
    )
