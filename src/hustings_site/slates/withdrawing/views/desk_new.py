"""Put a question on an endorsement to the group's supporters: prepared here, read back, then published."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, body_to_edit
from hustings_site.slates.forms import Sent
from hustings_site.slates.models import Body
from hustings_site.slates.withdrawing.forms import QuestionForm
from hustings_site.slates.withdrawing.selectors import votes
from hustings_site.slates.withdrawing.services import put_question


@login_required
@never_cache
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    body = body_to_edit(request, pk)
    shown = QuestionForm(body, None, "put")

    def form(_body: Body, sent: Sent, prefix: str) -> QuestionForm | None:
        return QuestionForm(body, sent, prefix) if shown.elected and body.supporters is not None else None

    acts: dict[str, DeskAct[Body]] = {
        "put": DeskAct(
            _("Ask supporters"),
            _("Keep this question"),
            form,
            lambda by, _body, data: put_question(by=by, **data),
            _("Kept. Look at it, then publish it."),
        )
    }
    offered = offered_acts(request, body, acts)
    if offered is None:
        newest = votes().filter(body=body).order_by("-pk").first()
        return redirect("slates:desk_endorsement_vote", newest.pk) if newest else redirect("slates:desk_body", body.pk)
    context = {"body": body, "offered": offered, "elected": shown.elected, "place": "desk"}
    return render(request, "slates/withdrawing/desk_new.html", context)
