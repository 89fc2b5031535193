"""For whom a person can nominate now: each branch of theirs, and themselves, for each open post."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.accounts.models import User
from hustings_site.elections.nominations.to_do import offers_for


@login_required
def view(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    return render(
        request, "elections/nominations/nominate.html", {"offers": offers_for(request.user), "place": "nominate"}
    )
