"""Which reports were due, which came and when, and who has not reported, by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hustings_site.campaign.enums import Promise, Stance
from hustings_site.campaign.models import Answer
from hustings_site.committees.enums import Filling, Happening
from hustings_site.committees.history import in_force, state_on
from hustings_site.committees.models import Committee, CommitteeMeeting, Person, Report, SeatEvent, SeatTerms

REPRESENTATIVES = (Filling.MEMBERS, Filling.SECTION)
"""Whoever sits for members owes them a report: seats filled by all members or by a section of them."""


@dataclass(frozen=True, slots=True)
class Promised:
    """That somebody promised reports: the yes that they stood by when elected, and the day of that election, from
    which on they owe one after each meeting."""

    person: Person
    answer: Answer
    day: date


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that was due. `report` is the first that came, None: none has. `late`: after the day it was due.

    `by`: the promise by which it is owed; None: the committee's own rule.
    """

    meeting: CommitteeMeeting
    person: Person
    report: Report | None
    overdue: bool
    by: Promised | None = None

    @property
    def late(self) -> bool:
        """Whether it came after its day."""
        return self.report is not None and self.report.came_on > self.meeting.reports_due


@dataclass(frozen=True, slots=True)
class Ledger:
    """All reports due from the meetings of a committee, newest meeting first; `promises` by the number of a person."""

    rows: Sequence[Owed]
    promises: Mapping[int, Promised]

    @property
    def due(self) -> int:
        """Reports due."""
        return len(self.rows)

    @property
    def came(self) -> int:
        """Reports that came, late ones among them."""
        return sum(row.report is not None for row in self.rows)

    @property
    def late(self) -> int:
        """Reports that came late."""
        return sum(row.late for row in self.rows)

    @property
    def missing(self) -> list[Owed]:
        """Reports that are overdue."""
        return [row for row in self.rows if row.report is None and row.overdue]

    @property
    def promised(self) -> list[Promised]:
        """Whose ledger a promise has opened, by name; that of everybody else the committee's own rule has."""
        return sorted(self.promises.values(), key=lambda each: each.person.name)


def ledger(committee: Committee, today: date) -> Ledger:
    """Every report due, in five queries however many meetings there were."""
    meetings = list(committee.meetings.filter(on__lte=today))
    events = _events(committee)
    promises = promised(events)
    return Ledger(_owed(committee, meetings, today, events, promises), promises)


def owed(meeting: CommitteeMeeting) -> list[Owed]:
    """The reports due from one meeting."""
    events = _events(meeting.committee)
    return _owed(meeting.committee, [meeting], meeting.reports_due, events, promised(events))


def promised(events: Iterable[SeatEvent]) -> dict[int, Promised]:
    """Who took a seat having said yes to a point that promises reports, by the number of the person; one query.

    What counts is the answer in force when the seat was taken. Election day is that of the result by which they came
    to the seat, or where its day is not known the day on which they took it.
    """
    taken = [each for each in in_force(list(events)) if each.what == Happening.TAKES and each.candidate_id]
    answers: dict[tuple[int, int], list[Answer]] = {}
    said = Answer.objects.filter(
        candidate__in={each.candidate_id for each in taken}, point__promises=Promise.REPORTS
    ).select_related("point__programme")
    for answer in said.order_by("at", "pk"):
        answers.setdefault((answer.candidate_id, answer.point_id), []).append(answer)
    found: dict[int, Promised] = {}
    for event in sorted(taken, key=lambda each: each.on):
        if event.person is None or event.candidate is None:
            continue
        for (candidate, _point), given in answers.items():
            before = [answer for answer in given if answer.at.date() <= event.on]
            if candidate == event.candidate_id and before and before[-1].stance == Stance.YES:
                day = event.candidate.contest.election.closed_on
                found.setdefault(event.person.pk, Promised(event.person, before[-1], day or event.on))
    return found


def _events(committee: Committee) -> list[SeatEvent]:
    events = SeatEvent.objects.filter(seat__section__committee=committee)
    return list(events.select_related("person__user", "candidate__contest__election"))


def _owed(
    committee: Committee,
    meetings: Sequence[CommitteeMeeting],
    today: date,
    events: Sequence[SeatEvent],
    promises: Mapping[int, Promised],
) -> list[Owed]:
    terms = list(SeatTerms.objects.filter(seat__section__committee=committee))
    made = [each.made() for each in terms]
    by_rule = {each.seat_id for each in in_force(terms) if each.filling in REPRESENTATIVES}
    people = {each.person_id: each.person for each in events if each.person}
    happened = [each.happened() for each in events]
    first: dict[tuple[int, int], Report] = {}
    for report in reversed(in_force(list(Report.objects.filter(meeting__in=meetings)))):
        first[report.meeting_id, report.person_id] = report
    found = []
    for meeting in meetings:
        for state in state_on(made, happened, meeting.on):
            if state.person is None:
                continue
            promise = promises.get(state.person)
            by = promise if promise is not None and promise.day <= meeting.on else None
            if by is not None or state.seat in by_rule:
                came = first.get((meeting.pk, state.person))
                overdue = meeting.reports_due < today
                found.append(Owed(meeting, people[state.person], came, overdue, by))
    return found
