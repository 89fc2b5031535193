"""The rows of an import with one verdict, a hundred to a page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import SHOWN_ROWS, import_of, rows_of, rows_told


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int, verdict: str) -> HttpResponse:
    if verdict not in SHOWN_ROWS:
        raise Http404
    found = import_of(organisation, member_import)
    page = Paginator(rows_of(found, verdict), 100).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "import": found,
        "page": page,
        "rows": rows_told(found, page.object_list),
        "verdict": verdict,
        "title": SHOWN_ROWS[verdict],
        "place": "desk",
    }
    return render(request, "roll/import_rows.html", context)
