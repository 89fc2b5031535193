"""Record what a meeting decided."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.enums import DecisionKind, Option
from hustings_site.committees.forms import DecisionForm
from hustings_site.committees.selectors.meetings import meetings_of, people_for
from hustings_site.committees.services.meetings import decide


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    meeting = get_object_or_404(meetings_of(committee), pk=pk)
    people = people_for(meeting)

    def act(form: DecisionForm) -> str:
        data = form.cleaned_data
        decision = decide(
            by=request.user.scope,
            meeting=meeting,
            title=data["title"],
            kind=DecisionKind(data["kind"]),
            carried=data["carried"],
            free=data["free"],
            motion=data["motion"],
            amendment=data["amendment"],
            source=data["source"],
            votes={person: Option(option) for person, option in form.chosen().items()},
        )
        return _("Entered: %(what)s") % {"what": decision}

    return asked_once(
        request,
        committee,
        DecisionForm(committee, people, request.POST or None),
        act,
        title=_("Record a decision"),
        button=_("Publish this decision"),
        lead=_("Of whom nothing is said stands as the attendance says; whoever was there has to be named."),
    )
