"""A count has stopped for a lot: record the order in which it was drawn, and go on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.results.declare_page import lot_asked
from hustings_site.results.door import for_the_draft
from hustings_site.results.drafting import keep_fields, start_count
from hustings_site.results.lots import LotForm, with_draw
from hustings_site.results.models import Draft


@for_the_draft
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, found: Draft) -> HttpResponse:
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
    return render(
        request, "results/draft_lot.html", {"form": form, "draft": found, "asked": lot_asked(found), "place": "desk"}
    )
