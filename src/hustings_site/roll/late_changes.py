"""Changes of a frozen roll: by two officers, each in a public log with its number, branch and reason, never a name.

Nobody is removed. A late addition is marked as one; who is struck stays on the roll as struck; whoever is *tendered*
may vote, and the vote is held apart until a ruling puts them back or strikes them. After the close nothing changes: the
rooms above are asked through roll/use.py, at the proposal and again when it is carried out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.journal import clock
from hustings_site.journal.acts import Act, Details, Perform, register
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import FrozenRoll, LateChange, Member, RollEntry
from hustings_site.roll.permissions import may_approve_for_roll
from hustings_site.roll.quality import channel_of
from hustings_site.roll.use import why_closed

ON_THE_ROLL = (EntryStanding.ENTITLED, EntryStanding.ADDED)


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of late change of an entry: from which standings, to which, and how it is proposed in words."""

    start: tuple[EntryStanding, ...]
    to: EntryStanding
    title: Promise


CHANGES: Mapping[str, Change] = {
    "strike": Change(
        (*ON_THE_ROLL, EntryStanding.TENDERED),
        EntryStanding.STRUCK,
        gettext_lazy("Strike member %(number)s (%(branch)s) from the roll of “%(roll)s”: no vote."),
    ),
    "tender": Change(
        ON_THE_ROLL,
        EntryStanding.TENDERED,
        gettext_lazy("Hold the vote of member %(number)s (%(branch)s) on the roll of “%(roll)s” apart until a ruling."),
    ),
    "reinstate": Change(
        (EntryStanding.STRUCK, EntryStanding.TENDERED),
        EntryStanding.ENTITLED,
        gettext_lazy("Put member %(number)s (%(branch)s) back on the roll of “%(roll)s”: the vote counts."),
    ),
}


def propose_change(*, by: str, entry: RollEntry, what: str, reason: str, place: str = "") -> Proposal:
    """Ask for an entry to be struck, tendered or reinstated (`what`); a second officer approves.

    `place`: where the officers hold their offices, the organisation where it is left out.
    """
    roll = entry.roll
    _refuse_closed(roll)
    _refuse_unfit(entry, what)
    words = {"number": entry.number, "branch": entry.branch.name, "roll": roll.electorate.name}
    return propose(
        by=by,
        place=place or roll.organisation.scope,
        act=f"roll.{what}",
        subject=entry.scope,
        title=str(CHANGES[what].title) % words,
        details={"roll": roll.pk, "organisation": roll.organisation_id, "entry": entry.pk, "reason": _given(reason)},
        reason=reason,
        alone=not roll.organisation.two_officers,
    )


def propose_addition(*, by: str, roll: FrozenRoll, member: Member, reason: str, place: str = "") -> Proposal:
    """Ask for a member to be added to a frozen roll; a second officer approves (`place` as in propose_change)."""
    _refuse_closed(roll)
    _refuse_double(roll, member)
    return propose(
        by=by,
        place=place or roll.organisation.scope,
        act="roll.add",
        subject=f"{roll.scope}/{member.scope}",
        title=_("Add member %(number)s (%(branch)s) to the roll of “%(roll)s”.")
        % {"number": member.number, "branch": member.branch.name, "roll": roll.electorate.name},
        details={"roll": roll.pk, "organisation": roll.organisation_id, "member": member.pk, "reason": _given(reason)},
        reason=reason,
        alone=not roll.organisation.two_officers,
    )


@transaction.atomic
def change_entry(*, by: str, entry: RollEntry, what: str, reason: str) -> LateChange:
    """Strike, tender or reinstate (`what`) an elector, as two officers have agreed; the public log says so.

    Raises ValidationError after the close, or where the entry does not stand so that this can be done.
    """
    held = RollEntry.objects.filter(roll=entry.roll).select_for_update().get(pk=entry.pk)
    _refuse_closed(entry.roll)
    _refuse_unfit(held, what)
    to = CHANGES[what].to
    held.standing = EntryStanding.ADDED if held.late and to == EntryStanding.ENTITLED else to
    held.save(update_fields=["standing"])
    change = _log(held, reason)
    record(by=by, act=f"roll.{what}", subject=held.scope, details={"roll": held.roll.scope, "change": change.number})
    return change


@transaction.atomic
def add_entry(*, by: str, roll: FrozenRoll, member: Member, reason: str) -> LateChange:
    """Add a member to a frozen roll, as two officers have agreed; the public log says so."""
    _refuse_closed(roll)
    _refuse_double(roll, member)
    shared = {member.email} if RollEntry.objects.filter(roll=roll, email=member.email).exists() else set()
    channel, why = channel_of(member, shared)
    entry = RollEntry.objects.create(
        roll=roll,
        member=member,
        number=member.number,
        name=member.name,
        branch=member.branch,
        channel=channel,
        why_post=why,
        email=member.email if not why else "",
        address=f"{member.address}\n{member.postcode}".strip(),
        weight=member.weight if roll.electorate.weighted else 1,
        standing=EntryStanding.ADDED,
        late=True,
    )
    change = _log(entry, reason)
    record(by=by, act="roll.add", subject=entry.scope, details={"roll": roll.scope, "change": change.number})
    return change


def _log(entry: RollEntry, reason: str) -> LateChange:
    last = LateChange.objects.filter(roll=entry.roll).order_by("-number").first()
    return LateChange.objects.create(
        roll=entry.roll,
        number=last.number + 1 if last else 1,
        branch=entry.branch,
        standing=entry.standing,
        reason=_given(reason),
        at=clock.now(),
    )


def _given(reason: str) -> str:
    if not reason.strip():
        raise ValidationError(_("Say why: the reason stands in the public log. Name nobody in it."))
    return reason.strip()


def _refuse_closed(roll: FrozenRoll) -> None:
    if why := why_closed(roll):
        raise ValidationError(_("The electorate can no longer be changed. %(why)s") % {"why": why})


def _refuse_unfit(entry: RollEntry, what: str) -> None:
    if entry.standing not in CHANGES[what].start:
        raise ValidationError(
            _("Number %(number)s stands on this roll as: %(standing)s. This cannot be done from there.")
            % {"number": entry.number, "standing": entry.get_standing_display()}
        )


def _refuse_double(roll: FrozenRoll, member: Member) -> None:
    if RollEntry.objects.filter(roll=roll, number=member.number).exists():
        raise ValidationError(_("Number %(number)s is on this roll already.") % {"number": member.number})


def _pk(details: Details, name: str) -> int:
    return int(str(details[name]))


def _entry_of(details: Details) -> RollEntry:
    entries = RollEntry.objects.select_related("roll__organisation", "roll__electorate", "branch")
    return entries.get(roll__organisation=_pk(details, "organisation"), pk=_pk(details, "entry"))


def _perform(what: str) -> Perform:
    def perform(subject: str, details: Details, by: str) -> str:
        change = change_entry(by=by, entry=_entry_of(details), what=what, reason=str(details["reason"]))
        return _("Change %(number)d in the public log") % {"number": change.number}

    return perform


def _perform_addition(subject: str, details: Details, by: str) -> str:
    rolls = FrozenRoll.objects.select_related("organisation", "electorate")
    roll = rolls.get(organisation=_pk(details, "organisation"), pk=_pk(details, "roll"))
    member = Member.objects.of(roll.organisation).select_related("branch").get(pk=_pk(details, "member"))
    change = add_entry(by=by, roll=roll, member=member, reason=str(details["reason"]))
    return _("Change %(number)d in the public log") % {"number": change.number}


def register_acts() -> None:
    """Make late changes known to the journal, which has them approved; called as the room starts."""
    for what in CHANGES:
        register(Act(f"roll.{what}", _perform(what), may_approve_for_roll))
    register(Act("roll.add", _perform_addition, may_approve_for_roll))
