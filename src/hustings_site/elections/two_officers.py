"""Acts on an election that two officers agree on: one proposes, another approves, and only then it is done.

An organisation with one officer may switch this off; its public pages say so. Opening the poll and freezing the roll
may be agreed on before their time: they are then done by the timetable.
"""

from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.accounts.permissions import person
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal

AHEAD = frozenset({"elections.open_poll", "elections.freeze_rolls"})
"""Acts that may be agreed on before their time."""


class OfAnElection(Protocol):
    """What is done to in an election: a contest, the draft of a result."""

    @property
    def scope(self) -> str:
        """How the journal names it."""

    @property
    def election(self) -> Election:
        """The election that it is part of."""


def require_two(by: str, subject: Election | OfAnElection, act: str) -> None:
    """Raise ValidationError unless a second officer agrees to this act, or the organisation lets one act alone.

    Agreed is what another person proposed and `by` is just approving, or (`AHEAD`) what was approved since the terms
    in force were published.
    """
    election = subject if isinstance(subject, Election) else subject.election
    if not election.organisation.two_officers or agreed(by, subject, act):
        return
    raise ValidationError(_("This needs two officers: one proposes it, another approves it."))


def agreed(by: str, subject: Election | OfAnElection, act: str) -> bool:
    """Whether two officers agree on this act."""
    proposals = Proposal.objects.filter(subject=subject.scope, act=act)
    if by.startswith("user:") and proposals.filter(state=ProposalState.WAITING).exclude(proposed_by=by).exists():
        return True
    return act in AHEAD and isinstance(subject, Election) and agreed_ahead(subject, act) is not None


def agreed_ahead(election: Election, act: str) -> Proposal | None:
    """What two officers agreed on for its time, if the terms have not been corrected since."""
    newest = election.terms.order_by("-edition").first()
    approved = Proposal.objects.filter(subject=election.scope, act=act, state=ProposalState.APPROVED)
    if newest is not None:
        approved = approved.filter(decided_at__gte=newest.at)
    return approved.order_by("-decided_at").first()


def may_approve(by: str, place: str) -> bool:
    """Whether this person (a scope string) runs the election (a scope string)."""
    officer = person(by)
    kind, _colon, key = place.partition(":")
    election = Election.objects.filter(pk=int(key)).first() if kind == "election" and key.isdigit() else None
    return officer is not None and election is not None and may_run(officer, election)
