"""The ballot account as it stands now, with every branch, for whoever runs or watches the election."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.account import accounted_contests
from hustings_site.elections.papers.door import election_watched
from hustings_site.elections.papers.pages import account_page


@signed_in
@require_safe
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_watched(request, election)
    pages = [account_page(contest, whole=True) for contest in accounted_contests(found)]
    context = {"election": found, "pages": pages, "whole": True, "place": "desk"}
    return render(request, "elections/papers/account.html", context)
