"""Announce the terms: read everything back once, then it is public and fixed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.forms import NothingForm
from hustings_site.elections.terms import announce, lacking
from hustings_site.elections.terms_page import terms_in_words
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.elections.views.set_up import held
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    form = NothingForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        acted = act_once(
            request, form, seen=lambda: held(found), do=lambda: announce(by=request.user.scope, election=found)
        )
        if acted.done:
            messages.success(request, _("The terms are public, and every act of the timetable is promised."))
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
    context = {
        "form": form,
        "election": found,
        "lacking": lacking(found) if found.announced_at is None else [],
        "parts": terms_in_words(found),
        "slip": slip(found.version, found.announced_at),
        "place": "desk",
    }
    return render(request, "elections/announce.html", context, status=status)
