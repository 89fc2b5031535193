"""Give somebody an office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.appointments import BY_TWO, appoint
from hustings_site.accounts.forms import OfficeForm
from hustings_site.accounts.places import Place
from hustings_site.accounts.views.place_door import SignedIn, for_administrators
from hustings_site.pages.stale import AlreadySentError, slip, take


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: SignedIn, place: Place) -> HttpResponse:
    form = OfficeForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST)
                waiting = appoint(by=request.user.scope, place=place, **form.cleaned_data)
        except AlreadySentError as refusal:
            messages.warning(request, refusal.messages[0])
            return redirect("accounts:offices", place.scope)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("Proposed: a second administrator has to approve it.") if waiting else _("The office is given."),
            )
            return redirect("accounts:offices", place.scope)
    by_two = [office.label for office in place.offices if office in BY_TWO] if not place.alone else []
    context = {"form": form, "where": place, "by_two": by_two, "slip": slip()}
    return render(request, "accounts/office_give.html", context)
