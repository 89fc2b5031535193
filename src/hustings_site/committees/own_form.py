"""A form that a representative sends: shown, acted on once, and back to the page that it is about."""

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


def sent_once(
    request: SignedInRequest,
    committee: Committee,
    form: Form,
    act: Callable[[Form], str],
    back: str,
    *,
    title: str | Promise,
    lead: str | Promise,
    button: str | Promise,
) -> HttpResponse:
    """Show the form, or do what it asks for and go back; `act` says in a sentence what was done."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST, back)
                messages.success(request, act(form))
        except AlreadySentError:
            return redirect(back)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(back)
    context = {
        "committee": committee,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "slip": slip(back),
        "place": "committees",
    }
    return render(request, "committees/own_form.html", context)
