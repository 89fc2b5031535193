"""What waits for a second officer, and what was decided lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_door import OfficersRequest, for_officers
from hustings_site.elections.desk_selectors import proposals_for


@for_officers
@require_safe
def view(request: OfficersRequest) -> HttpResponse:
    context = {
        "waiting": proposals_for(request.user),
        "decided": proposals_for(request.user, waiting=False)[:50],
        "place": "desk",
    }
    return render(request, "elections/approvals.html", context)
