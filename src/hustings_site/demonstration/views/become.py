"""Change role: sign in as somebody of the cast, without a code."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hustings_site.accounts.models import User
from hustings_site.demonstration.roles import user_of


@require_POST
def view(request: HttpRequest) -> HttpResponse:
    try:
        user = user_of(request.POST.get("name", ""))
    except User.DoesNotExist:
        raise Http404 from None
    login(request, user)
    return redirect("accounts:waiting")
