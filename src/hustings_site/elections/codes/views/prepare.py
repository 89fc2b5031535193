"""Prepare the polls: what has to stand is ticked off, then the boards are set up and the codes drawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import SealForm
from hustings_site.elections.codes.passphrases import bits, drawn
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.enums import CodeIssue
from hustings_site.elections.keys.services import election_key
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run
from hustings_site.elections.polling import prepare_polls
from hustings_site.elections.preparing import contests_to_prepare, lacking_to_prepare, preconditions, warnings
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
        acted = act_once(request, form, seen=lambda: seen_by(found), do=lambda: _prepare(request, found, passphrase))
        if acted.done:
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
    return render(
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
            "slip": slip(found.version, found.announced_at, found.booth),
            "place": "desk",
        },
        status=status,
    )


def seen_by(election: Election) -> tuple[object, ...]:
    """The election's row, locked, as the page showed it."""
    version, announced_at = held(election)
    election.booth = Election.objects.values_list("booth", flat=True).get(pk=election.pk)
    return version, announced_at, election.booth


def _prepare(request: OfficersRequest, election: Election, passphrase: str) -> object:
    if lacking := lacking_to_prepare(election):
        raise ValidationError([f"{each.title}: {each.how}" for each in lacking])
    return prepare_polls(
        by=request.user.scope,
        election=election,
        contests=contests_to_prepare(election),
        key=election_key(election),
        passphrase=passphrase,
        server=request.build_absolute_uri("/").rstrip("/"),
    )
