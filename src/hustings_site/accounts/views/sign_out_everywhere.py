"""Sign out on every device, this one too."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hustings_site.accounts.models import User
from hustings_site.accounts.services import sign_out_everywhere


@login_required
@require_POST
def view(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        sign_out_everywhere(by=request.user.scope, user=request.user)
    logout(request)
    return redirect("accounts:sign_in")
