"""A follower's own page: say yes, or leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.committees.models import Follower
from hustings_site.committees.services import reports


def view(request: HttpRequest, key: str) -> HttpResponse:
    follower = get_object_or_404(Follower.objects.select_related("committee__organisation"), key=key)
    committee = follower.committee
    if request.method == "POST":
        if "leave" in request.POST:
            reports.unfollow(follower=follower)
            messages.success(request, _("You are told no longer, and your address is forgotten."))
            return redirect("committees:committee", committee.slug)
        reports.confirm(follower=follower)
        messages.success(request, _("You are told of reports from now on."))
        return redirect("committees:follower", key)
    context = {"committee": committee, "follower": follower, "place": "committees"}
    return render(request, "committees/follower.html", context)
