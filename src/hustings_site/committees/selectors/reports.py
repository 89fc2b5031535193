"""Which reports were due, which came and when, and who has not reported, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hustings_site.committees.enums import Filling
from hustings_site.committees.history import in_force, state_on
from hustings_site.committees.models import Committee, CommitteeMeeting, Person, Report, SeatEvent, SeatTerms

REPRESENTATIVES = (Filling.MEMBERS, Filling.SECTION)
"""Whoever sits for members owes them a report: seats filled by all members or by a section of them."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that was due. `report` is the first that came, None: none has. `late`: after the day it was due."""

    meeting: CommitteeMeeting
    person: Person
    report: Report | None
    overdue: bool

    @property
    def late(self) -> bool:
        """Whether it came after its day."""
        return self.report is not None and self.report.came_on > self.meeting.reports_due


@dataclass(frozen=True, slots=True)
class Ledger:
    """All reports due from the meetings of a committee, newest meeting first."""

    rows: Sequence[Owed]

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


def ledger(committee: Committee, today: date) -> Ledger:
    """Every report due, in four queries however many meetings there were."""
    meetings = list(committee.meetings.filter(on__lte=today))
    return Ledger(_owed(committee, meetings, today))


def owed(meeting: CommitteeMeeting) -> list[Owed]:
    """The reports due from one meeting."""
    return _owed(meeting.committee, [meeting], meeting.reports_due)


def _owed(committee: Committee, meetings: Sequence[CommitteeMeeting], today: date) -> list[Owed]:
    terms = SeatTerms.objects.filter(seat__section__committee=committee, filling__in=REPRESENTATIVES)
    made = [each.made() for each in terms]
    events = SeatEvent.objects.filter(seat__section__committee=committee).select_related("person__user")
    people = {each.person_id: each.person for each in events if each.person}
    happened = [each.happened() for each in events]
    first: dict[tuple[int, int], Report] = {}
    for report in reversed(in_force(list(Report.objects.filter(meeting__in=meetings)))):
        first[report.meeting_id, report.person_id] = report
    return [
        Owed(meeting, people[state.person], first.get((meeting.pk, state.person)), meeting.reports_due < today)
        for meeting in meetings
        for state in state_on(made, happened, meeting.on)
        if state.person is not None
    ]
