"""Who moved on what, and when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.campaign.selectors.answers import who_moved
from hustings_site.campaign.selectors.checklist import Cell, checklist, published_programme


def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    found = checklist(programme)
    cells = {(row.candidate.pk, cell.point.pk): cell for row in found.everybody for cell in row.cells}
    moved = [
        (cells[each.new.candidate_id, each.point.pk], shown(cells, each.old), shown(cells, each.new))
        for each in who_moved(programme, found.given)
    ]
    return render(request, "campaign/moved.html", {"programme": programme, "moved": moved, "place": "campaign"})


def shown(cells: dict[tuple[int, int], Cell], answer: object) -> Cell:
    """The cell as it was with this answer in force."""
    whole = cells[answer.candidate_id, answer.point_id]  # type: ignore[attr-defined]
    return Cell(whole.candidate, whole.point, (answer,), whole.missing)  # type: ignore[arg-type]
