"""Enter an answer that a candidate gave in public somewhere else, with its source."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, request_to_work_on
from hustings_site.campaign.enums import Way
from hustings_site.campaign.forms import ElsewhereForm
from hustings_site.campaign.selectors.answers import answers_in_force
from hustings_site.campaign.services.answers import publish_answers


@login_required
def view(request: SignedInRequest, request_pk: int) -> HttpResponse:
    asked = request_to_work_on(request, request_pk)
    before = answers_in_force(asked.programme, asked.candidate)
    form = ElsewhereForm(list(asked.programme.points.all()), before, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_answers(
                by=request.user.scope,
                request=asked,
                replies=form.replies(),
                way=Way.ELSEWHERE,
                source=form.cleaned_data["source"],
            )
        except ValidationError as refused:
            form.add_error("source", refused)
        else:
            messages.success(request, _("Published with its source."))
            return redirect("campaign:desk_programme", asked.programme_id)
    return render(request, "campaign/desk_answers.html", {"asked": asked, "form": form, "place": "desk"})
