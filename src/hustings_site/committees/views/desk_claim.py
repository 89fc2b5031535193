"""Enter a claim on the balance."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import ClaimForm
from hustings_site.committees.services.balance import enter_claim


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: ClaimForm) -> str:
        claim = enter_claim(by=request.user.scope, committee=committee, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": claim}

    return asked_once(
        request,
        committee,
        ClaimForm(committee, request.POST or None),
        act,
        title=_("Enter a claim on the balance"),
        button=_("Publish this claim with its author"),
        lead=_("Who is counted with whom is never ours to say: each claim stands under its author’s name."),
    )
