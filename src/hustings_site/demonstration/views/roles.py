"""Whom one can be, with one click each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.demonstration.roles import SEATS


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "demonstration/roles.html", {"seats": SEATS})
