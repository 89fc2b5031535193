"""The organisations that run elections here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.roll.models import Organisation
from hustings_site.roll.permissions import may_enter_organisation


def view(request: HttpRequest) -> HttpResponse:
    context = {"organisations": Organisation.objects.all(), "may_enter": may_enter_organisation(request.user)}
    return render(request, "roll/organisations.html", context)
