"""Who recommends whom, who endorses nobody, and who stands behind which list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.campaign.selectors.endorsements import behind_lists, endorsements_by_candidate, who_endorses_nobody
from hustings_site.elections.models import Contest


def view(request: HttpRequest, contest: int) -> HttpResponse:
    found = get_object_or_404(Contest.objects.select_related("election__organisation"), pk=contest)
    context = {
        "contest": found,
        "candidates": endorsements_by_candidate(found),
        "nobody": who_endorses_nobody(found),
        "lists": behind_lists(found),
        "place": "campaign",
    }
    return render(request, "campaign/endorsements.html", context)
