"""Close the poll that is open, open its ballots and count them, without waiting for its time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.demonstration.act_7 import close_and_count
from hustings_site.demonstration.stage import the_stage


@require_POST
def view(request: HttpRequest) -> HttpResponse:
    try:
        result = close_and_count(the_stage())
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
        return redirect("demonstration:story")
    messages.success(request, _("The poll is closed, its ballots are opened and counted."))
    return redirect("results:result", result.contest.election.slug, result.contest.slug)
