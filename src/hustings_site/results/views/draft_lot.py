"""A count has stopped for a lot: record the order in which it was drawn, and go on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, for_returning_officers
from hustings_site.results.drafting import keep_fields, start_count
from hustings_site.results.lots import LotForm, with_draw
from hustings_site.results.selectors import draft_on_desk


@for_returning_officers
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, draft: UUID) -> HttpResponse:
    found = draft_on_desk(draft)
    if not found.lot_needed:
        return redirect("results:draft", found.pk)
    form = LotForm(found.lot_needed["names"], request.POST or None)
    if request.method == "POST" and form.is_valid():
        drawn = with_draw(
            str(found.fields.get("lots", "")),
            purpose=found.lot_needed["purpose"],
            order=form.cleaned_data["order"],
            note=form.cleaned_data["note"],
        )
        keep_fields(draft=found, fields={"lots": drawn})
        start_count(draft=found)
        return redirect("results:draft_count", found.pk)
    return render(request, "results/draft_lot.html", {"form": form, "draft": found, "place": "desk"})
