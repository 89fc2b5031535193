"""Certificates of erasure: what was erased, when, what stays."""

from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Erasure, Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    context = {"organisation": organisation, "erasures": Erasure.objects.of(organisation), "place": "desk"}
    return render(request, "roll/erasures.html", context)
