"""Acting on a form of the desk: once, and only where the page was not out of date."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict

from hustings_site.pages.stale import AlreadySentError, StaleError, take

CONFLICT = 409
"""What a page answers that was out of date."""


@dataclass(frozen=True, slots=True)
class Acted:
    """What became of a form: what its act gave, or why not; the status to answer with where it was not done."""

    result: object = None
    done: bool = False
    sent_twice: bool = False
    status: int = 200


def act_once(
    request: HttpRequest, form: forms.BaseForm, *, seen: Callable[[], tuple[object, ...]], do: Callable[[], object]
) -> Acted:
    """Do what a valid form asks, in one transaction. `seen` locks the rows and says how they stand; `do` acts on them.

    What is refused is told in the form; the second copy of a form is told in a message.
    """
    try:
        with transaction.atomic():
            take(request.POST, *seen())
            return Acted(do(), done=True)
    except AlreadySentError as twice:
        messages.warning(request, twice.messages[0])
        return Acted(sent_twice=True)
    except ValidationError as refusal:
        tell(form, refusal)
        return Acted(status=CONFLICT if isinstance(refusal, StaleError) else 200)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, be it empty; None where its page is only looked at."""
    return request.POST if request.method == "POST" else None


def tell(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put a refusal where it belongs: under its fields as far as the form has them, else above them all."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
