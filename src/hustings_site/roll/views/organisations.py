"""The organisations that run elections here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.roll.models import Organisation


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "roll/organisations.html", {"organisations": Organisation.objects.all()})
