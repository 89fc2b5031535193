"""The helpline's desk: who has no code or a wrong address, what to say, and what to do."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes.door import election_of_codes
from hustings_site.elections.codes.forms import AnsweredForm
from hustings_site.elections.codes.selectors import issue_of, open_requests
from hustings_site.elections.complaints.selectors import requests_not_told
from hustings_site.elections.complaints.services import settle_request
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.permissions import may_run
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_of_codes(request.user, election)
    form = AnsweredForm(sent(request), election=found)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["request"]
        acted = act_once(
            request,
            form,
            seen=lambda: (found.pk,),
            do=lambda: settle_request(by=request.user.scope, ruled_by=request.user.name, complaint=asked),
        )
        if acted.done or acted.sent_twice:
            return redirect("elections:codes_helpline", found.slug)
    context = {
        "election": found,
        "runs": may_run(request.user, found),
        "issue": issue_of(found),
        "requests": [(asked, elector, slip(found.pk)) for asked, elector in open_requests(found)],
        "not_sent": requests_not_told(found),
        "form": form,
        "place": "desk",
    }
    return render(request, "elections/codes/helpline.html", context)
