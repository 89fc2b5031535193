"""Print the letters: one PDF to be printed and posted now, of which the server keeps nothing."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes import sending
from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import LettersForm
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.selectors import issue_of
from hustings_site.elections.codes.views.opening import issue_slip, with_passphrase
from hustings_site.elections.codes.ways import health, ways
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run
from hustings_site.elections.secrecy import mailing
from hustings_site.elections.views.acting import sent

AT_A_TIME = 500
"""Letters in one PDF."""


@sensitive_post_parameters("passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    issue = issue_of(found)
    form = LettersForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        by, anew = request.user.scope, form.cleaned_data["again"]
        acted = with_passphrase(
            request, form, issue, lambda issue, passphrase: _letters(by, issue, passphrase, anew=anew)
        )
        if acted.done:
            return pdf(acted.result, f"letters-{found.slug}.pdf")
        if acted.sent_twice:
            return redirect("elections:codes_letters", found.slug)
        status = acted.status
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "issue": issue,
        "line": health(issue)[1] if issue else None,
        "at_a_time": AT_A_TIME,
        "form": form,
        "slip": issue_slip(issue),
        "place": "desk",
    }
    return render(request, "elections/codes/letters.html", context, status=status)


def pdf(made: object, name: str) -> HttpResponse:
    """Letters to keep nowhere but on paper."""
    assert isinstance(made, bytes), "letters are a PDF"
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _letters(by: str, issue: Issue, passphrase: str, *, anew: bool) -> bytes:
    way = ways(issue.election)[1]
    whom = set(issue.holders.filter(way.whom).values_list("pk", flat=True))
    given = [each for each in mailing(by=by, issue=issue, passphrase=passphrase) if each.holder.pk in whom]
    chosen = (given if anew else sending.not_yet(given, way.half))[:AT_A_TIME]
    if not chosen:
        raise ValidationError(_("Every letter has been printed."))
    return sending.print_letters(by=by, issue=issue, given=chosen, half=way.half)
