"""The representative replies to a petition, with their own account."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.committees.doors import SignedInRequest, committee_at
from hustings_site.committees.forms import WordsForm
from hustings_site.committees.own_form import sent_once
from hustings_site.committees.permissions import is_representative
from hustings_site.committees.recall.selectors import petition_at
from hustings_site.committees.recall.services import reply


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    petition = petition_at(committee, pk)
    if not is_representative(request.user, petition.person):
        raise PermissionDenied

    def act(form: WordsForm) -> str:
        reply(by=request.user.scope, petition=petition, text=form.cleaned_data["text"])
        return _("Your reply stands beside the petition.")

    return sent_once(
        request,
        committee,
        WordsForm(request.POST or None),
        act,
        reverse("committees:recall_petition", args=[slug, pk]),
        title=_("Reply to the petition"),
        lead=petition.text,
        button=_("Publish my reply"),
    )
