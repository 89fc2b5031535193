"""Complete what a meeting's nomination lacks, or take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.models import User
from hustings_site.elections.nominations.forms import MeetingForm
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.permissions import may_change
from hustings_site.elections.nominations.services import complete_nomination, take_back_nomination
from hustings_site.pages.stale import slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, nomination: int) -> HttpResponse:
    assert isinstance(request.user, User)
    rows = Nomination.objects.select_related(
        "contest__election__organisation", "candidate", "branch__organisation", "affiliate", "member"
    )
    found = get_object_or_404(rows, pk=nomination)
    if not may_change(request.user, found):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, initial={name: getattr(found, name) for name in Nomination.MEETING})
    if request.method == "POST":
        try:
            if _done(request, found, form, request.user.scope):
                return redirect("elections:nominate")
        except ValidationError as refusal:
            form.is_valid()
            form.refuse(refusal)
            found.refresh_from_db()
    context = {"nomination": found, "form": form, "slip": slip(found.version, found.state), "place": "nominate"}
    return render(request, "elections/nominations/nomination.html", context)


def _done(request: HttpRequest, nomination: Nomination, form: MeetingForm, by: str) -> bool:
    """Whether the form was acted on."""
    back = "take_back" in request.POST
    if not back and not form.is_valid():
        return False
    with transaction.atomic():
        held = Nomination.objects.select_for_update().get(pk=nomination.pk)
        take(request.POST, held.version, held.state)
        if back:
            take_back_nomination(by=by, nomination=held)
            messages.success(request, _("The nomination is taken back."))
        else:
            complete_nomination(by=by, nomination=held, meeting=form.meeting(), version=held.version)
            messages.success(request, _("What you added to the nomination is kept."))
    return True
