"""Endorsements: entered with their source, confirmed by the candidate or shown as unconfirmed, never taken away."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_officer
from hustings_site.campaign.enums import EndorsementState, EndorserKind, StatementKind, Support
from hustings_site.campaign.models import Endorsement, EndorsementChange, SlateStatement
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.elections.permissions import scopes_of
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.models import Member


@transaction.atomic
def enter_endorsement(
    *,
    by: str,
    contest: Contest,
    candidate: Candidate | None,
    kind: EndorserKind,
    endorser: str,
    said_on: date,
    source: str,
    member: Member | None = None,
    now: datetime | None = None,
) -> Endorsement:
    """Somebody recommends a candidate, or (no candidate) says that they endorse nobody; unconfirmed at first.

    Raises ValidationError where the endorser holds an office in this election that has to be neutral.
    """
    if member is not None:
        refuse_officer(member.user, scopes_of(contest.election))
    if candidate is not None and candidate.contest_id != contest.pk:
        raise ValidationError(_("This candidate stands in another contest."))
    support = Support.RECOMMENDS if candidate else Support.DECLINES
    endorsement = Endorsement(
        contest=contest,
        candidate=candidate,
        support=support,
        kind=kind,
        endorser=endorser,
        member=member,
        said_on=said_on,
        source=source,
    )
    endorsement.full_clean()
    endorsement.save()
    EndorsementChange.objects.create(endorsement=endorsement, state=EndorsementState.UNCONFIRMED, at=now or clock.now())
    record(by=by, act="campaign.enter_endorsement", subject=endorsement.scope, details={"support": str(support)})
    return endorsement


@transaction.atomic
def confirm_endorsement(*, by: str, endorsement: Endorsement, now: datetime | None = None) -> EndorsementChange:
    """The candidate says that it is so. A statement that endorses nobody has nobody to confirm it."""
    if endorsement.candidate is None:
        raise ValidationError(_("Nobody is recommended here, so nobody confirms it."))
    return _change(by, endorsement, EndorsementState.CONFIRMED, "", now)


@transaction.atomic
def withdraw_endorsement(
    *, by: str, endorsement: Endorsement, note: str, now: datetime | None = None
) -> EndorsementChange:
    """The endorser takes it back, with its source; it stays readable as withdrawn."""
    if not note.strip():
        raise ValidationError(_("Say where and why it was taken back."))
    return _change(by, endorsement, EndorsementState.WITHDRAWN, note, now)


@transaction.atomic
def state_on_slate(
    *,
    by: str,
    slate: PublishedList,
    kind: StatementKind,
    author: str,
    text: str,
    source: str,
    said_on: date,
    answers: SlateStatement | None = None,
) -> SlateStatement:
    """What a list declares about who stands behind it, what somebody claims, or what the list replies to a claim."""
    is_reply_to_a_claim = answers is not None and answers.kind == StatementKind.CLAIM and answers.slate_id == slate.pk
    if (kind is StatementKind.REPLY) != is_reply_to_a_claim:
        raise ValidationError(_("A reply answers a claim about the same list; nothing else does."))
    statement = SlateStatement(
        slate=slate, kind=kind, author=author, text=text, source=source, said_on=said_on, answers=answers
    )
    statement.full_clean()
    statement.save()
    record(
        by=by, act="campaign.state_on_slate", subject=slate.contest.scope, details={"list": slate.pk, "kind": str(kind)}
    )
    return statement


def _change(
    by: str, endorsement: Endorsement, state: EndorsementState, note: str, now: datetime | None
) -> EndorsementChange:
    newest = endorsement.changes.last()
    if newest is None or newest.state in {state, EndorsementState.WITHDRAWN}:
        raise ValidationError(_("It stands as %(state)s already.") % {"state": newest and newest.get_state_display()})
    change = EndorsementChange.objects.create(endorsement=endorsement, state=state, note=note, at=now or clock.now())
    record(by=by, act="campaign.change_endorsement", subject=endorsement.scope, details={"state": str(state)})
    return change
