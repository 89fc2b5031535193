"""Enter an organisation that is to run elections here."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hustings_site.accounts.models import User
from hustings_site.roll.forms import NewOrganisationForm
from hustings_site.roll.permissions import may_enter_organisation
from hustings_site.roll.services import organisation_named


@login_required
def view(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or not may_enter_organisation(user):
        raise PermissionDenied
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = organisation_named(by=user.scope, name=form.cleaned_data["name"])
        return redirect("roll:overview", organisation.slug)
    return render(request, "roll/organisation_new.html", {"form": form, "place": "desk"})
