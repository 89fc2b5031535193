"""The first page after signing in: what is waiting for this person, put there by each room."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.pages.sections import WAITING


@login_required
def view(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/waiting.html", {"sections": WAITING.ready_for(request), "place": "waiting"})
