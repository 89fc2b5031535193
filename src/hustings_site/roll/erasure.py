"""Forgetting: a member's whole record, or the names on a roll whose time is over. By two officers, with a certificate.

What stays is counts: the roll's size, its fingerprint (over numbers, which can still be made again), the public log.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.journal import clock
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.models import (
    Belonging,
    CorrectionRequest,
    Erasure,
    FrozenRoll,
    ImportRow,
    Member,
    MemberChange,
    Organisation,
    RollEntry,
)
from hustings_site.roll.permissions import may_approve_for_roll
from hustings_site.roll.use import why_kept

NOTHING = {"name": "", "email": "", "address": "", "member": None}


def propose_erasing_member(*, by: str, member: Member, reason: str) -> Proposal:
    """Ask for a member's record to be erased; a second officer approves."""
    _refuse_member_needed(member)
    return propose(
        by=by,
        place=member.organisation.scope,
        act="roll.erase_member",
        subject=member.scope,
        title=_("Erase everything held of member %(number)s (%(branch)s). It cannot be brought back.")
        % {"number": member.number, "branch": member.branch.name},
        details={"organisation": member.organisation_id, "member": member.pk, "reason": _given(reason)},
        reason=reason,
        alone=not member.organisation.two_officers,
    )


def propose_erasing_names(*, by: str, roll: FrozenRoll, reason: str) -> Proposal:
    """Ask for the names and addresses on a roll to be erased; a second officer approves."""
    _refuse_names_needed(roll)
    return propose(
        by=by,
        place=roll.organisation.scope,
        act="roll.erase_names",
        subject=roll.scope,
        title=_("Erase the %(size)d names and their addresses on the roll of “%(roll)s”. They cannot be brought back.")
        % {"size": roll.size, "roll": roll.electorate.name},
        details={"organisation": roll.organisation_id, "roll": roll.pk, "reason": _given(reason)},
        reason=reason,
        alone=not roll.organisation.two_officers,
    )


@transaction.atomic
def erase_member(*, by: str, member: Member, reason: str) -> Erasure:
    """Erase a member's record, history and requests; frozen rolls keep number, branch and standing alone.

    Raises ValidationError while a roll with this member is needed for an election that is not final.
    """
    held = Member.objects.of(member.organisation).select_for_update().get(pk=member.pk)
    _refuse_member_needed(held)
    organisation, scope = held.organisation, held.scope
    entries = RollEntry.objects.filter(member=held).update(**NOTHING)
    erased = {
        "records": 1,
        "changes": MemberChange.objects.filter(member=held).count(),
        "requests": CorrectionRequest.objects.filter(member=held).count(),
        "belongings": Belonging.objects.filter(member=held).count(),
        "rows": ImportRow.objects.of(organisation).filter(number=held.number).delete()[0],
        "entries": entries,
    }
    user = held.user
    held.delete()
    erased["accounts"] = _erase_account(user)
    certificate = _certify(organisation, "member", reason, erased, {"entries": entries}, clock.now())
    record(by=by, act="roll.erase_member", subject=scope, details={"certificate": certificate.number})
    return certificate


@transaction.atomic
def erase_names(*, by: str, roll: FrozenRoll, reason: str) -> Erasure:
    """Erase names, addresses and the link to members on a roll; numbers, branches, votes and standings stay."""
    held = FrozenRoll.objects.of(roll.organisation).select_for_update().get(pk=roll.pk)
    _refuse_names_needed(held)
    at = clock.now()
    entries = RollEntry.objects.filter(roll=held).update(**NOTHING)
    held.names_erased_at = at
    held.save(update_fields=["names_erased_at"])
    kept = {"entries": entries, "changes": held.changes.count()}
    certificate = _certify(held.organisation, "names", reason, {"names": entries}, kept, at)
    record(by=by, act="roll.erase_names", subject=held.scope, details={"certificate": certificate.number})
    return certificate


def _erase_account(user: User | None) -> int:
    """Erase the account of somebody who is gone, unless it serves an office or another membership; how many."""
    if user is None or user.roles.exists() or Member.objects.filter(user=user).exists():
        return 0
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        return 0
    return 1


def due_for_erasure(organisation: Organisation, *, today: datetime) -> list[FrozenRoll]:
    """Rolls whose names are kept longer than the organisation says, and that no election needs any more."""
    rolls = FrozenRoll.objects.of(organisation).filter(names_erased_at__isnull=True).select_related("electorate")
    return [roll for roll in rolls if _months(roll.frozen_at, today) >= organisation.keep_months and not why_kept(roll)]


def _months(start: datetime, end: datetime) -> int:
    """Whole months from one moment to the other."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _certify(
    organisation: Organisation, what: str, reason: str, erased: Mapping[str, int], kept: Mapping[str, int], at: datetime
) -> Erasure:
    last = Erasure.objects.of(organisation).first()
    return Erasure.objects.create(
        organisation=organisation,
        number=last.number + 1 if last else 1,
        at=at,
        what=what,
        reason=_given(reason),
        erased=erased,
        kept=kept,
    )


def _given(reason: str) -> str:
    if not reason.strip():
        raise ValidationError(_("Say why: the reason stands on the certificate. Name nobody in it."))
    return reason.strip()


def _refuse_member_needed(member: Member) -> None:
    rolls = FrozenRoll.objects.of(member.organisation).filter(entries__member=member).select_related("electorate")
    for roll in rolls:
        if why := why_kept(roll):
            raise ValidationError(
                _("Member %(number)s stands on the roll of “%(roll)s”, which is still needed. %(why)s")
                % {"number": member.number, "roll": roll.electorate.name, "why": why}
            )


def _refuse_names_needed(roll: FrozenRoll) -> None:
    if roll.names_erased_at is not None:
        raise ValidationError(_("The names on this roll are erased already."))
    if why := why_kept(roll):
        raise ValidationError(_("The names on this roll are still needed. %(why)s") % {"why": why})


def _perform_member(subject: str, details: Details, by: str) -> str:
    organisation = Organisation.objects.get(pk=int(str(details["organisation"])))
    member = Member.objects.of(organisation).select_related("branch").get(pk=int(str(details["member"])))
    certificate = erase_member(by=by, member=member, reason=str(details["reason"]))
    return _("Certificate of erasure %(number)d") % {"number": certificate.number}


def _perform_names(subject: str, details: Details, by: str) -> str:
    organisation = Organisation.objects.get(pk=int(str(details["organisation"])))
    roll = FrozenRoll.objects.of(organisation).get(pk=int(str(details["roll"])))
    certificate = erase_names(by=by, roll=roll, reason=str(details["reason"]))
    return _("Certificate of erasure %(number)d") % {"number": certificate.number}


def register_acts() -> None:
    """Make erasures known to the journal, which has them approved; called as the room starts."""
    register(Act("roll.erase_member", _perform_member, may_approve_for_roll))
    register(Act("roll.erase_names", _perform_names, may_approve_for_roll))
