"""Take out a change of a body that never happened."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import ReasonForm
from hustings_site.committees.models import BodyChange
from hustings_site.committees.services.bodies import strike_change


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    rows = BodyChange.objects.filter(body__organisation=committee.organisation, struck=False)
    change = get_object_or_404(rows.select_related("body__organisation", "into"), pk=pk)

    def act(form: ReasonForm) -> str:
        strike_change(by=request.user.scope, old=change, reason=form.cleaned_data["reason"])
        return _("Corrected. What stood there before stays readable, with your reason.")

    return asked_once(
        request,
        committee,
        ReasonForm(request.POST or None),
        act,
        title=_("Take out: %(what)s") % {"what": change},
        button=_("Say that it never happened"),
        seen=lambda: [BodyChange.objects.filter(corrects=change).exists()],
    )
