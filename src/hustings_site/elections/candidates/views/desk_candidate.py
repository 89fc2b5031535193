"""One candidate's file on the desk: the printed name, addresses, what has come, and what can be done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.forms import DescriptionForm
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.own_page import own_page
from hustings_site.elections.candidates.services import describe, held_candidate
from hustings_site.elections.candidates.standing import NEXT
from hustings_site.elections.candidates.views.desk_standing import ACTS
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.enums import Standing
from hustings_site.elections.nominations.selectors import nominations_of
from hustings_site.elections.running import candidate_run
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, candidate: int) -> HttpResponse:
    found = candidate_run(request, candidate)
    file = file_of(found)
    initial = {"name": found.name, "distinction": found.distinction, "email": file.email, "address": file.address}
    form = DescriptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                held_candidate(found)
                take(request.POST, found.pk)
                describe(by=request.user.scope, candidate=found, version=_version(request), **form.cleaned_data)
        except AlreadySentError:
            return redirect("elections:desk_candidate", found.pk)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The file is kept."))
            return redirect("elections:desk_candidate", found.pk)
    file.refresh_from_db()
    after = NEXT[Standing(found.standing)]
    context = {
        "candidate": found,
        "own": own_page(file),
        "form": form,
        "nominations": nominations_of(found.contest).filter(candidate=found),
        "acts": [act for act in ACTS.values() if act.after in after],
        "waiting": Proposal.objects.filter(subject=found.scope, state=ProposalState.WAITING),
        "slip": slip(found.pk),
        "place": "desk",
    }
    return render(request, "elections/candidates/desk_candidate.html", context)


def _version(request: OfficersRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() else 0
