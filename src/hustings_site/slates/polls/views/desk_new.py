"""Make a supporters' poll: its rules, read back on its own page before anybody else sees them."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.elections.enums import ContestState, ElectionKind
from hustings_site.elections.models import Contest
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.pages.stale import slip
from hustings_site.slates.polls.forms import PollForm
from hustings_site.slates.polls.models import SupportersPoll
from hustings_site.slates.polls.services import DATES, begin_poll
from hustings_site.slates.selectors.slates import slates_written_by


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest) -> HttpResponse:
    hosts = organisations_run_by(request.user)
    if not hosts.exists():
        raise PermissionDenied
    public = Contest.objects.filter(Q(election__announced_at__isnull=False) | Q(state=ContestState.RECORDED))
    contests = public.exclude(election__kind=ElectionKind.SUPPORTERS).select_related("election__organisation")
    contests = contests.order_by("-election__pk", "position")
    form = PollForm(sent(request), hosts=hosts, contests=contests, slates=slates_written_by(request.user))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        dates = {name: given.pop(name) for name in DATES}
        done = act_once(
            request,
            form,
            seen=lambda: (),
            do=lambda: begin_poll(by=request.user.scope, dates=dates, **given),
        )
        if isinstance(done.result, SupportersPoll):
            return redirect("slates:desk_poll", done.result.pk)
        if done.sent_twice:
            return redirect("slates:desk_polls")
    return render(request, "slates/polls/desk_new.html", {"form": form, "slip": slip(), "place": "desk"})
