"""What this room shows on pages that rooms share."""

from collections.abc import Mapping

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.accounts.selectors import offices_of


def waiting_context(request: HttpRequest) -> Mapping[str, object] | None:
    """The reader's own offices; None: no office."""
    offices = offices_of(request.user) if isinstance(request.user, User) else []
    return {"offices": offices} if offices else None
