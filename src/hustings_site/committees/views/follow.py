"""Be told by mail of what is new on a committee."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.committees.doors import committee_at
from hustings_site.committees.forms import FollowForm
from hustings_site.committees.services import reports


def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        site = request.build_absolute_uri("/").rstrip("/")
        reports.follow(committee=committee, email=form.cleaned_data["email"], site=site)
        messages.success(request, _("A message is on its way to you. You are told of news once you say yes there."))
        return redirect("committees:follow", committee.slug)
    return render(request, "committees/follow.html", {"committee": committee, "form": form, "place": "committees"})
