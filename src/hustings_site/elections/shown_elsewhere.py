"""What this room shows on pages that rooms share."""

from collections.abc import Mapping

from django.http import HttpRequest

from hustings_site.elections.permissions import may_open_desk


def waiting_context(request: HttpRequest) -> Mapping[str, object] | None:
    """The way to the desk; None: the reader runs no election."""
    return {} if may_open_desk(request.user) else None
