"""Decide whether a question is published."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.forms import RulingForm
from hustings_site.committees.services.reports import show_question


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    question = get_object_or_404(committee.questions.all(), pk=pk)

    def act(form: RulingForm) -> str:
        show_question(by=request.user.scope, question=question, refused=form.cleaned_data["refused"])
        return _("Decided.")

    return asked_once(
        request,
        committee,
        RulingForm(request.POST or None),
        act,
        title=_("Publish a question?"),
        button=_("Decide"),
        lead=question.text,
    )
