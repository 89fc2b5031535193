"""What every group recommends for one contest, side by side; the same page for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.elections.models import Contest
from hustings_site.elections.stopping import stopping_sentences
from hustings_site.slates.selectors.pages import side_by_side
from hustings_site.slates.selectors.regions import branch_asked_for


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    contests = Contest.objects.select_related("election__organisation")
    found = get_object_or_404(contests, slug=contest, election__slug=election)
    asked = {name: request.GET.get(name, "") for name in ("branch", "postcode")}
    region = branch_asked_for(found.election.organisation, **asked)
    shown, rows = side_by_side(found, region)
    context = {
        "contest": found,
        "election": found.election,
        "shown": shown,
        "rows": rows,
        "region": region,
        "stopping": stopping_sentences(found),
        "place": "slates",
    }
    return render(request, "slates/recommendations.html", context)
