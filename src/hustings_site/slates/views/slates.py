"""Every slate whose page is open, every alliance and group, and where recommendations stand side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.models import Alliance, Body
from hustings_site.slates.selectors.pages import elections_recommended_in
from hustings_site.slates.selectors.slates import public_slates


def view(request: HttpRequest) -> HttpResponse:
    context = {
        "slates": public_slates(),
        "elections": elections_recommended_in(),
        "alliances": Alliance.objects.select_related("convener__organisation"),
        "bodies": Body.objects.select_related("organisation"),
        "place": "slates",
    }
    return render(request, "slates/slates.html", context)
