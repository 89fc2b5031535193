"""Writing a committee as tables: what is in force after every correction, words and days as programs read them.

One that speaks of a meeting names it by its day and title, of a seat by its section and number, of a decision by its
number in the meeting, of a contest by its address (election/contest). Corrections themselves stay where they were made.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence

from hustings_site.committees.doors import today
from hustings_site.committees.enums import WITHOUT_DIVISION, DecisionKind
from hustings_site.committees.history import in_force
from hustings_site.committees.models import (
    Amendment,
    Attended,
    BodyChange,
    Claim,
    ClaimFigure,
    ClaimLine,
    ClaimReply,
    Committee,
    Decision,
    MeetingPaper,
    Person,
    Report,
    SeatEvent,
    SeatTerms,
    Vote,
)
from hustings_site.committees.selectors.meetings import sat_on
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.tables.columns import TABLES
from hustings_site.elections.models import Contest
from hustings_site.pages.open_data import as_table

Cells = Iterable[Sequence[object]]
WRITTEN = (2026, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same data make the same bytes."""


def rows_of(committee: Committee, name: str) -> list[list[object]]:
    """The rows of one table, in its order."""
    return [[_cell(value) for value in row] for row in WRITERS[name](committee)]


def as_csv(committee: Committee, name: str) -> str:
    """One table as CSV."""
    return as_table(list(TABLES[name]), rows_of(committee, name))


def as_archive(committee: Committee) -> bytes:
    """Every table, with a Frictionless data package that says what the columns are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in TABLES:
            _put(archive, f"{name}.csv", as_csv(committee, name))
        _put(archive, "datapackage.json", json.dumps(package(committee), ensure_ascii=False, indent=1) + "\n")
    return packed.getvalue()


def package(committee: Committee) -> dict[str, object]:
    """What the archive holds. Source: https://specs.frictionlessdata.io/data-package/."""
    return {
        "name": committee.slug,
        "title": str(committee),
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": column, "type": kind} for column, kind in columns.items()]},
            }
            for name, columns in TABLES.items()
        ],
    }


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, WRITTEN), text)


def _cell(value: object) -> object:
    """A list as JSON, yes and no as words; an apostrophe that stands first is doubled, for one is put before
    what a spreadsheet would run."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return f"'{value}" if isinstance(value, str) and value.startswith("'") else value


def _contest(contest: Contest | None) -> str:
    return f"{contest.election.slug}/{contest.slug}" if contest else ""


def _name(named: object) -> str:
    return str(named) if named else ""


def _bodies(committee: Committee) -> Cells:
    return committee.organisation.bodies_with_seats.values_list("name", "kind", "source")


def _body_changes(committee: Committee) -> Cells:
    rows = BodyChange.objects.filter(body__organisation=committee.organisation_id, corrected_by=None, struck=False)
    for each in rows.select_related("body", "into").order_by("on", "pk"):
        yield each.body.name, each.what, each.on, _name(each.into), each.source


def _people(committee: Committee) -> Cells:
    """Whoever stands in a record of this committee."""
    named = [
        SeatEvent.objects.filter(seat__section__committee=committee).values("person"),
        Attended.objects.filter(meeting__committee=committee).values("person"),
        Vote.objects.filter(decision__meeting__committee=committee).values("person"),
        Report.objects.filter(meeting__committee=committee).values("person"),
        ClaimLine.objects.filter(claim__committee=committee).values("person"),
    ]
    there = {pk for rows in named for (pk,) in rows.values_list("person")}
    return Person.objects.filter(pk__in=there - {None}).order_by("name", "pk").values_list("name")


def _seats(committee: Committee) -> Cells:
    rows = SeatTerms.objects.filter(seat__section__committee=committee, corrected_by=None, struck=False)
    rows = rows.select_related("seat__section", "body", "contest__election")
    for each in rows.order_by("seat__section__position", "seat__number"):
        yield (
            each.seat.section.name,
            each.seat.number,
            each.exists_from,
            each.exists_until,
            each.dates_note,
            each.decision,
            each.filling,
            each.filled_by,
            _name(each.body),
            _contest(each.contest),
            each.term_months,
            each.incompatible,
            each.voting,
            each.source,
        )


def _events(committee: Committee) -> Cells:
    """In the order of the days, so that each can follow what stands before it."""
    events = SeatEvent.objects.filter(seat__section__committee=committee).select_related(
        "seat__section", "person", "body", "candidate__contest__election"
    )
    for each in sorted(in_force(list(events)), key=lambda event: (event.on, event.pk)):
        yield (
            each.seat.section.name,
            each.seat.number,
            each.what,
            each.on,
            _name(each.person),
            each.how,
            each.until,
            _name(each.body),
            _contest(each.candidate.contest if each.candidate else None),
            each.candidate.printed_name if each.candidate else "",
            each.note,
            each.source,
        )


def _tenures(committee: Committee) -> Cells:
    names = dict(committee.organisation.people.values_list("pk", "name"))
    seats = {
        pk: (section, number)
        for pk, section, number in SeatTerms.objects.filter(seat__section__committee=committee).values_list(
            "seat", "seat__section__name", "seat__number"
        )
    }
    for each in sorted(sitting(committee, today()).tenures, key=lambda tenure: (tenure.began, tenure.by)):
        section, number = seats[each.seat]
        yield section, number, names[each.person], each.began, each.until, each.ended, each.ended_by or ""


def _clauses(committee: Committee) -> Cells:
    for each in committee.clauses.select_related("section", "body").order_by("pk"):
        yield (
            each.name,
            _name(each.section),
            each.kind,
            each.meaning,
            _name(each.body),
            each.days,
            each.not_within_months,
            each.otherwise,
            each.text,
            each.source,
        )


def _openings(committee: Committee) -> Cells:
    for each in committee.openings.prefetch_related("up__section").order_by("day", "pk"):
        up = [[seat.section.name, seat.number] for seat in each.up.all()]
        yield (
            each.title,
            each.day,
            each.seats,
            up,
            each.sides,
            [[side, most] for side, most in each.most.items()],
            each.source,
        )


def _claims_in_force(committee: Committee) -> list[Claim]:
    rows = committee.claims.select_related("opening").filter(corrected_by=None, struck=False)
    return list(rows.order_by("said_on", "pk"))


def _claims(committee: Committee) -> Cells:
    for number, each in enumerate(_claims_in_force(committee), start=1):
        yield (
            number,
            each.author,
            each.said_on,
            each.when,
            each.until,
            each.title,
            each.sides,
            each.source,
            each.confidence,
            each.assumes,
            _name(each.opening),
        )


def _numbers(committee: Committee) -> dict[int, int]:
    return {each.pk: number for number, each in enumerate(_claims_in_force(committee), start=1)}


def _claim_figures(committee: Committee) -> Cells:
    numbers = _numbers(committee)
    rows = ClaimFigure.objects.filter(claim__in=numbers).order_by("claim__said_on", "claim", "position")
    return [(numbers[each.claim_id], each.side, each.seats) for each in rows]


def _claim_lines(committee: Committee) -> Cells:
    numbers = _numbers(committee)
    rows = ClaimLine.objects.filter(claim__in=numbers).select_related("person", "body", "section")
    for each in rows.order_by("claim__said_on", "claim", "pk"):
        about = "person" if each.person_id else "body" if each.body_id else "section"
        name = _name(getattr(each, about))
        yield numbers[each.claim_id], about, name, each.counted, each.side, each.confidence, each.why


def _claim_replies(committee: Committee) -> Cells:
    numbers = _numbers(committee)
    rows = ClaimReply.objects.filter(claim__in=numbers).order_by("claim__said_on", "claim", "said_on", "pk")
    return [(numbers[each.claim_id], each.author, each.said_on, each.text, each.source) for each in rows]


def _meetings(committee: Committee) -> Cells:
    rows = committee.meetings.order_by("on", "pk")
    return rows.values_list("on", "title", "place", "agenda", "reports_due", "source")


def _papers(committee: Committee) -> Cells:
    rows = MeetingPaper.objects.filter(meeting__committee=committee).order_by("meeting__on", "meeting", "position")
    return rows.values_list("meeting__on", "meeting__title", "title", "link")


def _attendance(committee: Committee) -> Cells:
    rows = Attended.objects.filter(meeting__committee=committee).select_related("meeting", "person")
    for each in sorted(in_force(list(rows)), key=lambda row: (row.meeting.on, row.meeting_id, row.person.name)):
        yield each.meeting.on, each.meeting.title, each.person.name, each.state


def _motions(committee: Committee) -> Cells:
    rows = committee.motions.order_by("put_on", "pk")
    return rows.values_list("put_on", "title", "text", "mover", "seconder", "outcome", "source")


def _amendments(committee: Committee) -> Cells:
    rows = Amendment.objects.filter(motion__committee=committee).order_by("motion__put_on", "motion", "position")
    return rows.values_list("motion__put_on", "motion__title", "position", "text", "mover", "seconder", "outcome")


def _numbered(committee: Committee) -> Iterator[tuple[int, Decision]]:
    """Every decision in force with its number in its meeting, in order."""
    rows = Decision.objects.filter(meeting__committee=committee, corrected_by=None, struck=False)
    rows = rows.select_related("meeting", "motion", "amendment__motion").order_by("meeting__on", "meeting", "pk")
    last: int | None = None
    number = 0
    for each in rows:
        number = number + 1 if each.meeting_id == last else 1
        last = each.meeting_id
        yield number, each


def _decisions(committee: Committee) -> Cells:
    for number, each in _numbered(committee):
        motion = each.motion
        yield (
            each.meeting.on,
            each.meeting.title,
            number,
            each.title,
            each.kind,
            each.carried,
            each.free,
            motion.put_on if motion else None,
            _name(motion),
            each.amendment.position if each.amendment else None,
            each.source,
        )


def _votes(committee: Committee) -> Cells:
    """Everybody in each division; of a decision without one everybody who sat and could vote, saying so."""
    rows = Vote.objects.filter(decision__meeting__committee=committee).select_related("person")
    given: dict[int, list[Vote]] = {}
    for vote in in_force(list(rows)):
        given.setdefault(vote.decision_id, []).append(vote)
    tenures = sitting(committee, today()).tenures
    names = dict(committee.organisation.people.values_list("pk", "name"))
    for number, each in _numbered(committee):
        head = (each.meeting.on, each.meeting.title, number)
        if each.kind == DecisionKind.WITHOUT:
            sat = {t.person for t in tenures if sat_on([t], each.meeting.on)}
            yield from ((*head, name, WITHOUT_DIVISION) for name in sorted(names[pk] for pk in sat))
        for vote in sorted(given.get(each.pk, []), key=lambda row: row.person.name):
            yield (*head, vote.person.name, vote.option)


def _reports(committee: Committee) -> Cells:
    rows = Report.objects.filter(meeting__committee=committee, corrected_by=None, struck=False)
    rows = rows.order_by("meeting__on", "meeting", "person__name", "came_on", "pk")
    return rows.values_list("meeting__on", "meeting__title", "person__name", "came_on", "text", "link")


WRITERS: dict[str, Callable[[Committee], Cells]] = {
    "bodies": _bodies,
    "body_changes": _body_changes,
    "people": _people,
    "seats": _seats,
    "events": _events,
    "tenures": _tenures,
    "clauses": _clauses,
    "openings": _openings,
    "claims": _claims,
    "claim_figures": _claim_figures,
    "claim_lines": _claim_lines,
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
