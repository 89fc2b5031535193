"""Questions to a meeting: put by members, moderated against the published code, asked to all in equal time."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Ruling
from hustings_site.campaign.models import Meeting, MeetingQuestion, Point, RecordingMark, RulingLine, Turn
from hustings_site.elections.models import Candidate
from hustings_site.journal import clock
from hustings_site.journal.services import record

MOST_WAITING = 200
"""Questions that may wait for the moderator of one meeting."""


@transaction.atomic
def put_question(*, meeting: Meeting, text: str, asked_by: str = "") -> MeetingQuestion:
    """A question from anybody; it is public once the moderator has decided, whatever was decided."""
    if meeting.cancelled_at or meeting.ends_at < clock.now():
        raise ValidationError(_("This meeting takes no more questions."))
    if meeting.questions.filter(ruling=Ruling.WAITING).count() >= MOST_WAITING:
        raise ValidationError(_("Very many questions wait for the moderator: come back tomorrow."))
    question = MeetingQuestion(meeting=meeting, text=text, asked_by=asked_by, at=clock.now())
    question.full_clean()
    question.save()
    record(by="visitor", act="campaign.put_question", subject=question.scope)
    return question


@transaction.atomic
def support_question(*, question: MeetingQuestion) -> None:
    """One more who supports an accepted question; nothing says who."""
    if question.ruling != Ruling.ACCEPTED:
        raise ValidationError(_("Only accepted questions can be supported."))
    MeetingQuestion.objects.filter(pk=question.pk).update(supporters=F("supporters") + 1)


@transaction.atomic
def rule_on_question(
    *,
    by: str,
    moderator: str,
    question: MeetingQuestion,
    ruling: Ruling,
    reason: str = "",
    into: MeetingQuestion | None = None,
) -> RulingLine:
    """Accept, refuse with a reason by the code, or merge into another; each decision stands in the public log.

    Supporters of a merged question count with the other. A decision can be changed: the log then has both.
    """
    if ruling is Ruling.REFUSED and not reason.strip():
        raise ValidationError(_("Say by which line of the code it is refused: the log is public."))
    if ruling is Ruling.MERGED:
        if into is None or into.pk == question.pk or into.meeting_id != question.meeting_id:
            raise ValidationError(_("Choose the question of this meeting that it is merged into."))
        if into.ruling != Ruling.ACCEPTED:
            raise ValidationError(_("The question that it is merged into has to be accepted first."))
        into.supporters = F("supporters") + question.supporters
        into.save(update_fields=["supporters"])
        question.supporters = 0
    question.ruling = ruling
    question.merged_into = into if ruling is Ruling.MERGED else None
    if ruling is not Ruling.ACCEPTED:
        question.number = None
    question.save()
    line = RulingLine.objects.create(
        question=question, ruling=ruling, reason=reason, moderator=moderator, at=clock.now()
    )
    record(by=by, act="campaign.rule_on_question", subject=question.scope, details={"ruling": str(ruling)})
    return line


@transaction.atomic
def draw_speaking_order(*, by: str, meeting: Meeting, seed: str) -> None:
    """Publish the seed that the order of speaking is drawn from; it is drawn once. Accepted questions get their
    numbers, those with most supporters first."""
    if meeting.order_seed:
        raise ValidationError(_("The order has been drawn; it is drawn once."))
    if not seed.strip():
        raise ValidationError(_("Write down what was drawn: dice, a coin tossed ten times, a number from a hat."))
    meeting.order_seed = seed.strip()
    meeting.save(update_fields=["order_seed"])
    accepted = meeting.questions.filter(ruling=Ruling.ACCEPTED).order_by("-supporters", "pk")
    for number, question in enumerate(accepted, start=1):
        question.number = number
        question.save(update_fields=["number"])
    record(by=by, act="campaign.draw_speaking_order", subject=meeting.scope, details={"seed": meeting.order_seed})


@transaction.atomic
def begin_turn(*, by: str, question: MeetingQuestion, candidate: Candidate, now: datetime | None = None) -> Turn:
    """Somebody speaks; whoever spoke before has ended."""
    if question.number is None:
        raise ValidationError(_("Draw the order first: a question is asked by its number."))
    now = now or clock.now()
    end_turn(by=by, meeting=question.meeting, now=now)
    turn = Turn.objects.create(question=question, candidate=candidate, started_at=now)
    record(
        by=by,
        act="campaign.begin_turn",
        subject=question.scope,
        details={"candidate": candidate.pk},
    )
    return turn


@transaction.atomic
def end_turn(*, by: str, meeting: Meeting, now: datetime | None = None) -> None:
    """The clock stands still."""
    Turn.objects.filter(question__meeting=meeting, ended_at=None).update(ended_at=now or clock.now())


@transaction.atomic
def mark_recording(
    *, by: str, question: MeetingQuestion, candidate: Candidate, second: int, point: Point | None = None
) -> RecordingMark:
    """Where in the recording a candidate answers a question; a point of a programme shows it in its cell."""
    mark, _new = RecordingMark.objects.update_or_create(
        question=question, candidate=candidate, defaults={"second": second, "point": point}
    )
    record(
        by=by,
        act="campaign.mark_recording",
        subject=question.scope,
        details={"candidate": candidate.pk, "second": second},
    )
    return mark
