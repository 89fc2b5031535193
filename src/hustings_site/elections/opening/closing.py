"""Closing the book of the codes: the register marked for the last time, the spares published, the book erased."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.booth.models import Poll
from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.page import BEFORE_THE_CLOSE
from hustings_site.elections.papers.account import must_balance_by_code


@transaction.atomic
def close_book(*, by: str, issue: Issue, passphrase: str) -> None:
    """Mark the register at the close and publish the spares. Raises ValidationError while a poll is open."""
    _require_closed(issue)
    secrecy.mark_register(by=by, issue=issue, passphrase=passphrase, why="at the close")
    if Poll.objects.filter(booth__uuid=issue.booth, spares__isnull=True).exists():
        secrecy.publish_spares(by=by, issue=issue, passphrase=passphrase)


@transaction.atomic
def erase(*, by: str, issue: Issue) -> None:
    """Erase the book, once the ballot account balances by code. Undone by nothing."""
    _require_closed(issue)
    if Poll.objects.filter(booth__uuid=issue.booth, spares__isnull=True).exists():
        raise ValidationError(_("Mark the register and publish the list of spare codes first."))
    if lacking := lacking_by_code(issue.election):
        raise ValidationError(list(lacking))
    secrecy.erase_book(by=by, issue=issue)


def lacking_by_code(election: Election) -> Sequence[str]:
    """What the ballot account by code lacks before the book may be erased; nothing where it balances."""
    try:
        must_balance_by_code(election)
    except ValidationError as refusal:
        return refusal.messages[1:]
    return ()


def _require_closed(issue: Issue) -> None:
    uuids = list(Poll.objects.filter(booth__uuid=issue.booth).values_list("uuid", flat=True))
    if Contest.objects.filter(poll__in=uuids, state__in=BEFORE_THE_CLOSE).exists():
        raise ValidationError(_("A poll of this election is open still: close it first."))
