"""Take codes out of use of electors struck or held apart since; and what becomes of a ballot cast before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes.barring import bar, bar_by_office
from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import BarredForm, PassphraseForm
from hustings_site.elections.codes.independent import bar_commands
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.selectors import issue_of, to_bar
from hustings_site.elections.codes.views.opening import with_passphrase
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run
from hustings_site.elections.views.acting import Acted, act_once, sent
from hustings_site.pages.stale import slip


@sensitive_post_parameters("passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    here = issue is None or issue.sealed
    form = PassphraseForm(sent(request)) if here else BarredForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        acted = _act(request, form, issue)
        if acted.done:
            n = int(str(acted.result))
            said = ngettext("%(n)d code is out of use from now on.", "%(n)d codes are out of use from now on.", n) % {
                "n": n
            }
            messages.success(request, said)
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_bar", found.slug)
        status = acted.status
    entries = list(to_bar(issue)) if issue else []
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "issue": issue,
        "entries": entries,
        "commands": bar_commands(found, entries) if issue and not here else [],
        "form": form,
        "slip": slip(*_shown(issue)),
        "place": "desk",
    }
    return render(request, "elections/codes/bar.html", context, status=status)


def _act(request: OfficersRequest, form: PassphraseForm | BarredForm, issue: Issue | None) -> Acted:
    by = request.user.scope
    if isinstance(form, PassphraseForm) or issue is None:
        assert isinstance(form, PassphraseForm), "without codes the page asks for the passphrase"
        return with_passphrase(
            request, form, issue, lambda issue, passphrase: bar(by=by, issue=issue, passphrase=passphrase)
        )
    listed = form.cleaned_data["listed"]
    return act_once(
        request, form, seen=lambda: _shown(issue), do=lambda: bar_by_office(by=by, issue=issue, listed=listed)
    )


def _shown(issue: Issue | None) -> tuple[object, ...]:
    return (issue.pk, issue.erased_at) if issue else ()
