"""The count of a draft's papers as it goes on; where scripts run, the page looks again by itself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.results.door import for_the_draft
from hustings_site.results.drafting import seems_dead, start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.models import Draft


@for_the_draft
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, found: Draft) -> HttpResponse:
    if request.method == "POST":
        start_count(draft=found)
        return redirect("results:draft_count", found.pk)
    if found.state == DraftState.READY:
        return redirect("results:draft_preview", found.pk)
    if found.state == DraftState.STOPPED:
        return redirect("results:draft_lot" if found.lot_needed else "results:draft", found.pk)
    if found.state != DraftState.COUNTING:
        return redirect("results:draft", found.pk)
    since = found.counting_since or timezone.now()
    context = {"draft": found, "dead": seems_dead(found), "seconds": (timezone.now() - since).seconds, "place": "desk"}
    return render(request, "results/draft_count.html", context)
