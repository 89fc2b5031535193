"""Arranging a hustings meeting: every candidate is invited, and what comes of it is public."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.campaign.calendars import invitation_entry
from hustings_site.campaign.enums import Attendance
from hustings_site.campaign.models import Invitation, InvitationReply, Meeting
from hustings_site.campaign.selectors.asking import candidates_asked
from hustings_site.campaign.services.asking import address_of
from hustings_site.campaign.services.pages import new_code
from hustings_site.campaign.services.places import ERASE, KEPT, fill_places, tell_registered
from hustings_site.campaign.services.post import put_in_post
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.schedule import promise
from hustings_site.journal.services import record

REASONED = (Attendance.NOT_COMING, Attendance.ABSENT)
"""What is published with a reason, or with the words that none was given."""


@transaction.atomic
def arrange_meeting(*, by: str, contest: Contest, fields: Mapping[str, Any]) -> Meeting:
    """A meeting, public at once; nobody is invited yet. `fields` are Meeting's own, by name."""
    meeting = Meeting(contest=contest, changed_at=clock.now(), **fields)
    _require_neutral_chair(meeting)
    meeting.full_clean()
    meeting.save()
    record(by=by, act="campaign.arrange_meeting", subject=meeting.scope, details={"title": meeting.title})
    _promise_to_forget(by, meeting)
    return meeting


@transaction.atomic
def change_meeting(*, by: str, meeting: Meeting, fields: Mapping[str, Any], site: str) -> Meeting:
    """Change time, place, capacity or words: calendars update, everybody concerned is told, places are filled anew."""
    changed = [name for name, value in fields.items() if getattr(meeting, name) != value]
    for name in changed:
        setattr(meeting, name, fields[name])
    if not changed:
        return meeting
    _require_neutral_chair(meeting)
    meeting.sequence += 1
    meeting.changed_at = clock.now()
    meeting.full_clean()
    meeting.save()
    record(by=by, act="campaign.change_meeting", subject=meeting.scope, details={"changed": ", ".join(changed)})
    _promise_to_forget(by, meeting)
    fill_places(meeting, site)
    _tell_everybody(meeting, site, _("Changed: %(title)s") % {"title": meeting.title})
    return meeting


@transaction.atomic
def cancel_meeting(*, by: str, meeting: Meeting, why: str, site: str) -> Meeting:
    """The meeting does not take place; its page and its calendar entry stay, as cancelled."""
    if not why.strip():
        raise ValidationError(_("Say why: everybody who wanted to come is told."))
    meeting.cancelled_at = meeting.changed_at = clock.now()
    meeting.cancelled_why = why
    meeting.sequence += 1
    meeting.save()
    record(by=by, act="campaign.cancel_meeting", subject=meeting.scope)
    _tell_everybody(meeting, site, _("Cancelled: %(title)s") % {"title": meeting.title})
    return meeting


@transaction.atomic
def invite_everybody(*, by: str, meeting: Meeting, site: str, now: datetime | None = None) -> list[Invitation]:
    """Invite every candidate who has not been invited, in the same words; nobody can be left out."""
    known = set(meeting.invitations.values_list("candidate_id", flat=True))
    new = [each for each in candidates_asked(meeting.contest) if each.pk not in known]
    invitations = [
        Invitation.objects.create(meeting=meeting, candidate=each, email=address_of(each), sent_at=now or clock.now())
        for each in new
    ]
    for invitation in invitations:
        if invitation.email:
            _invite(invitation, site)
    record(by=by, act="campaign.invite", subject=meeting.scope, details={"candidates": len(invitations)})
    return invitations


@transaction.atomic
def reply_to_invitation(
    *, by: str, invitation: Invitation, attendance: Attendance, reason: str = "", now: datetime | None = None
) -> InvitationReply:
    """Will come, will not come, came or did not; an absence has its reason in public, or the words that it has none."""
    if attendance in REASONED and not reason.strip():
        raise ValidationError(_("Give the reason, which is published, or write that none was given."))
    reply = InvitationReply.objects.create(
        invitation=invitation, attendance=attendance, reason=reason, at=now or clock.now()
    )
    record(
        by=by,
        act="campaign.reply_to_invitation",
        subject=invitation.meeting.scope,
        details={"candidate": invitation.candidate_id, "attendance": str(attendance)},
    )
    return reply


def _promise_to_forget(by: str, meeting: Meeting) -> None:
    """Registrations are erased a month after the meeting, by the clock and in sight of everybody."""
    title = _("Erase who registered for %(title)s") % {"title": meeting.title}
    promise(by=by, subject=meeting.scope, act=ERASE, title=title[:300], due=meeting.ends_at + KEPT)


def _require_neutral_chair(meeting: Meeting) -> None:
    """Raise ValidationError where the chair's account is of somebody who stands, nominates or endorses here."""
    account = meeting.chair_account
    if account and (parts := parts_taken(account, meeting.contest.election.scope)):
        raise ValidationError(
            _("%(name)s %(part)s, and so cannot be in the chair.") % {"name": account.name, "part": parts[0]}
        )


def _invite(invitation: Invitation, site: str) -> None:
    meeting = invitation.meeting
    with translation.override(meeting.contest.election.organisation.language):
        text = _(
            "Dear %(name)s,\n\n"
            "you are invited to %(title)s, %(when)s. Every candidate for %(post)s gets this same invitation; who "
            "comes, and the reason of whoever does not, is public.\n\n"
            "Please reply on your page:\n%(address)s\n\nYour code, to be typed there:\n%(code)s\n\n"
            "Chair: %(chair)s. Access: %(access)s\n"
        ) % {
            "name": invitation.candidate.name,
            "title": meeting.title,
            "when": date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT"),
            "post": meeting.contest.title,
            "address": site + reverse("campaign:invitation", args=[invitation.key]),
            "code": new_code(invitation),
            "chair": meeting.chair,
            "access": meeting.access,
        }
        subject = _("Invitation: %(title)s") % {"title": meeting.title}
    entry = invitation_entry(invitation, site)
    put_in_post(about=meeting.scope, to=invitation.email, subject=subject, text=text, calendar=entry)


def _tell_everybody(meeting: Meeting, site: str, subject: str) -> None:
    """Candidates get the entry that updates their calendar, those registered a message."""
    text = news_of(meeting, site)
    for invitation in meeting.invitations.select_related("candidate", "meeting__contest__election__organisation"):
        if invitation.email:
            entry = invitation_entry(invitation, site)
            put_in_post(about=meeting.scope, to=invitation.email, subject=subject, text=text, calendar=entry)
    tell_registered(meeting, subject, text)


def news_of(meeting: Meeting, site: str) -> str:
    """What a meeting is now, in a few lines."""
    page = site + reverse("campaign:meeting", args=[meeting.pk])
    when = date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT")
    if meeting.cancelled_at:
        return _("%(title)s, %(when)s, is cancelled: %(why)s\n\n%(page)s\n") % {
            "title": meeting.title,
            "when": when,
            "why": meeting.cancelled_why,
            "page": page,
        }
    return _("%(title)s is now: %(when)s, %(where)s.\n\n%(page)s\n") % {
        "title": meeting.title,
        "when": when,
        "where": meeting.address or meeting.link,
        "page": page,
    }
