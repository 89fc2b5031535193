"""Who asked for paper; somebody asks now; papers are handed to somebody who is here."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.models import Election
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.forms import AskForm, HandOverForm, with_election
from hustings_site.elections.papers.models import PaperRequest
from hustings_site.elections.papers.pages import precedence
from hustings_site.elections.papers.requests import ask_for_paper, hand_over_paper
from hustings_site.elections.running import election_run


@sensitive_post_parameters("ask-passphrase")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run(request, election)
    by = request.user.scope
    ask = Deed(
        "ask",
        _("Somebody asks for paper"),
        _("Write the request down"),
        with_election(AskForm, found),
        lambda said: ask_for_paper(by=by, election=found, **said),
        warning=precedence(found),
        done=_("Written down: the state stands in the list."),
    )
    hand_over = Deed(
        "hand_over",
        _("Papers are handed over here"),
        _("They were handed over"),
        HandOverForm,
        lambda said: hand_over_paper(by=by, request=_request(found, said["number"])),
        warning=_("From the stock, to an elector whom you know; one paper for each contest they have a vote in."),
        done=_("Written down."),
    )
    page = deeds_page(request, [ask, hand_over])
    if page.acted:
        return redirect("elections:paper_requests", found.slug)
    context = {
        "election": found,
        "page": page,
        "requests": PaperRequest.objects.filter(election=found).select_related("entry__branch"),
        "place": "desk",
    }
    return render(request, "elections/papers/requests.html", context, status=page.status)


def _request(election: Election, number: str) -> PaperRequest:
    request = PaperRequest.objects.filter(election=election, number=number.strip()).first()
    if request is None:
        raise ValidationError(
            gettext("Number %(number)s has not asked for paper: write the request down first.") % {"number": number}
        )
    return request
