"""Meetings, who came, what was decided and how each voted, motions, and what bears on a promise."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.campaign.models import Point
from hustings_site.committees.enums import Attendance, DecisionKind, Keeps, Option, Outcome, Status
from hustings_site.committees.history import in_force
from hustings_site.committees.models import (
    Amendment,
    Attended,
    Committee,
    CommitteeMeeting,
    Decision,
    MeetingPaper,
    Motion,
    Person,
    PromiseLink,
    RightOfReply,
    Vote,
)
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.reports import promise_to_remind
from hustings_site.journal import clock
from hustings_site.journal.services import record

KeptRow = TypeVar("KeptRow", Attended, Vote)
AWAY = {
    Attendance.APOLOGIES: Option.EXCUSED,
    Attendance.ABSENT: Option.ABSENT,
    Attendance.NOT_YET: Option.NOT_YET,
    Attendance.SUSPENDED: Option.SUSPENDED,
}
"""How somebody who was not at the meeting stands in its divisions."""


@transaction.atomic
def arrange_meeting(
    *,
    by: str,
    committee: Committee,
    title: str,
    on: date,
    place: str = "",
    agenda: str = "",
    papers: Sequence[tuple[str, str]] = (),
    source: str = "",
    reports_due: date | None = None,
    remind: bool = True,
) -> CommitteeMeeting:
    """A meeting, public at once; `papers` are titles with links.

    Reports are due so many days after it as the committee says, or on the day given; `remind`: then who has not
    reported is reminded.
    """
    meeting = CommitteeMeeting(
        committee=committee,
        title=title,
        on=on,
        place=place,
        agenda=agenda,
        reports_due=reports_due or on + timedelta(days=committee.report_days),
        source=source,
    )
    meeting.full_clean()
    meeting.save()
    MeetingPaper.objects.bulk_create(
        MeetingPaper(meeting=meeting, position=position, title=name, link=link)
        for position, (name, link) in enumerate(papers, start=1)
    )
    record(by=by, act="committees.arrange_meeting", subject=meeting.scope, details={"on": on.isoformat()})
    if remind:
        promise_to_remind(by=by, meeting=meeting)
    return meeting


@transaction.atomic
def record_attendance(
    *,
    by: str,
    meeting: CommitteeMeeting,
    states: Mapping[Person, Attendance],
    reason: str = "",
    now: datetime | None = None,
) -> list[Attended]:
    """Who was there. Whoever stands in the record already is corrected, which takes a reason."""
    before = {each.person_id: each for each in in_force(meeting.attendance.all())}
    rows = []
    for person, state in states.items():
        old = before.get(person.pk)
        if old is not None and old.state == state:
            continue
        rows.append(
            _kept(
                Attended(
                    meeting=meeting,
                    person=person,
                    state=state,
                    corrects=old,
                    reason=reason if old else "",
                    recorded_at=now or clock.now(),
                )
            )
        )
    record(by=by, act="committees.record_attendance", subject=meeting.scope, details={"members": len(rows)})
    return rows


@transaction.atomic
def decide(
    *,
    by: str,
    meeting: CommitteeMeeting,
    title: str,
    kind: DecisionKind,
    carried: bool,
    source: str,
    votes: Mapping[Person, Option] | None = None,
    free: bool = False,
    motion: Motion | None = None,
    amendment: Amendment | None = None,
    now: datetime | None = None,
) -> Decision:
    """A decision: by a recorded vote, or agreed without a division, in which nobody has a vote of their own.

    In a division everybody who holds a seat on the day stands: who was not there as the attendance says, who is
    suspended as suspended. Raises ValidationError where it is not said what somebody did.
    """
    votes = dict(votes or {})
    if kind is DecisionKind.WITHOUT and votes:
        raise ValidationError(_("A decision agreed without a division has no votes: record it as a division."))
    if amendment is not None and motion is None:
        motion = amendment.motion
    decision = Decision(
        meeting=meeting,
        title=title,
        kind=kind,
        carried=carried,
        free=free,
        motion=motion,
        amendment=amendment,
        source=source,
        recorded_at=now or clock.now(),
    )
    decision.full_clean()
    decision.save()
    if kind is DecisionKind.DIVISION:
        everybody = _in_division(meeting, votes)
        Vote.objects.bulk_create(
            Vote(decision=decision, person=person, option=option, recorded_at=decision.recorded_at)
            for person, option in everybody.items()
        )
    _settle(motion, amendment, carried=carried)
    record(by=by, act="committees.decide", subject=decision.scope, details={"kind": str(kind), "carried": carried})
    return decision


def _in_division(meeting: CommitteeMeeting, votes: dict[Person, Option]) -> dict[Person, Option]:
    """What was said, and of everybody else who holds a seat what follows from seat and attendance."""
    there = {each.person_id: Attendance(each.state) for each in in_force(meeting.attendance.all())}
    unsaid = []
    for seat in sitting(meeting.committee, meeting.on).seats:
        person = seat.person
        if person is None or person in votes or not seat.terms.voting:
            continue
        state = there.get(person.pk)
        if seat.status is Status.SUSPENDED:
            votes[person] = Option.SUSPENDED
        elif state in AWAY:
            votes[person] = AWAY[state]
        else:
            unsaid.append(person.name)
    if unsaid:
        raise ValidationError(
            _("Say what these did, or record that they were away: %(names)s.") % {"names": ", ".join(unsaid)}
        )
    return votes


def _settle(motion: Motion | None, amendment: Amendment | None, *, carried: bool) -> None:
    """A decision on a motion or an amendment is its result."""
    decided = amendment or motion
    if decided is not None:
        decided.outcome = Outcome.CARRIED if carried else Outcome.LOST
        decided.save()


@transaction.atomic
def correct_vote(*, by: str, old: Vote, option: Option, reason: str, now: datetime | None = None) -> Vote:
    """Say otherwise what somebody did in a division; what was recorded first stays readable, with the reason."""
    vote = Vote(
        decision=old.decision,
        person=old.person,
        option=option,
        corrects=old,
        reason=reason,
        recorded_at=now or clock.now(),
    )
    _kept(vote)
    record(by=by, act="committees.correct_vote", subject=old.decision.scope, details={"person": old.person_id})
    return vote


@transaction.atomic
def correct_votes(
    *, by: str, decision: Decision, options: Mapping[Person, Option], reason: str, now: datetime | None = None
) -> list[Vote]:
    """Say otherwise what these did in a division; who is said to have done the same is left alone.

    Raises ValidationError where nothing is said otherwise, where there was no division, or where a reason is missing.
    """
    if decision.kind != DecisionKind.DIVISION:
        raise ValidationError(_("There was no division: nobody’s vote was recorded."))
    before = {each.person_id: each for each in in_force(decision.votes.all())}
    changed = [
        correct_vote(by=by, old=before[person.pk], option=option, reason=reason, now=now)
        for person, option in options.items()
        if person.pk in before and before[person.pk].option != option
    ]
    if not changed:
        raise ValidationError(_("This is what is recorded already: nothing was corrected."))
    return changed


@transaction.atomic
def strike_decision(*, by: str, old: Decision, reason: str, now: datetime | None = None) -> Decision:
    """Say that a decision was never taken; its votes no longer count, and a motion that it settled waits again."""
    if not reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    if Decision.objects.filter(corrects=old).exists():
        raise ValidationError(_("This has been corrected already: correct the newest account of it."))
    struck = Decision(
        meeting=old.meeting,
        title=old.title,
        kind=old.kind,
        carried=old.carried,
        free=old.free,
        motion=old.motion,
        amendment=old.amendment,
        source=old.source,
        corrects=old,
        struck=True,
        reason=reason,
        recorded_at=now or clock.now(),
    )
    struck.full_clean()
    struck.save()
    settled = old.amendment or old.motion
    if settled is not None and settled.outcome in {Outcome.CARRIED, Outcome.LOST}:
        settled.outcome = Outcome.WAITING
        settled.save()
    record(by=by, act="committees.strike_decision", subject=old.scope, details={"reason": reason})
    return struck


def _kept(row: KeptRow) -> KeptRow:
    """Raises ValidationError where it corrects another without a reason, or one that was corrected already."""
    if row.replaces is not None and not row.reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    if row.replaces is not None and type(row).objects.filter(corrects=row.replaces).exists():
        raise ValidationError(_("This has been corrected already: correct the newest account of it."))
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def enter_motion(
    *,
    by: str,
    committee: Committee,
    title: str,
    text: str,
    put_on: date,
    mover: str = "",
    seconder: str = "",
    source: str = "",
) -> Motion:
    """A motion before the committee, with its text and who moved and seconded it."""
    motion = Motion(
        committee=committee, title=title, text=text, put_on=put_on, mover=mover, seconder=seconder, source=source
    )
    motion.full_clean()
    motion.save()
    record(by=by, act="committees.enter_motion", subject=motion.scope)
    return motion


@transaction.atomic
def move_amendment(*, by: str, motion: Motion, text: str, mover: str = "", seconder: str = "") -> Amendment:
    """An amendment of a motion that is not yet decided."""
    if motion.outcome != Outcome.WAITING:
        raise ValidationError(_("This motion is decided."))
    amendment = Amendment(
        motion=motion, position=motion.amendments.count() + 1, text=text, mover=mover, seconder=seconder
    )
    amendment.full_clean()
    amendment.save()
    record(by=by, act="committees.move_amendment", subject=motion.scope, details={"amendment": amendment.position})
    return amendment


@transaction.atomic
def end_motion(*, by: str, motion: Motion, outcome: Outcome) -> Motion:
    """A motion ends without a decision: withdrawn, remitted, fallen. Amendments that wait fall with it."""
    if motion.outcome != Outcome.WAITING or outcome in {Outcome.CARRIED, Outcome.LOST, Outcome.WAITING}:
        raise ValidationError(_("This motion is decided, or is to be decided by a meeting."))
    motion.outcome = outcome
    motion.save()
    motion.amendments.filter(outcome=Outcome.WAITING).update(outcome=Outcome.FALLEN)
    record(by=by, act="committees.end_motion", subject=motion.scope, details={"outcome": str(outcome)})
    return motion


@transaction.atomic
def link_promise(*, by: str, decision: Decision, point: Point, keeps: Keeps, author: str, source: str) -> PromiseLink:
    """That a decision bears on a point of a programme, and which vote keeps it: a claim, with its author."""
    link = PromiseLink(
        decision=decision, point=point, keeps=keeps, author=author, source=source, recorded_at=clock.now()
    )
    link.full_clean()
    link.save()
    record(by=by, act="committees.link_promise", subject=decision.scope, details={"point": point.pk})
    return link


@transaction.atomic
def reply_to_record(*, by: str, person: Person, decision: Decision, text: str) -> RightOfReply:
    """What a representative says of a vote of theirs; it stands beside the vote for good."""
    reply = RightOfReply(person=person, decision=decision, text=text, at=clock.now())
    reply.full_clean()
    reply.save()
    record(by=by, act="committees.reply_to_record", subject=decision.scope, details={"person": person.pk})
    return reply
