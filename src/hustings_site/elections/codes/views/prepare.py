"""Prepare the polls: what has to stand is ticked off, then the boards are set up and the codes drawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes import preparation
from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import SealForm
from hustings_site.elections.codes.models import Preparation
from hustings_site.elections.codes.passphrases import bits, drawn
from hustings_site.elections.codes.views.mails import LOOK_AGAIN
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.enums import CodeIssue
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run
from hustings_site.elections.preparing import contests_to_prepare, preconditions, warnings
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.elections.views.set_up import held
from hustings_site.pages.stale import slip


@sensitive_post_parameters("passphrase", "again")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    form = SealForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        by, server = request.user.scope, request.build_absolute_uri("/").rstrip("/")
        acted = act_once(
            request,
            form,
            seen=lambda: seen_by(found),
            do=lambda: preparation.begin(by=by, election=found, passphrase=passphrase, server=server),
        )
        if isinstance(acted.result, Preparation):
            preparation.go(acted.result, by=by, passphrase=passphrase, server=server)
        elif acted.done:
            messages.success(
                request,
                _(
                    "The polls are prepared and the codes are drawn. Guessing your passphrase takes about 2 to the "
                    "power of %(bits)d tries."
                )
                % {"bits": bits(passphrase)},
            )
        if acted.done or acted.sent_twice:
            return redirect("elections:prepare", found.slug)
        status = acted.status
        found.refresh_from_db()
    ticks = preconditions(found)
    run = preparation.latest(found)
    at_work = run is not None and preparation.is_at_work(run)
    still = "still" in request.GET
    answer = render(
        request,
        "elections/codes/prepare.html",
        {
            "form": form,
            "election": found,
            "runs": may_run(request.user, found),
            "by_server": found.code_issue == CodeIssue.SERVER,
            "ticks": ticks,
            "lacking": [tick for tick in ticks if not tick.met],
            "warnings": warnings(found),
            "contests": contests_to_prepare(found),
            "prepared": found.contests.exclude(poll=None).order_by("position"),
            "issue": found.issues.first(),
            "drawn": drawn(),
            "run": run,
            "at_work": at_work,
            "still": still,
            "slip": slip(found.version, found.announced_at, found.booth),
            "place": "desk",
        },
        status=status,
    )
    if at_work and not still:
        answer["Refresh"] = LOOK_AGAIN
    return answer


def seen_by(election: Election) -> tuple[object, ...]:
    """The election's row, locked, as the page showed it."""
    version, announced_at = held(election)
    election.booth = Election.objects.values_list("booth", flat=True).get(pk=election.pk)
    return version, announced_at, election.booth
