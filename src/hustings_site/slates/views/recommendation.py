"""One recommendation as it was published, with how and why; also one that has been followed by another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.slates.models import Recommendation
from hustings_site.slates.selectors.pages import shown
from hustings_site.slates.selectors.recommending import in_force
from hustings_site.slates.withdrawing.selectors import withdrawn_from


def view(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Recommendation.objects.select_related("body__organisation", "slate", "contest__election__organisation"), pk=pk
    )
    context = {
        "recommendation": found,
        "each": shown(found),
        "in_force": in_force(found),
        "withdrawn": withdrawn_from(found),
        "place": "slates",
    }
    return render(request, "slates/recommendation.html", context)
