"""The door of a place: for its administrators, or for whoever may see who holds which office there."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.accounts.models import Role, User
from hustings_site.accounts.permissions import is_administrator
from hustings_site.accounts.places import Place, place_of
from hustings_site.accounts.selectors import may_see_officers

View = Callable[..., HttpResponse]


class SignedIn(HttpRequest):
    """What a view behind the door is given: somebody is signed in."""

    user: User


def for_readers(view: View) -> View:
    """Let in whoever may see the officers of the place in the address."""

    @wraps(view)
    def guarded(request: HttpRequest, scope: str) -> HttpResponse:
        place = _found(scope)
        if may_see_officers(request.user, place):
            return view(request, place)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    return guarded


def for_administrators(view: View) -> View:
    """Let in the administrators of the place in the address."""

    @wraps(view)
    def guarded(request: HttpRequest, scope: str) -> HttpResponse:
        place = _found(scope)
        if not is_administrator(request.user, *place.chain):
            raise PermissionDenied
        return view(request, place)

    return login_required(guarded)


def for_administrators_of_role(view: View) -> View:
    """Let in the administrators of the place in which the office in the address is held."""

    @wraps(view)
    def guarded(request: HttpRequest, role: int) -> HttpResponse:
        held = Role.objects.current().select_related("user").filter(pk=role).first()
        place = place_of(held.scope) if held else None
        if held is None or place is None:
            raise Http404
        if not is_administrator(request.user, *place.chain):
            raise PermissionDenied
        return view(request, place, held)

    return login_required(guarded)


def _found(scope: str) -> Place:
    place = place_of(scope)
    if place is None:
        raise Http404
    return place
