"""Enter a reply that came on paper, with its scan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, request_to_work_on
from hustings_site.campaign.forms import PaperForm
from hustings_site.campaign.selectors.answers import answers_in_force
from hustings_site.campaign.services.answers import enter_paper


@login_required
def view(request: SignedInRequest, request_pk: int) -> HttpResponse:
    asked = request_to_work_on(request, request_pk)
    before = answers_in_force(asked.programme, asked.candidate)
    form = PaperForm(list(asked.programme.points.all()), before, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            enter_paper(
                by=request.user.scope, request=asked, scan=scan.read(), scan_name=scan.name, replies=form.replies()
            )
        except ValidationError as refused:
            form.add_error("scan", refused)
        else:
            messages.success(
                request, _("Entered. It is published once a second officer has compared it with the scan.")
            )
            return redirect("campaign:desk_programme", asked.programme_id)
    return render(request, "campaign/desk_answers.html", {"asked": asked, "form": form, "paper": True, "place": "desk"})
