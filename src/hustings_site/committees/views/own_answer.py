"""A representative answers a member’s question."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.committees.doors import SignedInRequest, committee_at
from hustings_site.committees.forms import WordsForm
from hustings_site.committees.own_form import sent_once
from hustings_site.committees.permissions import is_representative
from hustings_site.committees.services.reports import answer_question


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    question = get_object_or_404(committee.questions.select_related("person").exclude(shown_at=None), pk=pk)
    if not is_representative(request.user, question.person):
        raise PermissionDenied

    def act(form: WordsForm) -> str:
        answer_question(by=request.user.scope, question=question, answer=form.cleaned_data["text"])
        return _("Your answer is public.")

    return sent_once(
        request,
        committee,
        WordsForm(request.POST or None),
        act,
        reverse("committees:person", args=[slug, question.person_id]),
        title=_("Answer a question"),
        lead=question.text,
        button=_("Publish my answer"),
    )
