"""Publish the list of candidates: first a page that says who will stand, in which order drawn how, and who will not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.forms import SeedForm
from hustings_site.elections.candidates.publishing import Prospect, prospects, publish_candidates
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.models import Contest
from hustings_site.elections.running import contest_run
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, contest: int) -> HttpResponse:
    found = contest_run(request, contest)
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                held = Contest.objects.select_for_update(of=("self",)).select_related("election").get(pk=found.pk)
                take(request.POST, held.state, *_seen(prospects(held)))
                order = publish_candidates(by=request.user.scope, contest=held, seed=form.cleaned_data["seed"])
        except AlreadySentError:
            return redirect("elections:candidates", found.election.slug, found.slug)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            said = ngettext("%(n)d candidate is published.", "%(n)d candidates are published.", len(order))
            messages.success(request, said % {"n": len(order)})
            return redirect("elections:candidates", found.election.slug, found.slug)
    foreseen = prospects(found)
    context = {
        "contest": found,
        "stand": [prospect for prospect in foreseen if prospect.stands],
        "out": [prospect for prospect in foreseen if not prospect.stands],
        "form": form,
        "slip": slip(found.state, *_seen(foreseen)),
        "place": "desk",
    }
    return render(request, "elections/candidates/desk_publish.html", context)


def _seen(foreseen: list[Prospect]) -> list[str]:
    return [f"{prospect.candidate.pk} {prospect.stands} {prospect.candidate.printed_name}" for prospect in foreseen]
