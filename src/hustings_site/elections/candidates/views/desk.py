"""Everybody named in an election, as its returning officer sees them: who has answered, signed, reached the number."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.desk_page import desk_page, waiting_for_a_key
from hustings_site.elections.candidates.keys import mail_key
from hustings_site.elections.candidates.views.desk_key import address_of
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.running import election_run


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run(request, election)
    if request.method == "POST":
        sent = 0
        for candidate in waiting_for_a_key(found):
            try:
                mail_key(by=request.user.scope, candidate=candidate, address=address_of(request))
            except ValidationError as refusal:
                messages.warning(request, refusal.messages[0])
            else:
                sent += 1
        said = ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", sent) % {"n": sent}
        messages.success(request, said) if sent else messages.warning(request, _("Nobody with an address waits."))
        return redirect("elections:desk_candidates", found.slug)
    context = {"election": found, "contests": desk_page(found), "place": "desk"}
    return render(request, "elections/candidates/desk.html", context)
