"""Answer what a member asks for."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import RequestState
from hustings_site.roll.forms import AnswerForm
from hustings_site.roll.models import CorrectionRequest, Organisation
from hustings_site.roll.requests import answer_correction


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, request_id: int) -> HttpResponse:
    asked = CorrectionRequest.objects.of(organisation).select_related("member__branch", "organisation")
    found = get_object_or_404(asked, pk=request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state, answer = RequestState(form.cleaned_data["state"]), form.cleaned_data["answer"]
        try:
            answer_correction(by=request.user.scope, request=found, state=state, answer=answer)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The member can read the answer now."))
            return redirect("roll:requests", organisation.slug)
    context = {"organisation": organisation, "asked": found, "form": form, "place": "desk"}
    return render(request, "roll/request.html", context)
