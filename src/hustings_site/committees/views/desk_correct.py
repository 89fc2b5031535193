"""Correct what was entered of a seat."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import CorrectionForm
from hustings_site.committees.models import SeatEvent
from hustings_site.committees.services.seats import correct_event, person_named


@login_required
def view(request: SignedInRequest, slug: str, event: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    old = get_object_or_404(SeatEvent.objects.filter(seat__section__committee=committee), pk=event)

    def act(form: CorrectionForm) -> str:
        by, data = request.user.scope, form.cleaned_data
        person = (
            person_named(by=by, organisation=committee.organisation, name=data["person"]) if data["person"] else None
        )
        what = form.happening(person)
        if person == old.person:
            what = replace(what, candidate=old.candidate)
        correct_event(by=by, old=old, what=None if data["never"] else what, reason=data["reason"])
        return _("Corrected. What stood there before stays readable, with your reason.")

    initial = {name: getattr(old, name) for name in ("what", "on", "how", "until", "body", "note", "source")}
    initial["person"] = old.person.name if old.person else ""
    return asked_once(
        request,
        committee,
        CorrectionForm(committee, request.POST or None, initial=initial),
        act,
        title=_("Correct: %(what)s") % {"what": old},
        button=_("Publish the correction"),
        seen=lambda: [old.pk, SeatEvent.objects.filter(corrects=old).exists()],
    )
