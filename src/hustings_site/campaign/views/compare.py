"""Two candidates side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings.matching.agreement import agreement
from hustings_site.campaign.selectors.checklist import checklist, matching_points, positions, published_programme


def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme)
    context: dict[str, object] = {"programme": programme, "found": found, "place": "campaign"}
    chosen = [request.GET.get(name, "") for name in ("one", "other")]
    if all(key.isdecimal() for key in chosen):
        one, other = (found.row_of(int(key)) for key in chosen)
        stands = positions(found)
        share = agreement(matching_points(found.all_points), stands[one.candidate.pk], stands[other.candidate.pk])
        pairs = list(zip(found.all_points, one.cells, other.cells, strict=True))
        context |= {"one": one, "other": other, "agreement": share, "pairs": pairs}
    return render(request, "campaign/compare.html", context)
