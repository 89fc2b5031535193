"""Enter a clause on casual vacancies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import ClauseForm
from hustings_site.committees.services.vacancies import enter_clause


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: ClauseForm) -> str:
        clause = enter_clause(by=request.user.scope, committee=committee, **form.cleaned_data)
        return _("Entered: %(what)s") % {"what": clause}

    return asked_once(
        request,
        committee,
        ClauseForm(committee, request.POST or None),
        act,
        title=_("Enter a clause on casual vacancies"),
        button=_("Publish this clause"),
    )
