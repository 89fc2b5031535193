"""Closing the book of the codes: the register marked for the last time, the spares published, the book erased."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.booth.models import Poll
from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.page import BEFORE_THE_CLOSE
from hustings_site.elections.papers.account import must_balance_by_code
from hustings_site.elections.two_officers import may_approve, require_two
from hustings_site.journal import acts
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal

ERASE = "elections.erase_book"


@transaction.atomic
def close_book(*, by: str, issue: Issue, passphrase: str) -> None:
    """Mark the register at the close and publish the spares. Raises ValidationError while a poll is open."""
    _require_closed(issue)
    secrecy.mark_register(by=by, issue=issue, passphrase=passphrase, why="at the close")
    if Poll.objects.filter(booth__uuid=issue.booth, spares__isnull=True).exists():
        secrecy.publish_spares(by=by, issue=issue, passphrase=passphrase)


def register() -> None:
    """Make the erasure known to the journal; called once as the room starts."""
    acts.register(Act(ERASE, _erase, may_approve, _page))


def propose_erasing(*, by: str, issue: Issue) -> Proposal:
    """Ask a second officer to have the book erased. Raises ValidationError where it may not be yet."""
    require_erasable(issue)
    election = issue.election
    return propose(
        by=by,
        place=election.scope,
        act=ERASE,
        subject=issue.scope,
        title=_("%(election)s: erase the book of the codes") % {"election": election.title},
        alone=not election.organisation.two_officers,
    )


@transaction.atomic
def erase(*, by: str, issue: Issue) -> None:
    """Erase the book, once the ballot account balances by code; two officers. Undone by nothing."""
    require_erasable(issue)
    require_two(by, issue, ERASE)
    secrecy.erase_book(by=by, issue=issue)


def require_erasable(issue: Issue) -> None:
    """Raise ValidationError while a poll is open, the spares are not published, or the account does not balance."""
    _require_closed(issue)
    if Poll.objects.filter(booth__uuid=issue.booth, spares__isnull=True).exists():
        raise ValidationError(_("Mark the register and publish the list of spare codes first."))
    if lacking := lacking_by_code(issue.election):
        raise ValidationError(list(lacking))


def lacking_by_code(election: Election) -> Sequence[str]:
    """What the ballot account by code lacks before the book may be erased; nothing where it balances."""
    try:
        must_balance_by_code(election)
    except ValidationError as refusal:
        return refusal.messages[1:]
    return ()


def erasing(election: Election) -> Proposal | None:
    """The erasure that waits for a second officer."""
    return Proposal.objects.filter(place=election.scope, act=ERASE, state=ProposalState.WAITING).first()


def _erase(subject: str, details: Details, by: str) -> str:
    erase(by=by, issue=_issue(subject))
    return _("The book of the codes is erased: nobody can join people and ballots any more.")


def _page(subject: str) -> str:
    return reverse("elections:opening", args=[_issue(subject).election.slug])


def _issue(subject: str) -> Issue:
    return Issue.objects.select_related("election__organisation").get(booth=subject.removeprefix("issue:"))


def _require_closed(issue: Issue) -> None:
    uuids = list(Poll.objects.filter(booth__uuid=issue.booth).values_list("uuid", flat=True))
    if Contest.objects.filter(poll__in=uuids, state__in=BEFORE_THE_CLOSE).exists():
        raise ValidationError(_("A poll of this election is open still: close it first."))
