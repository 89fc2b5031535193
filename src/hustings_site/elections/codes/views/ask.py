"""“I have no voting code”, “my address is wrong”: no account, and the same answer to everybody, on the roll or not."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.limits import Limit, address_of, use
from hustings_site.elections.codes.forms import AskForm
from hustings_site.elections.complaints.enums import Matter
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.complaints.selectors import election_with_complaints
from hustings_site.elections.complaints.services import complain
from hustings_site.elections.models import Election
from hustings_site.elections.views.acting import act_once
from hustings_site.pages.stale import slip

FROM_AN_ADDRESS = Limit("help with a code from an address", 20, timedelta(hours=1))
FOR_A_NUMBER = Limit("help with a code for a number", 5, timedelta(hours=24))


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, election: str, matter: Matter) -> HttpResponse:
    found = election_with_complaints(election)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            use(FROM_AN_ADDRESS, address_of(request))
            use(FOR_A_NUMBER, f"{found.pk} {form.cleaned_data['membership_number']}")
        except ValidationError as too_often:
            form.add_error(None, too_often)
        else:
            acted = act_once(request, form, seen=lambda: (found.pk, matter), do=lambda: _ask(found, matter, form))
            if isinstance(acted.result, Complaint):
                return redirect("elections:complained", found.slug, acted.result.number)
            if acted.sent_twice:
                return redirect("elections:complaints", found.slug)
    context = {
        "election": found,
        "no_code": matter == Matter.NO_CODE,
        "form": form,
        "slip": slip(found.pk, matter),
        "place": "elections",
    }
    return render(request, "elections/codes/ask.html", context)


def _ask(election: Election, matter: Matter, form: AskForm) -> Complaint:
    said = form.cleaned_data
    return complain(
        election=election,
        matter=matter,
        text=said["text"] or _("(nothing more was said)"),
        name=said["name"],
        membership_number=said["membership_number"],
    )
