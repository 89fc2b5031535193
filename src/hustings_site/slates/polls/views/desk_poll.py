"""A poll on the desk of the organisation that makes it: bodies, rules, candidates, the order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.views.acting import Acted, act_once
from hustings_site.pages.stale import slip
from hustings_site.roll.models import Organisation
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.door import poll_made
from hustings_site.slates.polls.forms import InviteForm, OrderForm
from hustings_site.slates.polls.models import SupportersPoll
from hustings_site.slates.polls.selectors import bodies_shown, may_count
from hustings_site.slates.polls.services import invite_body, keep_up, publish_rules


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, pk: int) -> HttpResponse:
    poll = poll_made(request, pk)
    act = next((name for name in ("invite", "publish", "keep_up", "order") if name in request.POST), "")
    others = Organisation.objects.exclude(supporters_polls__poll=poll)
    invite = InviteForm(request.POST if act == "invite" else None, organisations=others)
    order = OrderForm(request.POST if act in {"publish", "keep_up", "order"} else None)
    done = Acted()
    if act and (invite if act == "invite" else order).is_valid():
        done = _act(request, poll, act, invite, order)
        if done.done or done.sent_twice:
            return redirect("slates:desk_poll", poll.pk)
    shown = bodies_shown(poll)
    context = {
        "poll": poll,
        "bodies": shown,
        "candidates": poll.candidates.all(),
        "invite": invite,
        "order": order,
        "ready": may_count(shown),
        "published": poll.orders.first(),
        "slip": slip(*_seen(poll)),
        "place": "desk",
    }
    return render(request, "slates/polls/desk_poll.html", context, status=done.status)


def _seen(poll: SupportersPoll) -> tuple[object, ...]:
    held = SupportersPoll.objects.get(pk=poll.pk)
    return held.published_at, held.bodies.count(), held.orders.count()


def _act(request: OfficersRequest, poll: SupportersPoll, act: str, invite: InviteForm, order: OrderForm) -> Acted:
    by = request.user.scope
    if act == "invite":
        given = invite.cleaned_data
        done = act_once(
            request,
            invite,
            seen=lambda: _seen(poll),
            do=lambda: invite_body(by=by, poll=poll, organisation=given["organisation"], weight=given["weight"]),
        )
        return _told(request, done, _("Invited. It agrees by an officer of its own once the rules are published."))
    if act == "publish":
        done = act_once(request, order, seen=lambda: _seen(poll), do=lambda: publish_rules(by=by, poll=poll))
        return _told(request, done, _("The rules are published. Each body agrees now."))
    if act == "keep_up":
        done = act_once(request, order, seen=lambda: _seen(poll), do=lambda: str(keep_up(by=by, poll=poll)))
        return _told(request, done, _("Read: %(n)s candidates stand otherwise than before.") % {"n": done.result})
    reason = order.cleaned_data["reason"]
    done = act_once(request, order, seen=lambda: _seen(poll), do=lambda: publish_order(by=by, poll=poll, reason=reason))
    return _told(request, done, _("The order is published."))


def _told(request: OfficersRequest, done: Acted, text: str) -> Acted:
    if done.done:
        messages.success(request, text)
    return done
