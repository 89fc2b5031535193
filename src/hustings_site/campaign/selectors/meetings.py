"""What the pages of hustings meetings show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from hustings_site.campaign.enums import Attendance, Ruling, Seat
from hustings_site.campaign.models import (
    Invitation,
    InvitationReply,
    Meeting,
    MeetingQuestion,
    RecordingMark,
    Registration,
    RulingLine,
    Turn,
)
from hustings_site.campaign.speaking_order import speaking_order
from hustings_site.elections.models import Candidate


@dataclass(frozen=True, slots=True)
class Invited:
    """A candidate with what came of the invitation, newest last."""

    invitation: Invitation
    replies: tuple[InvitationReply, ...]

    @property
    def attendance(self) -> Attendance:
        """How it stands."""
        return Attendance(self.replies[-1].attendance) if self.replies else Attendance.INVITED

    @property
    def reason(self) -> str:
        """The reason given last."""
        return self.replies[-1].reason if self.replies else ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How long a candidate has spoken to a question, in seconds; `speaking` since when, if now."""

    candidate: Candidate
    seconds: int
    speaking: datetime | None
    mark: RecordingMark | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to all: in which order they speak, and for how long they have."""

    question: MeetingQuestion
    order: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """How many have a place and how many wait."""

    taken: int
    waiting: int
    capacity: int | None

    @property
    def left(self) -> int | None:
        """Places that are free; None: there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)


def meetings() -> QuerySet[Meeting]:
    """Every meeting, the cancelled too, newest first."""
    return Meeting.objects.select_related("contest__election__organisation")


def invited(meeting: Meeting) -> list[Invited]:
    """Everybody invited, in the order of the ballot paper, in two queries."""
    found = meeting.invitations.select_related("candidate").prefetch_related("replies")
    return [Invited(each, tuple(each.replies.all())) for each in found]


def places(meeting: Meeting) -> Places:
    """Counts alone: nobody sees who comes."""
    seats = list(meeting.registrations.exclude(seat=Seat.CANCELLED).values_list("seat", flat=True))
    return Places(seats.count(Seat.PLACE), seats.count(Seat.WAITING), meeting.capacity)


def places_of_all(found: Sequence[Meeting]) -> list[Places]:
    """The same for each of many meetings, in one query."""
    counted: dict[tuple[int, str], int] = {
        (meeting, seat): number
        for meeting, seat, number in Registration.objects.filter(meeting__in=found)
        .values_list("meeting", "seat")
        .annotate(number=Count("pk"))
        .order_by()
    }
    return [Places(counted.get((m.pk, Seat.PLACE), 0), counted.get((m.pk, Seat.WAITING), 0), m.capacity) for m in found]


def accepted_questions(meeting: Meeting) -> QuerySet[MeetingQuestion]:
    """Questions that will be asked, by number, else those with most supporters first, each with those merged in."""
    return meeting.questions.filter(ruling=Ruling.ACCEPTED).prefetch_related("merged")


def moderation_log(meeting: Meeting) -> QuerySet[RulingLine]:
    """Every decision with its reason, newest first."""
    lines = RulingLine.objects.filter(question__meeting=meeting).select_related("question__merged_into")
    return lines.order_by("-at", "-pk")


def asked_to_all(meeting: Meeting, people: Sequence[Invited], now: datetime) -> list[Asked]:
    """Each numbered question with the order of speaking and the clock, in three queries."""
    if not meeting.order_seed:
        return []
    candidates = [
        each.invitation.candidate
        for each in people
        if each.attendance not in {Attendance.NOT_COMING, Attendance.ABSENT}
    ]
    turns: dict[tuple[int, int], list[Turn]] = {}
    for turn in Turn.objects.filter(question__meeting=meeting):
        turns.setdefault((turn.question_id, turn.candidate_id), []).append(turn)
    marks = {
        (mark.question_id, mark.candidate_id): mark
        for mark in RecordingMark.objects.filter(question__meeting=meeting).select_related("point__programme")
    }
    asked = []
    for question in meeting.questions.filter(number__isnull=False).order_by("number"):
        order = speaking_order(candidates, meeting.order_seed, question.number or 0)
        asked.append(
            Asked(
                question,
                tuple(
                    _spoken(each, turns.get((question.pk, each.pk), []), marks.get((question.pk, each.pk)), now)
                    for each in order
                ),
            )
        )
    return asked


def spoken_by_all(asked: Sequence[Asked]) -> list[tuple[Candidate, int]]:
    """Seconds that each candidate has spoken altogether, in the order of the ballot paper."""
    total: dict[Candidate, int] = {}
    for each in asked:
        for spoken in each.order:
            total[spoken.candidate] = total.get(spoken.candidate, 0) + spoken.seconds
    return sorted(total.items(), key=lambda pair: (pair[0].position or 0, pair[0].name))


def said_at_meetings(candidate: Candidate, point: int) -> QuerySet[RecordingMark]:
    """Where in recordings a candidate speaks to a point of a programme."""
    return RecordingMark.objects.filter(candidate=candidate, point=point).select_related("question__meeting")


def _spoken(candidate: Candidate, turns: Sequence[Turn], mark: RecordingMark | None, now: datetime) -> Spoken:
    seconds = sum(int(((turn.ended_at or now) - turn.started_at).total_seconds()) for turn in turns)
    speaking = next((turn.started_at for turn in turns if turn.ended_at is None), None)
    return Spoken(candidate, seconds, speaking, mark)
