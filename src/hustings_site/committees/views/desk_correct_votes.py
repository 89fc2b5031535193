"""Correct who voted how in a division."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.enums import DecisionKind, Option
from hustings_site.committees.forms import VotesForm
from hustings_site.committees.models import Decision
from hustings_site.committees.selectors.meetings import voters_of
from hustings_site.committees.services.meetings import correct_votes


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    divisions = Decision.objects.filter(
        meeting__committee=committee, kind=DecisionKind.DIVISION, struck=False, corrected_by=None
    )
    decision = get_object_or_404(divisions.select_related("meeting"), pk=pk)
    votes = voters_of(decision)

    def act(form: VotesForm) -> str:
        options = {person: Option(option) for person, option in form.chosen().items()}
        changed = correct_votes(
            by=request.user.scope, decision=decision, options=options, reason=form.cleaned_data["reason"]
        )
        return _("Corrected: %(names)s.") % {"names": ", ".join(vote.person.name for vote in changed)}

    stands = {f"person_{vote.person_id}": vote.option for vote in votes}
    return asked_once(
        request,
        committee,
        VotesForm([vote.person for vote in votes], Option.choices, request.POST or None, initial=stands),
        act,
        title=_("Correct the votes: %(what)s") % {"what": decision},
        button=_("Publish the correction"),
        lead=_("Change what is wrong and leave the rest. Both accounts stand beside each other, with your reason."),
        seen=lambda: [vote.pk for vote in voters_of(decision)],
    )
