"""Take up tables: an archive of them, or one. Every row is entered, or none."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import TablesForm
from hustings_site.committees.tables.reading import take_tables


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: TablesForm) -> str:
        taken = take_tables(by=request.user.scope, committee=committee, texts=form.cleaned_data["texts"])
        told = ", ".join(f"{name} {rows}" for name, rows in taken.items())
        return _("Recorded: %(rows)s.") % {"rows": told}

    return asked_once(
        request,
        committee,
        TablesForm(request.POST or None, request.FILES or None),
        act,
        title=_("Take up tables"),
        button=_("Enter every row"),
        lead=_("As they are exported: all rows of all tables are entered, or none, and the message names the line."),
    )
