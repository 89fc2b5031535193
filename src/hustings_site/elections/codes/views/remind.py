"""Remind those who have not voted: the register is marked in a batch, then the reminders go out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes import running
from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.enums import MailKind
from hustings_site.elections.codes.forms import PassphraseForm
from hustings_site.elections.codes.models import MailRun
from hustings_site.elections.codes.reminders import begin_reminders, send_reminders
from hustings_site.elections.codes.selectors import issue_of
from hustings_site.elections.codes.views.mails import LOOK_AGAIN
from hustings_site.elections.codes.views.opening import issue_slip, with_passphrase
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run
from hustings_site.elections.views.acting import sent


@sensitive_post_parameters("passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    form = PassphraseForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        by = request.user.scope
        acted = with_passphrase(
            request,
            form,
            issue,
            lambda issue, passphrase: begin_reminders(by=by, issue=issue, passphrase=passphrase),
        )
        if isinstance(acted.result, MailRun):
            send_reminders(by=by, run=acted.result)
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_remind", found.slug)
        status = acted.status
    last = running.latest(issue, MailKind.REMINDER) if issue else None
    at_work = last is not None and running.is_at_work(last)
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "issue": issue,
        "run": last,
        "at_work": at_work,
        "interrupted": last is not None and running.is_interrupted(last),
        "still": "still" in request.GET,
        "form": form,
        "slip": issue_slip(issue),
        "place": "desk",
    }
    answer = render(request, "elections/codes/remind.html", context, status=status)
    if at_work and not context["still"]:
        answer["Refresh"] = LOOK_AGAIN
    return answer
