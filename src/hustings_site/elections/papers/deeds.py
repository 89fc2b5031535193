"""Pages with several forms, each for one thing to be done: once, on a page that was not out of date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.utils.functional import Promise

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.elections.views.acting import act_once
from hustings_site.pages.stale import Slip, slip


@dataclass(frozen=True, slots=True)
class Deed:
    """One form: its name, what it is called, what happens, its button, how its rows stand, and what it does.

    `do` is given what the form asks for and says what to show; a refusal is told in the form.
    """

    name: str
    title: str | Promise
    button: str | Promise
    make: Callable[..., PlainForm]
    do: Callable[[dict[str, Any]], object]
    warning: str | Promise = ""
    seen: Callable[[], tuple[object, ...]] = tuple
    done: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A deed on its page: its form, filled in or not, and the slip that rides in it."""

    deed: Deed
    form: PlainForm
    slip: Slip


@dataclass(frozen=True, slots=True)
class Page:
    """What became of a request: the forms to show, and what the deed that was sent gave (`acted`: whether it was)."""

    deeds: dict[str, Shown]
    acted: bool = False
    result: object = None
    status: int = 200


def deeds_page(request: OfficersRequest, deeds: Sequence[Deed]) -> Page:
    """Do what was sent, if it can be done, and make every form of the page."""
    sent = request.POST.get("deed", "") if request.method == "POST" else ""
    shown: dict[str, Shown] = {}
    status = 200
    for deed in deeds:
        form = deed.make(request.POST if deed.name == sent else None, prefix=deed.name)
        if deed.name == sent and form.is_valid():
            acted = act_once(request, form, seen=deed.seen, do=partial(deed.do, form.cleaned_data))
            if acted.done and deed.done:
                messages.success(request, str(deed.done))
            if acted.done or acted.sent_twice:
                return Page({}, acted=True, result=acted.result)
            status = acted.status
        shown[deed.name] = Shown(deed, form, slip(*deed.seen()))
    return Page(shown, status=status)
