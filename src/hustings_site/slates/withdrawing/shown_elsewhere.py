"""What the desk shows of votes on endorsements."""

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.pages.sections import Context
from hustings_site.slates.withdrawing.selectors import desk_votes

SHOWN = 10


def desk_context(request: HttpRequest) -> Context | None:
    """Votes in which the reader writes for the group, or runs the vote of its supporters; None: there are none."""
    if not isinstance(request.user, User):
        return None
    found = list(desk_votes(request.user)[:SHOWN])
    return {"votes": found} if found else None
