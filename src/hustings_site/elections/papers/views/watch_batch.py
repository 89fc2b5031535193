"""For whoever watches: how each paper of a batch is read, and a form to challenge one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.door import batch_watched
from hustings_site.elections.papers.entry import challenge_paper
from hustings_site.elections.papers.enums import BatchState
from hustings_site.elections.papers.forms import ChallengeForm
from hustings_site.elections.papers.pages import papers_read


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, batch: int) -> HttpResponse:
    found = batch_watched(request, batch)
    challenge = Deed(
        "challenge",
        _("Challenge a paper"),
        _("Challenge it"),
        ChallengeForm,
        lambda said: challenge_paper(by=request.user.scope, batch=found, **said),
        warning=_(
            "The returning officer looks at the paper with you, and rules with a reason. The count waits for it."
        ),
        done=_("Your challenge waits for the ruling."),
    )
    page = deeds_page(request, [challenge] if found.state == BatchState.AGREED else [])
    if page.acted:
        return redirect("elections:paper_watch_batch", found.pk)
    context = {
        "batch": found,
        "contest": found.contest,
        "election": found.contest.election,
        "papers": papers_read(found),
        "challenges": found.challenges.select_related("adjudication"),
        "adjudications": found.adjudications.all(),
        "page": page,
        "place": "desk",
    }
    return render(request, "elections/papers/watch_batch.html", context, status=page.status)
