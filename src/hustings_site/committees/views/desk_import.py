"""Take up a table of what happened to seats."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import RecordForm
from hustings_site.committees.record_file import take_record


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: RecordForm) -> str:
        taken = take_record(by=request.user.scope, committee=committee, text=form.cleaned_data["table"])
        return _("Recorded: %(n)d.") % {"n": taken}

    return asked_once(
        request,
        committee,
        RecordForm(request.POST or None),
        act,
        title=_("Take up a table"),
        button=_("Enter every row"),
        lead=_("As record.csv gives it: all rows are entered, or none, and the message names the line."),
    )
