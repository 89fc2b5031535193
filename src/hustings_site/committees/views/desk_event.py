"""Enter what happened to a seat."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import EventForm
from hustings_site.committees.services.seats import enter_event, person_named


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)

    def act(form: EventForm) -> str:
        by, name = request.user.scope, form.cleaned_data["person"]
        person = person_named(by=by, organisation=committee.organisation, name=name) if name else None
        event = enter_event(by=by, seat=form.cleaned_data["seat"], what=form.happening(person))
        return _("Entered: %(what)s") % {"what": event}

    return asked_once(
        request,
        committee,
        EventForm(committee, request.POST or None, initial={"seat": request.GET.get("seat", "")}),
        act,
        title=_("Enter what happened to a seat"),
        button=_("Enter this in the record"),
        lead=_("It is public at once, and stays: a mistake is corrected in sight of everybody."),
    )
