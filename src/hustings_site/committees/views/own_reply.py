"""A representative replies to what is recorded of a vote of theirs."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.committees.doors import SignedInRequest, committee_at
from hustings_site.committees.forms import WordsForm
from hustings_site.committees.models import Decision, Person
from hustings_site.committees.own_form import sent_once
from hustings_site.committees.services.meetings import reply_to_record


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    decision = get_object_or_404(Decision.objects.filter(meeting__committee=committee), pk=pk)
    person = Person.objects.filter(user=request.user, organisation=committee.organisation).first()
    if person is None:
        raise PermissionDenied

    def act(form: WordsForm) -> str:
        reply_to_record(by=request.user.scope, person=person, decision=decision, text=form.cleaned_data["text"])
        return _("Your reply stands beside your vote.")

    return sent_once(
        request,
        committee,
        WordsForm(request.POST or None),
        act,
        reverse("committees:person", args=[slug, person.pk]),
        title=_("Reply to what is recorded"),
        lead=decision.title,
        button=_("Publish my reply"),
    )
