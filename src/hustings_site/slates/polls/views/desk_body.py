"""A body's own part in a poll, for its own officers alone: agreeing, and the matcher's answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.views.acting import Acted, act_once
from hustings_site.journal import clock
from hustings_site.pages.stale import slip
from hustings_site.slates.polls.counting import contest_of
from hustings_site.slates.polls.door import body_of
from hustings_site.slates.polls.forms import AgreeForm, ElsewhereForm
from hustings_site.slates.polls.models import PollBody
from hustings_site.slates.polls.services import agree, propose_counting_elsewhere


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, pk: int) -> HttpResponse:
    body = body_of(request, pk)
    agreeing = AgreeForm(request.POST if "agree" in request.POST else None, organisation=body.organisation)
    answer = ElsewhereForm(request.POST if "elsewhere" in request.POST else None)
    done = Acted()
    if "agree" in request.POST and agreeing.is_valid():
        given = agreeing.cleaned_data
        done = act_once(
            request,
            agreeing,
            seen=lambda: _seen(body),
            do=lambda: agree(by=request.user.scope, body=body, electorate=given["electorate"], spares=given["spares"]),
        )
        if done.done:
            messages.success(request, _("Agreed. The vote of your supporters is prepared at your own desk."))
    elif "elsewhere" in request.POST and answer.is_valid():
        numbers = answer.cleaned_data["numbers"]
        done = act_once(
            request,
            answer,
            seen=lambda: _seen(body),
            do=lambda: propose_counting_elsewhere(by=request.user.scope, body=body, numbers=numbers),
        )
        if done.done:
            messages.success(request, _("Entered, or waiting for a second officer of your body."))
    if done.done or done.sent_twice:
        return redirect("slates:desk_poll_body", body.pk)
    contest = contest_of(body)
    context = {
        "body": body,
        "poll": body.poll,
        "contest": contest,
        "agreeing": agreeing,
        "answer": answer,
        "too_late": clock.now() >= body.poll.agree_by,
        "may_match": contest is not None and contest.roll is not None and contest.poll is None,
        "slip": slip(*_seen(body)),
        "place": "desk",
    }
    return render(request, "slates/polls/desk_body.html", context, status=done.status)


def _seen(body: PollBody) -> tuple[object, ...]:
    held = PollBody.objects.get(pk=body.pk)
    return held.agreed_at, held.elsewhere
