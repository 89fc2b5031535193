"""Petitions: rules entered as data, a petition opened, signed, closed; the representative's reply; meetings of account.

`enter_rule` -> `open_petition` -> `sign` / `take_back` by members with an account -> `close` (by the worker, on the
promised moment) -> what the rule says follows: `arrange` and `record_held` (a meeting), `ballots.announce_ballot`.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.accounts.models import User
from hustings_site.campaign.services.post import put_in_post
from hustings_site.committees.clauses import months_after, months_before
from hustings_site.committees.doors import today
from hustings_site.committees.enums import Happening, Status
from hustings_site.committees.models import Committee, Person, Seat, SeatEvent
from hustings_site.committees.recall.enums import Follows, State, Threshold
from hustings_site.committees.recall.models import (
    AccountabilityMeeting,
    AccountabilityQuestion,
    RecallClosing,
    RecallPetition,
    RecallReply,
    RecallRule,
    RecallSignature,
)
from hustings_site.committees.services.seats import state_of
from hustings_site.elections.enums import Majority
from hustings_site.elections.terms import card_vote_faults
from hustings_site.journal import clock
from hustings_site.journal.acts import Details
from hustings_site.journal.schedule import kept, promise
from hustings_site.journal.services import record
from hustings_site.roll.freezing import freeze
from hustings_site.roll.late_changes import ON_THE_ROLL
from hustings_site.roll.models import Electorate, RollEntry

CLOSE = "committees.close_recall_petition"
WITH_MEETING = (Follows.MEETING, Follows.BOTH)
WITH_BALLOT = (Follows.BALLOT, Follows.BOTH)


@transaction.atomic
def enter_rule(
    *,
    by: str,
    committee: Committee,
    name: str,
    text: str,
    source: str,
    signers: Electorate,
    kind: Threshold | str,
    threshold: int,
    days: int,
    follows: Follows | str,
    not_first_months: int = 0,
    not_last_months: int = 0,
    majority: Majority | str = Majority.SIMPLE,
    quorum_percent: int = 0,
) -> RecallRule:
    """The committee's rule from now on; petitions under an earlier one go on under it. Raises ValidationError."""
    if signers.organisation_id != committee.organisation_id:
        raise ValidationError({"signers": _("This electorate is another organisation’s: choose one of your own.")})
    if faults := card_vote_faults(signers):
        raise ValidationError({"signers": faults})
    if kind == Threshold.PERCENT and threshold > 100:
        raise ValidationError({"threshold": _("More than 100 per cent can never be reached.")})
    rule = RecallRule(
        committee=committee,
        name=name,
        text=text,
        source=source,
        signers=signers,
        kind=kind,
        threshold=threshold,
        days=days,
        follows=follows,
        not_first_months=not_first_months,
        not_last_months=not_last_months,
        majority=majority,
        quorum_percent=quorum_percent,
        entered_at=clock.now(),
    )
    rule.full_clean()
    rule.save()
    record(by=by, act="committees.enter_recall_rule", subject=committee.scope, details={"name": name})
    return rule


@transaction.atomic
def open_petition(*, by: str, rule: RecallRule, seat: Seat, text: str, movers: str) -> RecallPetition:
    """Open a petition on whoever holds the seat now: the roll of those who may sign is frozen, and its close promised.

    Raises ValidationError where nobody holds the seat, the rule leaves no room in time, or one is open already.
    """
    committee = rule.committee
    event = _taken(seat)
    if event.person is None or seat.section.committee_id != committee.pk:
        raise ValidationError(_("This seat is on another committee, or its holder is not recorded."))
    _refuse_time(rule, event)
    if RecallPetition.objects.filter(event=event, closing=None).exists():
        raise ValidationError(_("A petition on the holder of this seat is open already."))
    now = clock.now()
    roll = freeze(by=by, electorate=rule.signers, at=now)
    petition = RecallPetition(
        rule=rule,
        event=event,
        person=event.person,
        text=text.strip(),
        movers=movers.strip(),
        opened_at=now,
        closes_at=now + timedelta(days=rule.days),
        roll=roll,
        entitled=roll.size,
        needed=signatures_needed(rule, roll.size),
    )
    petition.full_clean()
    petition.save()
    record(
        by=by,
        act="committees.open_recall_petition",
        subject=petition.scope,
        details={"person": event.person.pk, "roll": roll.scope, "needed": petition.needed},
    )
    _tell(petition)
    title = _("Signatures on the petition on %(name)s close") % {"name": event.person.name}
    promise(by=by, subject=petition.scope, act=CLOSE, title=title, due=petition.closes_at)
    return petition


def _tell(petition: RecallPetition) -> None:
    """The representative, where the clerk has linked an account, reads it first."""
    user = petition.person.user
    if user is None:
        return
    committee = petition.rule.committee
    with override(committee.organisation.language):
        put_in_post(
            about=petition.scope,
            to=user.email,
            subject=_("A petition on your seat in %(committee)s is open") % {"committee": committee.name},
            text=_("%(text)s\n\nSignatures are taken until %(day)s. You can reply on the petition’s own page.\n")
            % {"text": petition.text, "day": date_format(localtime(petition.closes_at), "j F Y, H:i")},
        )


def signatures_needed(rule: RecallRule, entitled: int) -> int:
    """How many signatures the rule asks for, of so many who may sign: a share is rounded up to whole people."""
    if rule.kind == Threshold.NUMBER:
        return rule.threshold
    return max(1, -(-entitled * rule.threshold // 100))


@transaction.atomic
def sign(*, user: User, petition: RecallPetition) -> None:
    """One of those on the roll signs, once, until the close. The journal is told of no signature: only of the count.

    Raises PermissionDenied for whoever is not on the roll, ValidationError where they have signed, or it is closed.
    """
    held = _open(petition)
    token = token_of(user, held)
    if token is None:
        raise PermissionDenied
    signature, new = RecallSignature.objects.get_or_create(petition=held, token=token, defaults={"on": today()})
    if not new:
        raise ValidationError(_("You have signed this petition on %(day)s.") % {"day": signature.on.isoformat()})


@transaction.atomic
def take_back(*, user: User, petition: RecallPetition) -> None:
    """Take one's signature back, until the close; nothing is left of it. Raises as `sign` does."""
    held = _open(petition)
    token = token_of(user, held)
    if token is None:
        raise PermissionDenied
    if not RecallSignature.objects.filter(petition=held, token=token).delete()[0]:
        raise ValidationError(_("You have not signed this petition."))


def token_of(user: User, petition: RecallPetition) -> str | None:
    """The keyed hash by which somebody's signature is known; None: they are not on the roll of those who may sign."""
    entries = RollEntry.objects.filter(roll=petition.roll, member__user=user, standing__in=ON_THE_ROLL)
    number = entries.values_list("number", flat=True).first()
    if number is None:
        return None
    return salted_hmac("committees.recall", f"{petition.pk}:{number}", algorithm="sha256").hexdigest()


@transaction.atomic
def close(*, by: str, petition: RecallPetition) -> RecallClosing:
    """Count the signatures at the promised moment, and erase them: what stays is how many, day by day."""
    held = RecallPetition.objects.select_for_update().get(pk=petition.pk)
    if hasattr(held, "closing"):
        raise ValidationError(_("This petition is closed already."))
    if clock.now() < held.closes_at:
        raise ValidationError(_("Signatures are taken until the announced moment."))
    days = Counter(day.isoformat() for day in held.signatures.values_list("on", flat=True))
    signatures = days.total()
    closing = RecallClosing.objects.create(
        petition=held,
        signatures=signatures,
        reached=signatures >= held.needed,
        by_day=dict(sorted(days.items())),
        at=clock.now(),
    )
    held.signatures.all().delete()
    record(
        by=by,
        act=CLOSE,
        subject=held.scope,
        details={"signatures": signatures, "needed": held.needed, "reached": closing.reached},
    )
    kept(by=by, subject=held.scope, act=CLOSE, outcome=_("Closed."))
    return closing


def close_by_clock(subject: str, details: Details, by: str) -> str:
    """What the promised moment does."""
    closing = close(by=by, petition=RecallPetition.objects.get(pk=int(subject.partition(":")[2])))
    return _("%(signatures)d signatures of %(needed)d needed") % {
        "signatures": closing.signatures,
        "needed": closing.petition.needed,
    }


@transaction.atomic
def reply(*, by: str, petition: RecallPetition, text: str, source: str = "") -> RecallReply:
    """What the representative says; `source`: how it came, where the clerk enters what came by letter. Until a ballot
    is announced or the petition has failed."""
    if petition.state not in {State.OPEN, State.REACHED}:
        raise ValidationError(_("What was said stands; the petition has gone its way."))
    said = RecallReply(petition=petition, text=text.strip(), source=source.strip(), at=clock.now())
    said.full_clean()
    said.save()
    record(by=by, act="committees.reply_to_petition", subject=petition.scope, details={"reply": said.pk})
    return said


# Meetings of account --------------------------------------------------------------------------------------------------


@transaction.atomic
def arrange(
    *,
    by: str,
    rule: RecallRule,
    person: Person,
    at: datetime,
    place: str,
    chair: str,
    petition: RecallPetition | None = None,
) -> AccountabilityMeeting:
    """Announce a meeting at which a representative answers to members, where the committee's rule has such meetings.

    `petition`: the one it follows, which has its signatures; None: the rule is followed without one.
    """
    if rule.follows not in WITH_MEETING:
        raise ValidationError(_("The rule of this committee has no accountability meetings."))
    if petition is not None and (petition.state is State.OPEN or not petition.closing.reached):
        raise ValidationError(_("This petition does not have the signatures that are needed."))
    meeting = AccountabilityMeeting(
        committee=rule.committee, person=person, rule=rule, petition=petition, at=at, place=place, chair=chair
    )
    meeting.full_clean()
    meeting.save()
    record(by=by, act="committees.arrange_accountability", subject=meeting.scope, details={"person": person.pk})
    return meeting


@transaction.atomic
def record_held(
    *, by: str, meeting: AccountabilityMeeting, attendance: int, came: bool, minutes: str
) -> AccountabilityMeeting:
    """Record a meeting that was held: how many came, whether the representative did, what was said. Once."""
    held = AccountabilityMeeting.objects.select_for_update().get(pk=meeting.pk)
    if held.recorded_at is not None:
        raise ValidationError(_("This meeting is recorded already."))
    if clock.now() < held.at:
        raise ValidationError(_("This meeting is still to come."))
    held.attendance, held.came, held.minutes = attendance, came, minutes.strip()
    held.recorded_at = clock.now()
    held.save()
    record(by=by, act="committees.record_accountability", subject=held.scope, details={"attendance": attendance})
    return held


@transaction.atomic
def record_question(
    *,
    by: str,
    meeting: AccountabilityMeeting,
    text: str,
    answer: str = "",
    asked_by: str = "",
    corrects: AccountabilityQuestion | None = None,
    reason: str = "",
) -> AccountabilityQuestion:
    """A question that was put there, with its answer; in place of an earlier record of it only with a reason."""
    if corrects is not None and not reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    question = AccountabilityQuestion(
        meeting=meeting,
        text=text.strip(),
        answer=answer.strip(),
        asked_by=asked_by.strip(),
        corrects=corrects,
        reason=reason.strip(),
        recorded_at=clock.now(),
    )
    question.full_clean()
    question.save()
    record(by=by, act="committees.record_accountability_question", subject=meeting.scope)
    return question


def _taken(seat: Seat) -> SeatEvent:
    """By which event its holder took the seat. Raises ValidationError where nobody holds it."""
    state = state_of(seat, today())
    if state.status not in {Status.HELD, Status.SUSPENDED} or state.person is None:
        raise ValidationError(_("Nobody is recorded as holding this seat."))
    taken = seat.events.filter(person=state.person, what=Happening.TAKES, corrected_by=None, struck=False)
    event = taken.select_related("person").last()
    assert event is not None, "the state says so"
    return event


def _refuse_time(rule: RecallRule, event: SeatEvent) -> None:
    """A rule may leave whoever has just come, and whose term is about to end, in peace."""
    day = today()
    first = months_after(event.on, rule.not_first_months)
    if day < first:
        raise ValidationError(
            _("By the rule no petition is opened before %(day)s: the seat was taken on %(taken)s.")
            % {"day": first.isoformat(), "taken": event.on.isoformat()}
        )
    if event.until is not None and day > months_before(event.until, rule.not_last_months):
        raise ValidationError(
            _("By the rule no petition is opened any more: the term ends on %(day)s.")
            % {"day": event.until.isoformat()}
        )


def _open(petition: RecallPetition) -> RecallPetition:
    held = RecallPetition.objects.select_for_update(of=("self",)).select_related("roll").get(pk=petition.pk)
    if held.state is not State.OPEN or clock.now() >= held.closes_at:
        raise ValidationError(_("This petition is closed: no signature is added or taken back any more."))
    return held
