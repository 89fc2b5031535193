"""The person concerned replies, from their own account."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest
from hustings_site.slates.withdrawing.door import is_concerned
from hustings_site.slates.withdrawing.forms import ReplyForm
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.selectors import public_vote
from hustings_site.slates.withdrawing.services import reply

ACTS: dict[str, DeskAct[EndorsementVote]] = {
    "reply": DeskAct(
        _("Reply"),
        _("Publish my reply"),
        lambda _vote, sent, prefix: ReplyForm(sent, prefix),
        lambda by, vote, data: reply(by=by, vote=vote, text=data["text"]),
        _("Your reply stands beside the question."),
    )
}


@login_required
@never_cache
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    vote = public_vote(slug)
    if not is_concerned(request.user, vote):
        raise PermissionDenied
    offered = offered_acts(request, vote, ACTS)
    if offered is None:
        return redirect("slates:endorsement_vote", vote.slug)
    context = {"vote": vote, "offered": offered, "place": "slates"}
    return render(request, "slates/withdrawing/reply.html", context)
