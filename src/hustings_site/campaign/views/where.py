"""Where do I stand? A reader answers the same points; the browser compares, and nothing is sent."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.enums import CHOICES, PointKind
from hustings_site.campaign.models import Point
from hustings_site.campaign.selectors.checklist import checklist, published_programme, quiz_data


@csp_replace({"connect-src": [NONE]})  # type: ignore[arg-type]  # its types know no view with arguments
def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme)
    asked = [(point, offered(point)) for point in found.all_points if point.kind != PointKind.TEXT]
    context = {"programme": programme, "found": found, "asked": asked, "data": quiz_data(found), "place": "campaign"}
    return render(request, "campaign/where.html", context)


def offered(point: Point) -> list[tuple[int, str]]:
    """The positions on a point with their words, from yes to no, or from 1 up."""
    if point.kind == PointKind.CHOICE:
        return [(position, str(CHOICES[2 - position].label)) for position in (2, 1, 0)]
    ends = {1: point.low, point.places: point.high}
    return [(n - 1, f"{n}: {ends[n]}" if ends.get(n) else str(n)) for n in range(1, point.places + 1)]
