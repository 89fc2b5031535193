"""Take out a decision that was never taken."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import ReasonForm
from hustings_site.committees.models import Decision
from hustings_site.committees.services.meetings import strike_decision


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    decision = get_object_or_404(Decision.objects.filter(meeting__committee=committee, struck=False), pk=pk)

    def act(form: ReasonForm) -> str:
        strike_decision(by=request.user.scope, old=decision, reason=form.cleaned_data["reason"])
        return _("Corrected. What stood there before stays readable, with your reason.")

    return asked_once(
        request,
        committee,
        ReasonForm(request.POST or None),
        act,
        title=_("Take out a decision: %(what)s") % {"what": decision},
        button=_("Say that it was never taken"),
        lead=_("Its votes no longer count, and a motion that it settled waits again. Enter what was decided instead."),
        seen=lambda: [Decision.objects.filter(corrects=decision).exists()],
    )
