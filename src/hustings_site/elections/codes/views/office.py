"""Where an independent code office works with this server: rolls out, public halves in, withdrawn codes in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import HalvesForm, RefusedForm, RegisterForm
from hustings_site.elections.codes.independent import boards_to_draw_for, command, rolls_for_the_office
from hustings_site.elections.codes.selectors import issue_of, to_bar
from hustings_site.elections.codes.views.opening import issue_slip
from hustings_site.elections.codes.views.prepare import seen_by
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.enums import CodeIssue
from hustings_site.elections.keys.services import election_key
from hustings_site.elections.models import Election
from hustings_site.elections.papers.envelopes import polled_contests
from hustings_site.elections.permissions import may_run
from hustings_site.elections.polling import prepare_polls_of_office
from hustings_site.elections.preparing import lacking_to_prepare
from hustings_site.elections.secrecy import receive_register, take_refused
from hustings_site.elections.views.acting import act_once
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    polls = {} if found.booth else boards_to_draw_for(found)
    refusing, registering = "listed" in request.POST, "spares" in request.POST
    files = (request.POST, request.FILES)
    halves = HalvesForm(*(files if request.method == "POST" and not refusing and not registering else ()), polls=polls)
    register = RegisterForm(*(files if registering else ()), contests=polled_contests(found))
    refused = RefusedForm(request.POST if refusing else None, organisation=found.organisation)
    status = 200
    if halves.is_bound and halves.is_valid():
        bodies = {uuid: halves.cleaned_data[uuid].read() for uuid in polls}
        acted = act_once(request, halves, seen=lambda: seen_by(found), do=lambda: _prepare(request, found, bodies))
        if acted.done:
            messages.success(request, _("The polls are prepared with the codes of the independent office."))
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_office", found.slug)
        status = acted.status
        found.refresh_from_db()
    if refusing and refused.is_valid() and issue is not None:
        acted = act_once(
            request,
            refused,
            seen=lambda: (issue.pk, issue.erased_at),
            do=lambda: take_refused(by=request.user.scope, issue=issue, **refused.cleaned_data),
        )
        if acted.done:
            messages.success(request, _("%(n)s codes are refused from now on.") % {"n": acted.result})
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_office", found.slug)
    if registering and register.is_valid() and issue is not None:
        acted = act_once(
            request,
            register,
            seen=lambda: (issue.pk, issue.marked_at),
            do=lambda: receive_register(
                by=request.user.scope, issue=issue, voted=register.voted, spares=register.cleaned_data["spares"]
            ),
        )
        if acted.done:
            messages.success(request, _("The register has %(n)d marks.") % {"n": acted.result})
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_office", found.slug)
        status = acted.status
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "independent": found.code_issue == CodeIssue.AUTHORITY,
        "lacking": lacking_to_prepare(found),
        "polls": polls,
        "command": command(found) if polls else "",
        "issue": issue,
        "to_bar": to_bar(issue).count() if issue else 0,
        "form": halves,
        "refused": refused,
        "slip": slip(found.version, found.announced_at, found.booth),
        "refused_slip": issue_slip(issue),
        "register": register,
        "register_slip": slip(*((issue.pk, issue.marked_at) if issue else ())),
        "place": "desk",
    }
    return render(request, "elections/codes/office.html", context, status=status)


@signed_in
@require_safe
def rolls(request: OfficersRequest, election: str) -> HttpResponse:
    """The rolls and addresses, for the office alone; the journal says that they were fetched."""
    found = election_of_codes(request.user, election)
    packed = rolls_for_the_office(by=request.user.scope, election=found)
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="rolls-{found.slug}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


def _prepare(request: OfficersRequest, election: Election, halves: dict[str, bytes]) -> object:
    if election.code_issue != CodeIssue.AUTHORITY:
        raise ValidationError(_("By the terms of this election the server draws the codes."))
    if lacking := lacking_to_prepare(election):
        raise ValidationError([f"{each.title}: {each.how}" for each in lacking])
    return prepare_polls_of_office(
        by=request.user.scope,
        election=election,
        polls=boards_to_draw_for(election),
        key=election_key(election),
        halves=halves,
        server=request.build_absolute_uri("/").rstrip("/"),
    )
