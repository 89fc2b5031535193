"""Who holds which office in a place, and since when; public where the place is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.accounts.permissions import is_administrator
from hustings_site.accounts.places import Place
from hustings_site.accounts.selectors import officers_of
from hustings_site.accounts.views.place_door import for_readers


@for_readers
@require_safe
def view(request: HttpRequest, place: Place) -> HttpResponse:
    context = {
        "where": place,
        "officers": officers_of(place),
        "administers": is_administrator(request.user, *place.chain),
    }
    return render(request, "accounts/offices.html", context)
