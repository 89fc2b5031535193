"""Make seats of a section."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import SeatsForm
from hustings_site.committees.services.seats import add_section, make_seat


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: SeatsForm) -> str:
        by, name = request.user.scope, form.cleaned_data["section"]
        section = committee.sections.filter(name=name).first() or add_section(by=by, committee=committee, name=name)
        made = form.cleaned_data["seats"]
        for _seat in range(made):
            make_seat(by=by, section=section, terms=form.terms())
        return ngettext("%(n)d seat made: %(section)s.", "%(n)d seats made: %(section)s.", made) % {
            "n": made,
            "section": name,
        }

    return asked_once(
        request,
        committee,
        SeatsForm(committee, request.POST or None),
        act,
        title=_("Make seats"),
        button=_("Make these seats"),
    )
