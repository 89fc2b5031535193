"""Suspend an officer, let one act again, or end an office: what will happen stands on the page, and is asked once."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.appointments import BY_TWO, dismiss, reinstate, suspend
from hustings_site.accounts.forms import ReasonForm
from hustings_site.accounts.models import Role
from hustings_site.accounts.places import Place
from hustings_site.accounts.views.place_door import SignedIn, for_administrators_of_role
from hustings_site.journal.models import Proposal
from hustings_site.pages.stale import AlreadySentError, slip, take

Act = Callable[..., Proposal | None]
ACTS: Mapping[str, Act] = {"end": dismiss, "suspend": suspend, "reinstate": reinstate}


def view_of(act: str) -> Callable[..., HttpResponse]:
    """The page of one of these acts."""

    @for_administrators_of_role
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: SignedIn, place: Place, role: Role) -> HttpResponse:
        if (act == "suspend" and role.suspended_at) or (act == "reinstate" and not role.suspended_at):
            raise Http404
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    held = Role.objects.select_for_update().get(pk=role.pk)
                    take(request.POST, held.until, held.suspended_at)
                    waiting = ACTS[act](by=request.user.scope, role=role, reason=form.cleaned_data["reason"])
            except AlreadySentError as refusal:
                messages.warning(request, refusal.messages[0])
                return redirect("accounts:offices", place.scope)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(
                    request, _("Proposed: a second administrator has to approve it.") if waiting else _("It is done.")
                )
                return redirect("accounts:offices", place.scope)
        context = {
            "form": form,
            "where": place,
            "role": role,
            "act": act,
            "by_two": act != "suspend" and role.office in BY_TWO and not place.alone,
            "slip": slip(role.until, role.suspended_at),
        }
        return render(request, "accounts/office_change.html", context)

    return view
