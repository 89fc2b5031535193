"""The doors of the roll: who may come in, for every view behind them. Each opens on one organisation alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person
from hustings_site.roll.models import FrozenRoll, Member, Organisation
from hustings_site.roll.permissions import may_change_roll, may_inspect_roll, may_keep_roll


class SignedInRequest(HttpRequest):
    """What a view behind a door is given: somebody is signed in."""

    user: User


View = Callable[..., HttpResponseBase]
KeepersView = Callable[Concatenate[SignedInRequest, Organisation, ...], HttpResponseBase]


def for_keepers(view: KeepersView) -> View:
    """Ask a stranger to sign in, refuse whoever keeps no roll of the organisation, and hand on the organisation."""

    @wraps(view)
    def guarded(request: SignedInRequest, organisation: str, **parts: object) -> HttpResponseBase:
        found = get_object_or_404(Organisation, slug=organisation)
        if not may_keep_roll(request.user, found):
            raise PermissionDenied
        return view(request, found, **parts)

    return login_required(guarded)


RollsView = Callable[Concatenate[SignedInRequest, FrozenRoll, ...], HttpResponseBase]


def for_inspectors(view: RollsView) -> View:
    """Ask a stranger to sign in, refuse whoever may not read the roll name by name, and hand on the roll."""
    return _at_a_roll(view, may_inspect_roll)


def for_rolls_officers(view: RollsView) -> View:
    """Ask a stranger to sign in, refuse whoever may not ask for changes of the roll, and hand on the roll."""
    return _at_a_roll(view, may_change_roll)


def _at_a_roll(view: RollsView, may: Callable[[Person, FrozenRoll], bool]) -> View:
    @wraps(view)
    def guarded(request: SignedInRequest, organisation: str, roll: int, **parts: object) -> HttpResponseBase:
        where = get_object_or_404(Organisation, slug=organisation)
        rolls = FrozenRoll.objects.of(where).select_related("organisation", "electorate")
        found = get_object_or_404(rolls, pk=roll)
        if not may(request.user, found):
            raise PermissionDenied
        return view(request, found, **parts)

    return login_required(guarded)


def for_the_member(view: Callable[Concatenate[SignedInRequest, Member, ...], HttpResponse]) -> View:
    """Ask a stranger to sign in, refuse whoever is not this member, and hand on the member."""

    @wraps(view)
    def guarded(request: SignedInRequest, organisation: str, **parts: object) -> HttpResponse:
        where = get_object_or_404(Organisation, slug=organisation)
        members = Member.objects.of(where).filter(user=request.user).select_related("organisation", "branch")
        member = members.first()
        if member is None:
            raise PermissionDenied
        return view(request, member, **parts)

    return login_required(guarded)
