"""Declare interests of one's own in an office that one holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.appointments import declare
from hustings_site.accounts.forms import InterestsForm
from hustings_site.accounts.places import place_of
from hustings_site.accounts.views.place_door import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: SignedIn, role: int) -> HttpResponse:
    held = get_object_or_404(request.user.roles.current(), pk=role)
    form = InterestsForm(request.POST or None, initial={"declared": held.declared})
    if request.method == "POST" and form.is_valid():
        declare(by=request.user.scope, role=held, declared=form.cleaned_data["declared"])
        messages.success(request, _("Your declaration stands beside your name."))
        return redirect("accounts:waiting")
    context = {"form": form, "role": held, "where": place_of(held.scope)}
    return render(request, "accounts/office_declare.html", context)
