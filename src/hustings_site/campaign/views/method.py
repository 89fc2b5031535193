"""How agreement is worked out, with its sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "campaign/method.html", {"place": "campaign"})
