"""A form at a committee's desk: shown with a slip, acted on once, what is wrong said beside it."""

from collections.abc import Callable, Sequence
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
    seen: Callable[[], Sequence[object]] = tuple,
    template: str = "committees/desk_form.html",
) -> HttpResponse:
    """Show the form, or do what it asks for; `act` says in a sentence what was done.

    `seen` gives what the clerk sees that may have changed: where it is another by the time the form comes back, nothing
    is done. The form that is refused carries what stands now.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
                take(request.POST, committee.scope, *seen())
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
        "slip": slip(committee.scope, *seen()),
        "place": "desk",
    }
    return render(request, template, context)
