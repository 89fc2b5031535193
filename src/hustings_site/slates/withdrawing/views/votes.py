"""Every vote on an endorsement, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.withdrawing.selectors import public_votes


def view(request: HttpRequest) -> HttpResponse:
    return render(request, "slates/withdrawing/votes.html", {"votes": public_votes()[:100], "place": "slates"})
