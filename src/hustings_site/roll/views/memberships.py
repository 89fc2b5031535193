"""The organisations of which the reader is a member."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.models import Member


@login_required
def view(request: HttpRequest) -> HttpResponse:
    found = list(Member.objects.filter(user=request.user.pk).select_related("organisation", "branch"))
    if len(found) == 1:
        return redirect("roll:membership", found[0].organisation.slug)
    return render(request, "roll/memberships.html", {"memberships": found})
