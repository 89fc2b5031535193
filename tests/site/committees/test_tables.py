"""Everything that is recorded of a committee as tables: written, and read back into another committee the same."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from committee_stand import happened, seat_of
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings_site.campaign.models import OutgoingMail
from hustings_site.committees.enums import (
    Attendance,
    Change,
    ClauseKind,
    Confidence,
    Counted,
    DecisionKind,
    Happening,
    Option,
    Outcome,
)
from hustings_site.committees.models import Body, Committee, Person, SeatEvent, SeatTerms
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services import balance, bodies, meetings, reports, seats, vacancies
from hustings_site.committees.tables.columns import TABLES
from hustings_site.committees.tables.reading import take_tables, unpacked
from hustings_site.committees.tables.writing import as_archive, as_csv
from hustings_site.journal.models import ScheduledAct
from hustings_site.results.models import Result
from hustings_site.roll.services import organisation_named

JUNE = date(2026, 6, 1)
BY = {"by": "test"}


def person(committee: Committee, name: str) -> Person:
    return committee.organisation.people.get(name=name)


@pytest.fixture
def whole(committee: Committee, result: Result) -> Committee:
    """Something in every table, with what makes tables hard: line breaks, quotes, commas, an equals sign that a
    spreadsheet would run, a text that begins with an apostrophe, a correction, an entry long after the day."""
    wicks = Body.objects.get(name="Wickmakers' Society")
    tapers = bodies.enter_body(**BY, organisation=committee.organisation, name="Tapers", kind="union", source="=1+1")
    bodies.change_body(**BY, body=wicks, what=Change.MERGED, on=date(2026, 9, 1), into=tapers, source="Minutes")
    old = happened_event(committee, "Cy", Happening.RESIGNED, date(2026, 5, 1))
    right = seats.What(what=Happening.RESIGNED, on=date(2026, 7, 1), person=old.person, source='Letter, "of July"')
    seats.correct_event(**BY, old=old, what=right, reason="Misread.")
    happened(seat_of(committee, "Bo"), Happening.SUSPENDED, date(2026, 3, 1))
    (trade, _other) = committee.sections.get(name="Trades").seats.all()
    seats.seat_elected(**BY, result=result, seats=[trade], on=JUNE, terms_end=[date(2028, 6, 1)])
    vacancies.enter_clause(
        **BY,
        committee=committee,
        name="9",
        text="Two\nlines.",
        kind=ClauseKind.APPOINTMENT,
        body=wicks,
        section=committee.sections.get(name="Trades"),
        source="Rules",
    )
    opening = balance.enter_opening(
        **BY, committee=committee, title="One", day=JUNE, seats=1, sides=["A, too", "B"], most={"B": 1}, source="R",
        up=[trade],
    )  # fmt: skip
    lines = [
        balance.Line(person(committee, "Ada"), "A", Confidence.CERTAIN, "’tis so"),
        balance.Line(wicks, Counted.SWING),
        balance.Line(committee.sections.get(name="Members"), Counted.UNKNOWN),
    ]
    first = balance.enter_claim(
        **BY, committee=committee, author="Tide", said_on=JUNE, source="41", sides=["A", "B"], lines=lines
    )
    balance.reply_to_claim(**BY, claim=first, author="Ada", said_on=JUNE, text="'No.", source="Letter")
    balance.enter_claim(
        **BY, committee=committee, author="Lamp", said_on=JUNE, source="42", sides=["A"], figures={"A": 3},
        opening=opening,
    )  # fmt: skip
    meeting = meetings.arrange_meeting(
        **BY,
        committee=committee,
        title="June",
        on=JUNE,
        agenda="One\nTwo",
        papers=[("Accounts", "https://example.org/a")],
    )
    motion = meetings.enter_motion(
        **BY, committee=committee, title="Oil", text="Buy\n\nit.", put_on=JUNE, mover="Ada", seconder="Bo"
    )
    gone = meetings.enter_motion(**BY, committee=committee, title="Wick", text="x", put_on=JUNE)
    meetings.move_amendment(**BY, motion=gone, text="y")
    meetings.end_motion(**BY, motion=gone, outcome=Outcome.WITHDRAWN)
    amendment = meetings.move_amendment(**BY, motion=motion, text="Half of it.", mover="Cy")
    meetings.record_attendance(**BY, meeting=meeting, states={person(committee, "Cy"): Attendance.APOLOGIES})
    ada, alma = person(committee, "Ada"), person(committee, "Alma Ardent")
    of = {**BY, "meeting": meeting, "source": "Minutes"}
    voted = {"kind": DecisionKind.DIVISION, "votes": {ada: Option.RECUSED, alma: Option.ABSTAINED}}
    meetings.decide(**of, title="Half", amendment=amendment, carried=False, **voted)
    meetings.decide(**of, title="Oil", motion=motion, carried=True, free=True, **voted)
    meetings.decide(**of, title="Thanks", kind=DecisionKind.WITHOUT, carried=True)
    reports.keep_report(**BY, meeting=meeting, person=ada, came_on=JUNE, text="We met,\nand left.")
    return committee


def happened_event(committee: Committee, name: str, what: Happening, on: date) -> SeatEvent:
    seat = seat_of(committee, name)
    happened(seat, what, on)
    return seat.events.get(what=what)


@pytest.fixture
def other() -> Committee:
    """A committee of which nothing is known, of another organisation."""
    return seats.found_committee(**BY, organisation=organisation_named(**BY, name="Chandlers"), name="Council")


def tables(committee: Committee) -> dict[str, str]:
    return {name: as_csv(committee, name) for name in TABLES}


def test_every_table_has_something_in_it(whole: Committee) -> None:
    assert [name for name, text in tables(whole).items() if len(list(csv.reader(io.StringIO(text)))) < 2] == []


def test_everything_that_was_exported_is_read_back_the_same(whole: Committee, other: Committee) -> None:
    taken = take_tables(**BY, committee=other, texts=unpacked(as_archive(whole)))
    assert tables(other) == tables(whole)
    assert (taken["votes"], taken["events"], "tenures" in taken) == (11, 6, False)
    days = [date(2026, month, 15) for month in range(1, 13)]
    assert [stands(other, day) for day in days] == [stands(whole, day) for day in days]


def stands(committee: Committee, day: date) -> list[tuple[str, str | None, bool]]:
    return [
        (str(each.seat), each.person.name if each.person else None, each.state.votes)
        for each in sitting(committee, day).seats
    ]


def test_reading_back_writes_to_nobody_about_the_past(whole: Committee, other: Committee) -> None:
    OutgoingMail.objects.all().delete()
    promised = ScheduledAct.objects.count()
    reports.confirm(follower=other.followers.create(email="wilma@example.org", asked_at="2026-01-01T00:00:00Z"))
    take_tables(**BY, committee=other, texts=tables(whole))
    assert (OutgoingMail.objects.count(), ScheduledAct.objects.count()) == (0, promised)


def test_archive_says_what_its_columns_are(whole: Committee, visitor: Client) -> None:
    response = visitor.get(f"/committees/{whole.slug}/tables.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            heading = next(csv.reader(io.StringIO(archive.read(resource["path"]).decode())))
            assert [each["name"] for each in resource["schema"]["fields"]] == heading
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_each_table_is_there_by_itself(whole: Committee, visitor: Client) -> None:
    pages = {name: visitor.get(f"/committees/{whole.slug}/table/{name}.csv").content.decode() for name in TABLES}
    assert pages == tables(whole)


def test_table_that_is_none_is_no_page(committee: Committee, visitor: Client) -> None:
    assert visitor.get(f"/committees/{committee.slug}/table/wishes.csv").status_code == 404


def changed(text: str, line: int, **cells: str) -> str:
    """A table with other cells on one of its lines (2: the first after the heading)."""
    rows = list(csv.DictReader(io.StringIO(text)))
    rows[line - 2] |= cells
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


MISTAKES: list[tuple[str, dict[str, str], str]] = [
    ("bodies", {"name": ""}, "bodies.csv:2: name is empty: fill it in."),
    ("body_changes", {"into": "Snuffers"}, "body_changes.csv:2: no body here is called Snuffers"),
    ("body_changes", {"into": ""}, "body_changes.csv:2: Say which body stands in its place."),
    ("seats", {"filling": "bought"}, "seats.csv:2: bought is no word for filling: write one of members, section,"),
    ("seats", {"voting": "yes"}, "seats.csv:2: yes in voting is neither true nor false"),
    ("seats", {"seat": "one"}, "seats.csv:2: one in seat is no whole number"),
    ("seats", {"contest": "x/y"}, "seats.csv:2: there is no contest x/y here: leave it empty."),
    ("events", {"seat": "9"}, "events.csv:2: there is no seat 9 of Members: enter it in seats.csv."),
    ("events", {"what": "slept"}, "events.csv:2: slept is no word for what: write one of takes,"),
    ("events", {"on": "May"}, "events.csv:2: May in on is no day: write it as 2026-05-31."),
    ("events", {"what": "died"}, "events.csv:2: Nobody is recorded as holding this seat on that day"),
    ("tenures", {"began": "2026-01-02"}, "tenures.csv:2: this does not follow from events.csv"),
    ("clauses", {"section": "Guests"}, "clauses.csv:2: there is no section Guests"),
    ("openings", {"up": "[1"}, "openings.csv:2: up is not what it was written as"),
    ("claims", {"opening": "Two"}, "claims.csv:2: there is no opening Two: enter it in openings.csv."),
    ("claim_figures", {"claim": "7"}, "claims.csv:3: A claim gives totals, or says who is counted where."),
    ("claim_lines", {"name": "Zed"}, "claims.csv:2: claim_lines.csv:2: nobody here is called Zed"),
    ("claim_replies", {"claim": "7"}, "claim_replies.csv:2: there is no claim 7 in claims.csv"),
    ("meetings", {"on": ""}, "meetings.csv:2: on is empty: fill it in."),
    ("papers", {"meeting": "July"}, "papers.csv:2: there is no meeting July of that day in meetings.csv"),
    ("attendance", {"person": "Zed"}, "attendance.csv:2: nobody here is called Zed: enter them in people.csv."),
    ("attendance", {"meeting": "July"}, "attendance.csv:2: there was no meeting July on 2026-06-01"),
    ("motions", {"outcome": "won"}, "motions.csv:2: won is no word for outcome"),
    ("amendments", {"motion": "Salt"}, "amendments.csv:2: there was no motion Salt put on 2026-06-01"),
    ("amendments", {"amendment": "4"}, "amendments.csv:2: amendment 1 of this motion comes next"),
    ("decisions", {"decision": "2"}, "decisions.csv:2: decision 1 of this meeting comes next"),
    ("decisions", {"taken": "without"}, "decisions.csv:2: votes.csv:2: decisions.csv says that this was taken oth"),
    ("votes", {"option": "slept"}, "decisions.csv:2: votes.csv:2: slept is no word for option"),
    ("votes", {"person": "Zed"}, "decisions.csv:2: votes.csv:2: nobody here is called Zed"),
    ("votes", {"person": "Bo"}, "decisions.csv:2: votes.csv:4: Bo stands in this division twice."),
    ("votes", {"decision": "9"}, "decisions.csv:2: Say what these did"),
    ("reports", {"came_on": "2026-05-31"}, "reports.csv:2: A report comes after the meeting."),
]
"""A table, other cells on its first row, and how the refusal begins."""


def test_mistake_anywhere_enters_nothing_and_names_line_and_cure(whole: Committee, other: Committee) -> None:
    texts = tables(whole)
    said = []
    for name, cells, _expected in MISTAKES:
        with pytest.raises(ValidationError) as refused:
            take_tables(**BY, committee=other, texts={**texts, name: changed(texts[name], 2, **cells)})
        said.append(refused.value.messages[0])
    assert [told[: len(expected)] for told, (_name, _cells, expected) in zip(said, MISTAKES, strict=True)] == [
        expected for _name, _cells, expected in MISTAKES
    ]
    assert {name: len(text.splitlines()) for name, text in tables(other).items()} == dict.fromkeys(TABLES, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,kind\nA,b\n", "bodies.csv:1: the column source is missing (columns: name, kind, source)."),
        ("name,kind,source,hue\n", "bodies.csv:1: there is no column hue here: take it out"),
        ("name,kind,source\nA,b\n", "bodies.csv:2: 2 cells where there are 3 columns: quote commas."),
        ('name,kind,source\n"A\nB",x,y\n,x,y\n', "bodies.csv:4: name is empty: fill it in."),
    ],
)
def test_table_that_is_not_whole_is_refused_with_its_line(committee: Committee, text: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        take_tables(**BY, committee=committee, texts={"bodies": text})
    assert refused.value.messages[0].startswith(said)


def test_rows_that_are_here_already_are_not_entered_twice(whole: Committee) -> None:
    for name, said in (
        ("seats", "seats.csv:2: seat 1 of Members is here already"),
        ("meetings", "meetings.csv:2: the meeting June on 2026-06-01 is here already"),
        ("motions", "motions.csv:2: the motion Oil put on 2026-06-01 is here already"),
        ("attendance", "attendance.csv:2: of Cy it is recorded already"),
    ):
        with pytest.raises(ValidationError) as refused:
            take_tables(**BY, committee=whole, texts={name: as_csv(whole, name)})
        assert refused.value.messages[0].startswith(said)
    assert SeatTerms.objects.filter(seat__section__committee=whole).count() == 5


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"not a zip", "This is no ZIP archive"),
        ({"wishes.csv": b""}, "wishes.csv is no table of a committee: take it out (tables: bodies,"),
        ({"people.csv": b"name\n\xff\n"}, "A table is not written in UTF-8: save it so."),
    ],
)
def test_archive_that_is_none_is_refused(file: bytes | dict[str, bytes], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        unpacked(file if isinstance(file, bytes) else packed(file))
    assert refused.value.messages[0].startswith(said)


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


# At the desk ---------------------------------------------------------------------------------------------------------


def test_clerk_takes_up_an_archive_or_one_table(whole: Committee, other: Committee, officers_browser: Client) -> None:
    path = f"/desk/committees/{other.slug}/table/"
    archive = SimpleUploadedFile("tables.zip", as_archive(whole))
    response = officers_browser.post(path, {**slip_of(officers_browser, path), "archive": archive}, follow=True)
    assert "Recorded: bodies 2, body_changes 1, people 4, seats 5, events 6" in response.content.decode()
    text = "name\nZed\n"
    sent = {"table": "people", "text": text}
    response = officers_browser.post(path, {**slip_of(officers_browser, path), **sent}, follow=True)
    assert "Recorded: people 1." in response.content.decode()
    page = officers_browser.post(path, {**slip_of(officers_browser, path), "table": "people", "text": "who\n"})
    assert "people.csv:1: the column name is missing" in page.content.decode()
    page = officers_browser.post(path, slip_of(officers_browser, path))
    assert "Send an archive, or paste one table." in page.content.decode()


def slip_of(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
