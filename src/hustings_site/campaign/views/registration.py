"""Giving a place back: the code opens the page, the button gives it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.enums import Seat
from hustings_site.campaign.models import Registration
from hustings_site.campaign.services.pages import open_with_code
from hustings_site.campaign.services.places import cancel_registration
from hustings_site.campaign.typed_code import close, is_open, try_code


@never_cache
def view(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(
        Registration.objects.exclude(seat=Seat.CANCELLED).select_related("meeting__contest__election"), key=key.lower()
    )
    if not is_open(request, found):
        form = try_code(request, found, lambda code: open_with_code(page=found, code=code))
        if is_open(request, found):
            return redirect("campaign:registration", found.key)
        return render(request, "campaign/registration.html", {"registration": found, "form": form})
    if request.method == "POST":
        meeting = found.meeting_id
        cancel_registration(registration=found, site=request.build_absolute_uri("/").rstrip("/"))
        close(request)
        messages.success(request, _("Your place is given back, and your name and address are erased."))
        return redirect("campaign:meeting", meeting)
    return render(request, "campaign/registration.html", {"registration": found})
