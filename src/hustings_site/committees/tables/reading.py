"""Reading tables of a committee back: every row of every table, or none.

Each row goes through the service by which a clerk would enter it, so it is refused where a clerk would be refused, and
the journal has it. What is recorded counts from now on: when it was recorded elsewhere does not travel.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.doors import today
from hustings_site.committees.enums import (
    WITHOUT_DIVISION,
    Attendance,
    Change,
    ClauseKind,
    Confidence,
    Counted,
    DecisionKind,
    Filling,
    Happening,
    How,
    Next,
    Option,
    Outcome,
)
from hustings_site.committees.models import (
    Body,
    Claim,
    Committee,
    CommitteeMeeting,
    Motion,
    Opening,
    Person,
    Seat,
    Section,
)
from hustings_site.committees.services import balance, bodies, meetings, reports, seats, vacancies
from hustings_site.committees.tables.columns import FOLLOWS, TABLES
from hustings_site.committees.tables.row import Row, read_table
from hustings_site.committees.tables.writing import rows_of
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal.services import record

LARGEST = 20_000_000
"""Bytes that the files of an archive may hold together."""
Rows = Mapping[str, list[Row]]


def unpacked(file: bytes) -> dict[str, str]:
    """The tables of an archive, by name. Raises ValidationError where it is none, or holds what is no table here."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            members = [each for each in archive.infolist() if each.filename != "datapackage.json"]
            if sum(each.file_size for each in members) > LARGEST:
                raise ValidationError(_("The archive holds more than 20 MB: send the tables in several."))
            return {_table(each.filename): archive.read(each).decode("utf-8") for each in members}
    except zipfile.BadZipFile as fault:
        raise ValidationError(_("This is no ZIP archive: send the one that was downloaded, or one table.")) from fault
    except UnicodeDecodeError as fault:
        raise ValidationError(_("A table is not written in UTF-8: save it so.")) from fault


def _table(filename: str) -> str:
    name = filename.removesuffix(".csv")
    if name not in TABLES:
        said = _("%(file)s is no table of a committee: take it out (tables: %(all)s).")
        raise ValidationError(said % {"file": filename, "all": ", ".join(TABLES)})
    return name


@transaction.atomic
def take_tables(*, by: str, committee: Committee, texts: Mapping[str, str]) -> dict[str, int]:
    """Enter every row of these tables; how many of each.

    Raises ValidationError naming table, line and cure at the first row that is refused; then nothing is entered.
    """
    rows = {name: read_table(name, texts[name]) for name in TABLES if name in texts}
    taking = Taking(by, committee)
    for name, found in rows.items():
        READERS[name](taking, found, rows)
    taken = {name: len(found) for name, found in rows.items() if name not in FOLLOWS}
    record(by=by, act="committees.take_tables", subject=committee.scope, details=taken)
    return taken


@dataclass(slots=True)
class Taking:
    """What is known while tables are read: whom and what a name means."""

    by: str
    committee: Committee
    sections: dict[str, Section] = field(default_factory=dict)
    seats: dict[tuple[str, int], Seat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    decided: dict[tuple[date, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        organisation = self.committee.organisation
        self.sections = {each.name: each for each in self.committee.sections.all()}
        there = Seat.objects.filter(section__committee=self.committee).select_related("section__committee")
        self.seats = {(each.section.name, each.number): each for each in there}
        self.people = {each.name: each for each in organisation.people.all()}
        self.bodies = {each.name: each for each in organisation.bodies_with_seats.all()}

    def section(self, name: str) -> Section:
        """A section, made where it is new."""
        if name not in self.sections:
            self.sections[name] = seats.add_section(by=self.by, committee=self.committee, name=name)
        return self.sections[name]

    def seat(self, section: str, number: int) -> Seat:
        """A seat that is there."""
        found = self.seats.get((section, number))
        if found is None:
            said = _("there is no seat %(seat)s of %(section)s: enter it in seats.csv.")
            raise ValidationError(said % {"seat": number, "section": section})
        return found

    def person(self, name: str) -> Person:
        """Somebody who is there."""
        if name not in self.people:
            raise ValidationError(_("nobody here is called %(name)s: enter them in people.csv.") % {"name": name})
        return self.people[name]

    def newcomer(self, name: str) -> Person:
        """Somebody, entered where they are new here."""
        if name not in self.people:
            person = seats.person_named(by=self.by, organisation=self.committee.organisation, name=name)
            self.people[name] = person
        return self.people[name]

    def body(self, name: str) -> Body | None:
        """A body that is there; None where none is named."""
        if not name:
            return None
        if name not in self.bodies:
            raise ValidationError(_("no body here is called %(name)s: enter it in bodies.csv.") % {"name": name})
        return self.bodies[name]

    def contest(self, address: str) -> Contest | None:
        """A contest that is held or recorded here; None where none is named."""
        if not address:
            return None
        election, _slash, slug = address.partition("/")
        found = Contest.objects.filter(election__slug=election, slug=slug).first()
        if found is None:
            raise ValidationError(_("there is no contest %(address)s here: leave it empty.") % {"address": address})
        return found

    def candidate(self, row: Row) -> Candidate | None:
        """The candidate as whom somebody was elected; None where none is named."""
        contest = self.contest(row.text("contest"))
        if contest is None:
            return None
        name = row.needed("candidate")
        found = next((each for each in contest.candidates.all() if each.printed_name == name), None)
        if found is None:
            said = _("%(name)s did not stand in %(contest)s: leave contest and candidate empty.")
            raise ValidationError(said % {"name": name, "contest": contest})
        return found

    def meeting(self, row: Row) -> CommitteeMeeting:
        """The meeting of a day and title."""
        on, title = row.day("on"), row.needed("meeting")
        found = self.committee.meetings.filter(on=on, title=title).select_related("committee__organisation").first()
        if found is None:
            said = _("there was no meeting %(title)s on %(on)s: enter it in meetings.csv.")
            raise ValidationError(said % {"title": title, "on": on})
        return found

    def motion(self, row: Row) -> Motion:
        """The motion of a day and title."""
        on, title = row.day("put_on"), row.needed("motion")
        found = self.committee.motions.filter(put_on=on, title=title).first()
        if found is None:
            said = _("there was no motion %(title)s put on %(on)s: enter it in motions.csv.")
            raise ValidationError(said % {"title": title, "on": on})
        return found

    def claim(self, row: Row) -> Claim:
        """The claim of a number of this file."""
        number = row.number("claim")
        if number not in self.claims:
            raise ValidationError(_("there is no claim %(n)d in claims.csv: enter it there.") % {"n": number})
        return self.claims[number]


def _bodies(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            name = row.needed("name")
            there = taking.bodies.get(name)
            if there is None:
                taking.bodies[name] = bodies.enter_body(
                    by=taking.by,
                    organisation=taking.committee.organisation,
                    name=name,
                    kind=row.text("kind"),
                    source=row.text("source"),
                )
            elif (there.kind, there.source) != (row.text("kind"), row.text("source")):
                said = _("%(name)s is here already with another kind or source: make them alike.")
                raise ValidationError(said % {"name": name})


def _body_changes(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            body = taking.body(row.needed("body"))
            assert body is not None
            what, on, into = row.word("what", Change), row.day("on"), taking.body(row.text("into"))
            if not body.changes.filter(what=what, on=on, into=into, corrected_by=None, struck=False).exists():
                bodies.change_body(by=taking.by, body=body, what=what, on=on, into=into, source=row.needed("source"))


def _people(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            taking.newcomer(row.needed("name"))


def _seats(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            section, number = row.needed("section"), row.number("seat")
            if (section, number) in taking.seats:
                said = _("seat %(seat)d of %(section)s is here already: correct it at the desk, or take the row out.")
                raise ValidationError(said % {"seat": number, "section": section})
            terms = seats.SeatIs(
                exists_from=row.day("exists_from"),
                exists_until=row.day_or_none("exists_until"),
                dates_note=row.text("dates_note"),
                decision=row.text("decision"),
                filling=row.word("filling", Filling),
                filled_by=row.text("filled_by"),
                body=taking.body(row.text("body")),
                contest=taking.contest(row.text("contest")),
                term_months=row.number_or_none("term_months"),
                incompatible=row.text("incompatible"),
                voting=row.yes("voting"),
                source=row.needed("source"),
            )
            taking.seats[section, number] = seats.make_seat(
                by=taking.by, section=taking.section(section), terms=terms, number=number
            )


def _events(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            seat = taking.seat(row.needed("section"), row.number("seat"))
            candidate = taking.candidate(row)
            person = taking.newcomer(row.text("person")) if row.text("person") else None
            what = seats.What(
                what=row.word("what", Happening),
                on=row.day("on"),
                person=person,
                how=row.word("how", How) if row.text("how") else "",
                until=row.day_or_none("until"),
                candidate=candidate,
                body=taking.body(row.text("body")),
                note=row.text("note"),
                source=row.needed("source"),
            )
            seats.enter_event(by=taking.by, seat=seat, what=what)
            if person and candidate:
                person.candidacies.add(candidate)


def _tenures(taking: Taking, found: list[Row], _rows: Rows) -> None:
    there = [["" if cell is None else str(cell) for cell in each] for each in rows_of(taking.committee, "tenures")]
    for row in found:
        with row.named():
            if [row.text(column) for column in TABLES["tenures"]] not in there:
                raise ValidationError(
                    _("this does not follow from events.csv: correct it there, or leave tenures out.")
                )


def _clauses(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            section = row.text("section")
            if section and section not in taking.sections:
                said = _("there is no section %(name)s: enter its seats in seats.csv.")
                raise ValidationError(said % {"name": section})
            vacancies.enter_clause(
                by=taking.by,
                committee=taking.committee,
                name=row.needed("name"),
                text=row.needed("text"),
                kind=row.word("kind", ClauseKind),
                source=row.needed("source"),
                section=taking.sections.get(section),
                meaning=row.word("meaning", Next),
                body=taking.body(row.text("body")),
                days=row.number("days"),
                not_within_months=row.number("not_within_months"),
                otherwise=row.word("otherwise", ClauseKind),
            )


def _openings(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            balance.enter_opening(
                by=taking.by,
                committee=taking.committee,
                title=row.needed("title"),
                day=row.day("day"),
                seats=row.number("seats"),
                sides=row.names("sides"),
                source=row.needed("source"),
                up=[taking.seat(section, number) for section, number in row.pairs("up")],
                most=dict(row.pairs("most")),
            )


def _claims(taking: Taking, found: list[Row], rows: Rows) -> None:
    """With their figures and lines, which stand in tables of their own."""
    for row in found:
        with row.named():
            number = row.number("claim")
            figures = {}
            for each in _of_claim(rows, "claim_figures", number):
                with each.named():
                    figures[each.needed("side")] = each.number("seats")
            lines = []
            for each in _of_claim(rows, "claim_lines", number):
                with each.named():
                    lines.append(_line(taking, each))
            taking.claims[number] = balance.enter_claim(
                by=taking.by,
                committee=taking.committee,
                author=row.needed("author"),
                said_on=row.day("said_on"),
                when=row.text("when"),
                until=row.day_or_none("until"),
                title=row.text("title"),
                sides=row.names("sides"),
                source=row.needed("source"),
                confidence=row.word("confidence", Confidence),
                assumes=row.text("assumes"),
                opening=_opening(taking, row.text("opening")),
                figures=figures,
                lines=lines,
            )


def _of_claim(rows: Rows, table: str, number: int) -> list[Row]:
    return [each for each in rows.get(table, []) if each.text("claim") == str(number)]


def _opening(taking: Taking, title: str) -> Opening | None:
    if not title:
        return None
    found = taking.committee.openings.filter(title=title).first()
    if found is None:
        raise ValidationError(_("there is no opening %(title)s: enter it in openings.csv.") % {"title": title})
    return found


def _line(taking: Taking, row: Row) -> balance.Line:
    name, about = row.needed("name"), row.needed("about")
    of: dict[str, Callable[[str], Person | Body | Section | None]] = {
        "person": taking.person,
        "body": taking.body,
        "section": taking.sections.get,
    }
    if about not in of:
        raise ValidationError(_("%(about)s is not what a line is about: person, body or section.") % {"about": about})
    found = of[about](name)
    if found is None:
        raise ValidationError(_("there is no section %(name)s: enter its seats in seats.csv.") % {"name": name})
    counted = row.word("counted", Counted)
    side = row.needed("side") if counted is Counted.SIDE else counted
    return balance.Line(found, side, row.word("confidence", Confidence), row.text("why"))


def _belong_to_a_claim(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            taking.claim(row)


def _claim_replies(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            balance.reply_to_claim(
                by=taking.by,
                claim=taking.claim(row),
                author=row.needed("author"),
                said_on=row.day("said_on"),
                text=row.needed("text"),
                source=row.needed("source"),
            )


def _meetings(taking: Taking, found: list[Row], rows: Rows) -> None:
    """With their papers, which stand in a table of their own."""
    for row in found:
        with row.named():
            on, title, due = row.day("on"), row.needed("meeting"), row.day("reports_due")
            if taking.committee.meetings.filter(on=on, title=title).exists():
                said = _("the meeting %(title)s on %(on)s is here already: give it another title, or take it out.")
                raise ValidationError(said % {"title": title, "on": on})
            papers = [each for each in rows.get("papers", []) if _same_meeting(each, row)]
            meetings.arrange_meeting(
                by=taking.by,
                committee=taking.committee,
                title=title,
                on=on,
                place=row.text("place"),
                agenda=row.text("agenda"),
                papers=[(each.text("title"), each.text("link")) for each in papers],
                source=row.text("source"),
                reports_due=due,
                remind=due >= today(),
            )


def _same_meeting(row: Row, other: Row) -> bool:
    return (row.text("on"), row.text("meeting")) == (other.text("on"), other.text("meeting"))


def _papers(taking: Taking, found: list[Row], rows: Rows) -> None:
    """They came with their meetings: none may be left over."""
    for row in found:
        with row.named():
            row.needed("title")
            if not any(_same_meeting(row, each) for each in rows.get("meetings", [])):
                said = _("there is no meeting %(title)s of that day in meetings.csv: papers come with their meeting.")
                raise ValidationError(said % {"title": row.text("meeting")})


def _attendance(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            meeting, person = taking.meeting(row), taking.person(row.needed("person"))
            if meeting.attendance.filter(person=person).exists():
                said = _("of %(name)s it is recorded already: correct it at the desk, or take the row out.")
                raise ValidationError(said % {"name": person.name})
            states = {person: row.word("state", Attendance)}
            meetings.record_attendance(by=taking.by, meeting=meeting, states=states)


def _motions(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            on, title = row.day("put_on"), row.needed("motion")
            row.word("outcome", Outcome)
            if taking.committee.motions.filter(put_on=on, title=title).exists():
                said = _("the motion %(title)s put on %(on)s is here already: take the row out.")
                raise ValidationError(said % {"title": title, "on": on})
            meetings.enter_motion(
                by=taking.by,
                committee=taking.committee,
                title=title,
                text=row.needed("text"),
                put_on=on,
                mover=row.text("mover"),
                seconder=row.text("seconder"),
                source=row.text("source"),
            )


def _amendments(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            motion, number = taking.motion(row), row.number("amendment")
            row.word("outcome", Outcome)
            moved = meetings.move_amendment(
                by=taking.by,
                motion=motion,
                text=row.needed("text"),
                mover=row.text("mover"),
                seconder=row.text("seconder"),
            )
            if moved.position != number:
                said = _("amendment %(n)d of this motion comes next: write the amendments in their order.")
                raise ValidationError(said % {"n": moved.position})


def _decisions(taking: Taking, found: list[Row], rows: Rows) -> None:
    """With the votes of each, which stand in a table of their own; then what became of motions and amendments."""
    for row in found:
        with row.named():
            meeting, number = taking.meeting(row), row.number("decision")
            there = meeting.decisions.filter(corrected_by=None, struck=False).count()
            if number != there + 1:
                said = _("decision %(n)d of this meeting comes next: write the decisions in their order.")
                raise ValidationError(said % {"n": there + 1})
            kind = row.word("taken", DecisionKind)
            motion = taking.motion(row) if row.text("motion") else None
            amendment = None
            if (position := row.number_or_none("amendment")) is not None and motion is not None:
                amendment = motion.amendments.filter(position=position).first()
                if amendment is None:
                    said = _("there is no amendment %(n)d of this motion: enter it in amendments.csv.")
                    raise ValidationError(said % {"n": position})
            meetings.decide(
                by=taking.by,
                meeting=meeting,
                title=row.needed("title"),
                kind=kind,
                carried=row.yes("carried"),
                free=row.yes("free"),
                motion=motion,
                amendment=amendment,
                source=row.needed("source"),
                votes=_votes_of(taking, row, kind, rows),
            )
    _outcomes(taking, rows)


def _votes_of(taking: Taking, decision: Row, kind: DecisionKind, rows: Rows) -> dict[Person, Option]:
    """Who did what in a division. Of a decision without one nobody may have done anything."""
    votes: dict[Person, Option] = {}
    for row in rows.get("votes", []):
        if not _same_meeting(row, decision) or row.text("decision") != decision.text("decision"):
            continue
        with row.named():
            person = taking.person(row.needed("person"))
            if person in votes:
                raise ValidationError(_("%(name)s stands in this division twice.") % {"name": person.name})
            without = row.text("option") == WITHOUT_DIVISION
            if without != (kind is DecisionKind.WITHOUT):
                said = _("decisions.csv says that this was taken otherwise: make the two tables alike.")
                raise ValidationError(said)
            if not without:
                votes[person] = row.word("option", Option)
    return votes


def _outcomes(taking: Taking, rows: Rows) -> None:
    """What became of motions and amendments, as their tables say it."""
    for row in rows.get("motions", []):
        with row.named():
            motion = taking.motion(row)
            motion.outcome = row.word("outcome", Outcome)
            motion.save()
    for row in rows.get("amendments", []):
        with row.named():
            taking.motion(row).amendments.filter(position=row.number("amendment")).update(
                outcome=row.word("outcome", Outcome)
            )


def _votes(taking: Taking, found: list[Row], rows: Rows) -> None:
    """They came with their decisions: none may be left over."""
    taken = {(row.text("on"), row.text("meeting"), row.text("decision")) for row in rows.get("decisions", [])}
    for row in found:
        with row.named():
            if (row.text("on"), row.text("meeting"), row.text("decision")) not in taken:
                said = _("there is no decision %(n)s of that meeting in decisions.csv: votes come with their decision.")
                raise ValidationError(said % {"n": row.text("decision")})


def _reports(taking: Taking, found: list[Row], _rows: Rows) -> None:
    for row in found:
        with row.named():
            reports.keep_report(
                by=taking.by,
                meeting=taking.meeting(row),
                person=taking.person(row.needed("person")),
                came_on=row.day("came_on"),
                text=row.text("text"),
                link=row.text("link"),
            )


READERS: dict[str, Callable[[Taking, list[Row], Rows], None]] = {
    "bodies": _bodies,
    "body_changes": _body_changes,
    "people": _people,
    "seats": _seats,
    "events": _events,
    "tenures": _tenures,
    "clauses": _clauses,
    "openings": _openings,
    "claims": _claims,
    "claim_figures": _belong_to_a_claim,
    "claim_lines": _belong_to_a_claim,
    "claim_replies": _claim_replies,
    "meetings": _meetings,
    "papers": _papers,
    "attendance": _attendance,
    "motions": _motions,
    "amendments": _amendments,
    "decisions": _decisions,
    "votes": _votes,
    "reports": _reports,
}
