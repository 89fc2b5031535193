"""Type what a candidate sent on paper: an answer, a statement, consents, a signed proof."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates import services
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.candidates.forms import PaperForm
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.own_page import own_page
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.models import Candidate
from hustings_site.elections.running import candidate_run
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, candidate: int) -> HttpResponse:
    found = candidate_run(request, candidate)
    file = file_of(found)
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                held = services.held_candidate(found)
                take(request.POST, held.standing, file_of(held).version)
                _type_in(request.user.scope, held, form)
        except AlreadySentError:
            return redirect("elections:desk_candidate", found.pk)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("What came on paper is typed in, and marked as such."))
            return redirect("elections:desk_candidate", found.pk)
    context = {
        "candidate": found,
        "own": own_page(file),
        "form": form,
        "slip": slip(found.standing, file.version),
        "place": "desk",
    }
    return render(request, "elections/candidates/desk_paper.html", context)


def _type_in(by: str, candidate: Candidate, form: PaperForm) -> None:
    said = form.cleaned_data
    if said["signed"]:
        shown = services.proof_fingerprint(candidate)
        services.sign_proof(by=by, candidate=candidate, shown=shown, source=Source.PAPER)
    acts = {"accept": services.accept, "decline": services.decline, "withdraw": services.withdraw}
    if said["answer"]:
        acts[said["answer"]](by=by, candidate=candidate, source=Source.PAPER)
    if said["statement"].strip():
        services.keep_statement(by=by, candidate=candidate, text=said["statement"], source=Source.PAPER)
    if said["consents_given"]:
        given: dict[PublicField, bool] = {
            field: field.value in said["consents"] for field in PublicField if field != PublicField.NAME
        }
        services.give_consents(by=by, candidate=candidate, given=given, source=Source.PAPER)
