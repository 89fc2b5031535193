"""Supporters' polls that the person makes, and those of others that wait for the person's body."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.slates.polls.selectors import invitations_of, polls_hosted_by


@signed_in
def view(request: OfficersRequest) -> HttpResponse:
    if not organisations_run_by(request.user).exists():
        raise PermissionDenied
    context = {"made": polls_hosted_by(request.user), "asked": invitations_of(request.user), "place": "desk"}
    return render(request, "slates/polls/desk_polls.html", context)
