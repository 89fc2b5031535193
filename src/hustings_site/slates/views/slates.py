"""Every slate whose page is open, election by election."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.selectors.slates import public_slates


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "slates/slates.html", {"slates": public_slates(), "place": "slates"})
