"""The ballot list: what is on the board, newest first, a receipt number looked up, and how to check it all.

A receipt number is looked up by POST, which changes nothing: no number stands in an address that a log could keep.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings_site.booth.ballot_list_page import ballot_list_page
from hustings_site.booth.selectors import poll_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, poll: str) -> HttpResponse:
    wanted = poll_of(poll)
    page = ballot_list_page(wanted, request.GET.get("page", ""), request.POST.get("receipt"))
    response = render(request, "booth/ballot_list.html", {"page": page, "poll": wanted, "booth": wanted.booth})
    response["Cache-Control"] = "no-store"
    return response
