"""The door of the desk: who may come in, for every view behind it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person
from hustings_site.elections.permissions import may_open_desk, may_publish_for_anybody

View = Callable[..., HttpResponseBase]


class OfficersRequest(HttpRequest):
    """What a view behind the door is given: somebody is signed in."""

    user: User


def for_officers(view: View) -> View:
    """Ask a stranger to sign in, and refuse whoever runs no election anywhere."""
    return _guarded(view, may_open_desk)


def for_returning_officers(view: View) -> View:
    """Ask a stranger to sign in, and refuse whoever does not run every election of this installation."""
    return _guarded(view, may_publish_for_anybody)


def _guarded(view: View, may: Callable[[Person], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(guarded)


def signed_in(view: View) -> View:
    """Ask a stranger to sign in; the view itself looks at the person's offices in the election it is about."""
    return login_required(view)
