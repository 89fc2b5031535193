"""One deed at the desk of motions: its form, acted on once, then back to the page that it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.committees.doors import SignedInRequest
from hustings_site.motions.deeds import DEEDS
from hustings_site.motions.doors import organisation_at
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: SignedInRequest, organisation: str, deed: str, pk: int) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    found, doing = organisation_at(organisation), DEEDS[deed]
    row = doing.find(found, pk)
    if not doing.may(request.user, found, row):
        raise PermissionDenied
    form = doing.form(found, row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST, deed, row.pk)
                said = doing.do(request.user, row, form.cleaned_data)
        except AlreadySentError as twice:
            messages.warning(request, twice.messages[0])
            return redirect(doing.back(found, row))
        except ValidationError as refused:
            for name, faults in faults_of(refused, set(form.fields)):
                form.add_error(name, faults)
        else:
            messages.success(request, said)
            return redirect(doing.back(found, row))
    context = {
        "organisation": found,
        "deed": doing,
        "row": row,
        "form": form,
        "slip": slip(deed, row.pk),
        "back": doing.back(found, row),
        "place": "desk",
    }
    return render(request, "motions/deed.html", context)


def faults_of(refused: ValidationError, fields: set[str]) -> list[tuple[str | None, list[str]]]:
    """What was refused, beside the field it is about where the form has it."""
    if not hasattr(refused, "error_dict"):
        return [(None, refused.messages)]
    return [(name if name in fields else None, said) for name, said in refused.message_dict.items()]
