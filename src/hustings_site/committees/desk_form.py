"""A form at a committee's desk: shown with a slip, acted on once, what is wrong said beside it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from hustings_site.committees.doors import SignedInRequest
from hustings_site.committees.models import Committee
from hustings_site.pages.stale import AlreadySentError, slip, take

Form = TypeVar("Form", bound=forms.Form)


def asked_once(
    request: SignedInRequest,
    committee: Committee,
    form: Form,
    act: Callable[[Form], str],
    *,
    title: str | Promise,
    button: str | Promise,
    lead: str | Promise = "",
) -> HttpResponse:
    """Show the form, or do what it asks for; `act` says in a sentence what was done."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST, committee.scope)
                said = act(form)
        except AlreadySentError:
            return redirect("committees:desk_committee", committee.slug)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, said)
            return redirect("committees:desk_committee", committee.slug)
    context = {
        "committee": committee,
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "slip": slip(committee.scope),
        "place": "desk",
    }
    return render(request, "committees/desk_form.html", context)
