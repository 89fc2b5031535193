"""What the code office shows on the desk, and on the first page of whoever handles voting codes."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hustings_site.accounts.models import User
from hustings_site.elections.codes.permissions import CODE_OFFICERS, may_handle_codes
from hustings_site.elections.desk_selectors import elections_in_offices
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Election
from hustings_site.elections.preparing import is_ready

PREPARE = gettext_lazy("Prepare the polls")


def prepare_path(election: Election) -> str | None:
    """Where its polls are prepared; None before its terms are announced."""
    return reverse("elections:prepare", args=[election.slug]) if election.announced_at else None


def waiting_context(request: HttpRequest) -> Mapping[str, object] | None:
    """Elections whose polls can be prepared now; None: there is none."""
    user = request.user
    if not isinstance(user, User):
        return None
    elections = elections_in_offices(user, CODE_OFFICERS).filter(
        booth=None, announced_at__isnull=False, contests__state=ContestState.VALIDATED
    )
    ready = [each for each in elections if is_ready(each) and may_handle_codes(user, each)]
    return {"ready": ready} if ready else None
