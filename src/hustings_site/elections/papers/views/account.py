"""The ballot account for everybody, once the poll is closed: the page and its JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.papers.pages import account_page, as_data, closed_contests
from hustings_site.elections.public_selectors import announced_election


@require_safe
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    pages = [account_page(contest, whole=False) for contest in closed_contests(found)]
    context = {"election": found, "pages": pages, "whole": False, "place": "elections"}
    return render(request, "elections/papers/account.html", context)


@require_safe
def as_json(request: HttpRequest, election: str) -> HttpResponse:
    found = announced_election(election)
    contests = [as_data(account_page(contest, whole=False)) for contest in closed_contests(found)]
    answer = JsonResponse({"election": found.slug, "contests": contests}, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
