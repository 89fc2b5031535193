"""What this room shows on the desk, on the home page, and on each role's first page."""

from collections.abc import Mapping

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.elections.desk_selectors import (
    acts_that_need_a_hand,
    elections_watched_by,
    organisations_run_by,
    proposals_for,
)
from hustings_site.elections.permissions import may_open_desk
from hustings_site.elections.public_selectors import elections_open_to_the_public
from hustings_site.pages.sections import Context

SHOWN = 50


def desk_context(request: HttpRequest) -> Context:
    """What waits for this officer, and the elections that they run or watch."""
    user = request.user
    if not isinstance(user, User):
        return {}
    elections = list(elections_watched_by(user)[:SHOWN])
    return {
        "proposals": proposals_for(user),
        "acts": acts_that_need_a_hand(elections),
        "elections": elections,
        "may_begin": organisations_run_by(user).exists(),
    }


def home_context(request: HttpRequest) -> Context:
    """Elections that are going on: what is open, and until when."""
    return {"elections": elections_open_to_the_public()}


def waiting_context(request: HttpRequest) -> Mapping[str, object] | None:
    """What waits at the desk, or the elections that a scrutineer or observer may look at; None: there is nothing."""
    user = request.user
    if not isinstance(user, User):
        return None
    runs = may_open_desk(user)
    elections = list(elections_watched_by(user)[:SHOWN])
    if not runs:
        return {"runs": False, "elections": elections} if elections else None
    return {
        "runs": True,
        "proposals": [shown for shown in proposals_for(user) if not shown.own],
        "acts": acts_that_need_a_hand(elections),
    }
