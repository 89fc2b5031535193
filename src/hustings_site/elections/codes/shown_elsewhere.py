"""What the code office shows on the desk, and on the first page of whoever handles voting codes."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hustings_site.accounts.models import User
from hustings_site.elections.codes.permissions import CODE_OFFICERS, may_handle_codes
from hustings_site.elections.codes.selectors import NOT_CLOSED, issue_of, to_bar
from hustings_site.elections.codes.ways import health
from hustings_site.elections.desk_selectors import elections_in_offices
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Election
from hustings_site.elections.preparing import is_ready

PREPARE = gettext_lazy("Prepare the polls")
GIVEN = gettext_lazy("Spare codes given out, and late changes of the rolls")
NO_CODE = gettext_lazy("I have no voting code")
CODES = gettext_lazy("Voting codes: sending, letters, helpline")


def prepare_path(election: Election) -> str | None:
    """Where its polls are prepared; None before its terms are announced."""
    return reverse("elections:prepare", args=[election.slug]) if election.announced_at else None


def codes_path(election: Election) -> str | None:
    """Where its codes are sent; None before they are drawn."""
    return reverse("elections:codes", args=[election.slug]) if election.booth else None


def no_code_path(election: Election) -> str | None:
    """Where a member without a code asks for one, while votes are taken."""
    open_polls = election.contests.filter(poll__isnull=False, state__in=NOT_CLOSED)
    return reverse("elections:no_code", args=[election.slug]) if open_polls.exists() else None


def given_path(election: Election) -> str | None:
    """The public log of spare codes and late changes; None before codes are drawn."""
    return reverse("elections:codes_given", args=[election.slug]) if election.issues.exists() else None


def waiting_context(request: HttpRequest) -> Mapping[str, object] | None:
    """Elections whose polls can be prepared now, and those whose codes have not all gone out; None: there is none."""
    user = request.user
    if not isinstance(user, User):
        return None
    elections = elections_in_offices(user, CODE_OFFICERS).filter(announced_at__isnull=False)
    ready = [each for each in elections.filter(booth=None, contests__state=ContestState.VALIDATED) if is_ready(each)]
    drawn = elections.filter(issues__sealed=True, issues__erased_at=None, contests__state__in=NOT_CLOSED)
    to_send = [(each, left) for each in drawn if (left := _left_to_send(each))]
    to_close = [(each, n) for each in drawn if (n := _to_bar(each)) and may_handle_codes(user, each)]
    mine = [each for each in ready if may_handle_codes(user, each)]
    sending = [(each, left) for each, left in to_send if may_handle_codes(user, each)]
    return {"ready": mine, "to_send": sending, "to_bar": to_close} if mine or sending or to_close else None


def _to_bar(election: Election) -> int:
    issue = issue_of(election)
    return to_bar(issue).count() if issue else 0


def _left_to_send(election: Election) -> int:
    issue = issue_of(election)
    return sum(line.left for line in health(issue)) if issue else 0
