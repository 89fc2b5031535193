"""What the keys show on each key holder's first page."""

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.elections.keys.selectors import held_by
from hustings_site.elections.keys.work import work_of
from hustings_site.pages.sections import Context


def waiting_context(request: HttpRequest) -> Context | None:
    """The keys of which the reader holds a part, each with what waits."""
    if not isinstance(request.user, User):
        return None
    held = held_by(request.user)
    return {"keys": [(holder, work_of(holder)) for holder in held]} if held else None
