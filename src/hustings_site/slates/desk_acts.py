"""A page of the desk on which several things can be done: each with its form, its service, and what is said after.

A form sent twice is acted on once (`pages/stale.py`); what a service refuses stands beside the field it is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.utils.functional import Promise

from hustings_site.pages.stale import AlreadySentError, Slip, slip, take
from hustings_site.slates.door import SignedInRequest

Subject = TypeVar("Subject")
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeskAct(Generic[Subject]):
    """What can be done: its title and button, its form for a subject (None: not possible now), and how it is done."""

    title: str | Promise
    button: str | Promise
    form: Callable[[Subject, Mapping[str, str] | None, str], forms.Form | None]
    do: Callable[[str, Subject, Data], object]
    done: str | Promise


@dataclass(frozen=True, slots=True)
class Offered:
    """An act as the page offers it."""

    name: str
    title: str | Promise
    button: str | Promise
    form: forms.Form
    slip: Slip


def offered_acts(
    request: SignedInRequest, subject: Subject, acts: Mapping[str, DeskAct[Subject]]
) -> list[Offered] | None:
    """Do what was sent. None: it is done, lead the reader on; else the forms, with what is to be mended."""
    sent = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST" and sent not in acts:
        raise BadRequest
    found = []
    for name, act in acts.items():
        form = act.form(subject, request.POST if name == sent else None, name)
        if form is None:
            continue
        if name == sent and _done(request, subject, act, form):
            return None
        found.append(Offered(name, act.title, act.button, form, slip(name, subject)))
    return found


def _done(request: SignedInRequest, subject: Subject, act: DeskAct[Subject], form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            take(request.POST, request.POST["act"], subject)
            act.do(request.user.scope, subject, form.cleaned_data)
    except AlreadySentError as again:
        messages.info(request, again.messages[0])
        return True
    except ValidationError as refused:
        for field, said in _faults(refused, form):
            form.add_error(field, said)
        return False
    messages.success(request, str(act.done))
    return True


def _faults(refused: ValidationError, form: forms.Form) -> list[tuple[str | None, list[str]]]:
    """What was refused, beside the field it is about where the form has it."""
    if not hasattr(refused, "error_dict"):
        return [(None, refused.messages)]
    return [(name if name in form.fields else None, said) for name, said in refused.message_dict.items()]
