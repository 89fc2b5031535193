"""Two persons for what cannot be undone: one proposes, another approves, and only then it is done."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.journal import clock
from hustings_site.journal.acts import Details, act_named
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record


@transaction.atomic
def propose(
    *,
    by: str,
    place: str,
    act: str,
    subject: str,
    title: str,
    details: Details | None = None,
    reason: str = "",
    alone: bool = False,
) -> Proposal:
    """Ask for an act that a second person approves; `alone`: the organisation lets one officer act, so it is done now.

    `title` says to the approver in words what will happen to whom. Raises ValidationError where the same act is
    waiting already, or (`alone`) where it may not be done.
    """
    given = dict(details or {})
    if Proposal.objects.filter(subject=subject, act=act, state=ProposalState.WAITING).exists():
        raise ValidationError(_("This is already proposed and waits for a second person."))
    proposal = Proposal.objects.create(
        place=place,
        subject=subject,
        act=act,
        title=title,
        details=given,
        proposed_by=by,
        proposed_at=clock.now(),
        reason=reason,
    )
    record(by=by, act="journal.propose", subject=subject, details={"act": act, "proposal": proposal.pk})
    if alone:
        _carry_out(proposal, by, "")
    return proposal


@transaction.atomic
def approve(*, by: str, proposal: Proposal, answer: str = "") -> str:
    """Do what another person proposed; how it went. Where PermissionDenied or ValidationError is raised, nothing is."""
    waiting = _waiting(proposal)
    if waiting.proposed_by == by:
        raise ValidationError(_("You proposed this yourself: somebody else has to approve it."))
    _require_office(waiting, by)
    return _carry_out(waiting, by, answer)


@transaction.atomic
def refuse(*, by: str, proposal: Proposal, answer: str) -> None:
    """Turn a proposal down with a reason; whoever proposed it can take it back the same way."""
    waiting = _waiting(proposal)
    own = waiting.proposed_by == by
    if not own:
        _require_office(waiting, by)
    if not answer.strip():
        raise ValidationError(_("Say why, so that whoever proposed it can answer."))
    _decide(waiting, ProposalState.TAKEN_BACK if own else ProposalState.REFUSED, by, answer)
    record(
        by=by,
        act="journal.take_back" if own else "journal.refuse",
        subject=waiting.subject,
        details={"act": waiting.act, "proposal": waiting.pk},
    )


def _waiting(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.WAITING:
        raise ValidationError(_("This has been decided meanwhile: %(state)s.") % {"state": held.get_state_display()})
    return held


def _require_office(proposal: Proposal, by: str) -> None:
    if not act_named(proposal.act).may_approve(by, proposal.place):
        raise PermissionDenied


def _carry_out(proposal: Proposal, by: str, answer: str) -> str:
    outcome = act_named(proposal.act).perform(proposal.subject, proposal.details, by)
    _decide(proposal, ProposalState.APPROVED, by, answer)
    record(
        by=by,
        act="journal.approve",
        subject=proposal.subject,
        details={"act": proposal.act, "proposal": proposal.pk, "proposed_by": proposal.proposed_by},
    )
    return outcome


def _decide(proposal: Proposal, state: ProposalState, by: str, answer: str) -> None:
    proposal.state = state
    proposal.decided_by = by
    proposal.decided_at = clock.now()
    proposal.answer = answer
    proposal.save(update_fields=["state", "decided_by", "decided_at", "answer"])
