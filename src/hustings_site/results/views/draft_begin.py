"""Begin a draft: totals from elsewhere, or papers to count; perhaps to correct a published result."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, for_returning_officers
from hustings_site.elections.models import Contest
from hustings_site.results.drafting import begin_draft
from hustings_site.results.enums import Kind


@for_returning_officers
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, contest: int | None = None) -> HttpResponse:
    corrected = get_object_or_404(Contest.objects.select_related("election"), pk=contest) if contest else None
    if request.method == "POST" and request.POST.get("kind") in Kind.values:
        draft = begin_draft(by=request.user, kind=Kind(request.POST["kind"]), contest=corrected)
        return redirect("results:draft", draft.pk)
    return render(request, "results/draft_begin.html", {"contest": corrected, "place": "desk"})
