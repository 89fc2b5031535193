"""One candidate on one point: the answer, its history, and how it was asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.checklist import checklist, published_programme
from hustings_site.campaign.selectors.meetings import said_at_meetings


def view(request: HttpRequest, slug: str, candidate: int, number: int) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme)
    row, point = found.row_of(candidate), found.point(number)
    cell = next(each for each in row.cells if each.point == point)
    context = {"programme": programme, "row": row, "point": point, "cell": cell, "place": "campaign"}
    return render(request, "campaign/cell.html", {**context, "marks": said_at_meetings(row.candidate, point.pk)})
