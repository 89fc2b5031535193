"""Say anew what a seat is: that it ends, or that it was entered wrongly."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import TermsCorrectionForm
from hustings_site.committees.models import SeatTerms
from hustings_site.committees.services.seats import SeatIs, correct_seat


@login_required
def view(request: SignedInRequest, slug: str, terms: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    rows = SeatTerms.objects.filter(seat__section__committee=committee, struck=False).select_related("seat__section")
    old = get_object_or_404(rows, pk=terms)

    def act(form: TermsCorrectionForm) -> str:
        correct_seat(by=request.user.scope, old=old, terms=form.terms(), reason=form.cleaned_data["reason"])
        return _("Corrected. What stood there before stays readable, with your reason.")

    initial = {name: getattr(old, name) for name in SeatIs.__slots__} | {"no_vote": not old.voting}
    return asked_once(
        request,
        committee,
        TermsCorrectionForm(committee, request.POST or None, initial=initial),
        act,
        title=_("Correct what a seat is: %(seat)s") % {"seat": old.seat},
        button=_("Publish the correction"),
        seen=lambda: [old.pk, SeatTerms.objects.filter(corrects=old).exists()],
    )
