"""A committee as Popolo, held to facts of the published schemas, and as tables that are read back."""

import csv
import re
from datetime import date

import pytest
from committee_stand import happened, seat_of
from django.core.exceptions import ValidationError
from django.test import Client

from hustings_site.committees.enums import DecisionKind, Filling, Happening, Option
from hustings_site.committees.models import Committee, Person
from hustings_site.committees.record_file import take_record
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services import meetings
from hustings_site.committees.services.seats import SeatIs, add_section, found_committee, make_seat

TEXT, DAY, NUMBER, LIST = "text", "day", "number", "list"
SCHEMAS = {
    "persons": ({"id", "name"}, {"id": TEXT, "name": TEXT}),
    "organizations": (
        {"id", "name"},
        {
            "id": TEXT,
            "name": TEXT,
            "classification": TEXT,
            "parent_id": TEXT,
            "founding_date": DAY,
            "dissolution_date": DAY,
            "links": LIST,
            "sources": LIST,
        },
    ),
    "posts": (
        {"id", "label", "organization_id"},
        {
            "id": TEXT,
            "label": TEXT,
            "role": TEXT,
            "organization_id": TEXT,
            "start_date": DAY,
            "end_date": DAY,
            "sources": LIST,
        },
    ),
    "memberships": (
        {"id", "person_id", "organization_id"},
        {
            "id": TEXT,
            "person_id": TEXT,
            "organization_id": TEXT,
            "post_id": TEXT,
            "role": TEXT,
            "on_behalf_of_id": TEXT,
            "start_date": DAY,
            "end_date": DAY,
            "sources": LIST,
        },
    ),
    "motions": (
        {"id"},
        {"id": TEXT, "organization_id": TEXT, "text": TEXT, "date": DAY, "result": TEXT, "sources": LIST},
    ),
    "vote_events": (
        {"id"},
        {
            "id": TEXT,
            "identifier": TEXT,
            "organization_id": TEXT,
            "motion_id": TEXT,
            "classification": TEXT,
            "start_date": DAY,
            "result": TEXT,
            "counts": LIST,
            "votes": LIST,
            "sources": LIST,
        },
    ),
    "votes": (set(), {"voter_id": TEXT, "option": TEXT, "weight": NUMBER}),
    "counts": ({"option", "value"}, {"option": TEXT, "value": NUMBER}),
    "sources": ({"url"}, {"url": TEXT, "note": TEXT}),
    "links": ({"url"}, {"url": TEXT, "note": TEXT}),
}
"""Of each class: what has to be there, and which properties there are, by kind; any of the others may be null.

Source: the JSON schemas of the Popolo specification (popolo-project/popolo-spec, schemas/), read class by class.
"""


def faults(kind: str, row: dict[str, object]) -> list[str]:
    required, known = SCHEMAS[kind]
    found = [f"{kind}: {name} is missing" for name in required if row.get(name) is None]
    for name, value in row.items():
        expected = known.get(name)
        fits = (
            value is None
            or {
                TEXT: isinstance(value, str),
                NUMBER: isinstance(value, int) and not isinstance(value, bool),
                LIST: isinstance(value, list),
                DAY: isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value) is not None,
                None: False,
            }[expected]
        )
        if not fits:
            found.append(f"{kind}: {name} is {value!r}")
        if isinstance(value, list):
            found += [fault for each in value for fault in faults(name, each)]
    return found


@pytest.fixture
def record(committee: Committee) -> Committee:
    """A resignation, a motion, a division and a decision without one."""
    happened(seat_of(committee, "Cy"), Happening.RESIGNED, date(2026, 7, 1))
    meeting = meetings.arrange_meeting(by="test", committee=committee, title="June", on=date(2026, 6, 1))
    motion = meetings.enter_motion(
        by="test", committee=committee, title="Oil", text="Buy it.", put_on=meeting.on, source="Minutes"
    )
    options = {"Ada": Option.FOR, "Bo": Option.RECUSED, "Cy": Option.ABSENT}
    votes = {Person.objects.get(name=name): option for name, option in options.items()}
    of = {"by": "test", "meeting": meeting, "carried": True, "source": "Minutes"}
    meetings.decide(**of, title="Oil", kind=DecisionKind.DIVISION, votes=votes, motion=motion)
    meetings.decide(**of, title="Thanks", kind=DecisionKind.WITHOUT)
    return committee


@pytest.fixture
def popolo(record: Committee, visitor: Client) -> dict[str, list[dict[str, object]]]:
    response = visitor.get(f"/api/committees/{record.slug}")
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_popolo_keeps_to_the_published_schemas(popolo: dict[str, list[dict[str, object]]]) -> None:
    assert [fault for kind, rows in popolo.items() for row in rows for fault in faults(kind, row)] == []
    assert {kind: len(rows) for kind, rows in popolo.items()} == {
        "persons": 3,
        "organizations": 3,
        "posts": 5,
        "memberships": 3,
        "motions": 1,
        "vote_events": 2,
    }


def test_every_reference_of_popolo_leads_somewhere(popolo: dict[str, list[dict[str, object]]]) -> None:
    ids = {row["id"] for rows in popolo.values() for row in rows}
    named = {value for rows in popolo.values() for row in rows for name, value in row.items() if name.endswith("_id")}
    named |= {vote["voter_id"] for event in popolo["vote_events"] for vote in event["votes"]}
    assert named - {None} - ids == set()


def test_popolo_tells_the_ways_of_not_voting_apart(popolo: dict[str, list[dict[str, object]]]) -> None:
    thanks, oil = popolo["vote_events"]
    assert (thanks["classification"], thanks["votes"]) == ("without_division", [])
    assert [(count["option"], count["value"]) for count in oil["counts"]] == [("for", 1), ("recused", 1), ("absent", 1)]
    assert oil["motion_id"] == popolo["motions"][0]["id"]


def test_membership_ends_on_the_day_of_leaving(popolo: dict[str, list[dict[str, object]]]) -> None:
    assert [row["end_date"] for row in popolo["memberships"]] == [None, None, "2026-07-01"]


def test_seats_of_a_day_through_the_api(record: Committee, visitor: Client) -> None:
    (listed,) = visitor.get("/api/committees/").json()
    assert listed["slug"] == record.slug
    seats = visitor.get(f"/api/committees/{record.slug}/seats", {"on": "2026-07-01"}).json()
    assert [(each["holder"], each["status"], each["votes"]) for each in seats] == [
        ("Ada", "held", True),
        ("Bo", "held", True),
        (None, "vacant", False),
        (None, "not_recorded", True),
        (None, "not_recorded", True),
    ]


# Tables ---------------------------------------------------------------------------------------------------------------


def test_record_that_was_exported_is_read_back_the_same(record: Committee, visitor: Client) -> None:
    text = visitor.get(f"/committees/{record.slug}/record.csv").content.decode()
    other = found_committee(by="test", organisation=record.organisation, name="Copy")
    for name, seats in (("Members", 3), ("Trades", 2)):
        section = add_section(by="test", committee=other, name=name)
        for _seat in range(seats):
            terms = SeatIs(exists_from=date(2026, 1, 1), filling=Filling.MEMBERS, source="Rules")
            make_seat(by="test", section=section, terms=terms)
    assert take_record(by="test", committee=other, text=text) == 4
    assert visitor.get(f"/committees/{other.slug}/record.csv").content.decode() == text
    assert len(list(csv.DictReader(text.splitlines()))) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("section,seat,what,on\n", "Line 1: the column source is missing"),
        ("section,seat,what,on,source\nMembers,9,died,2026-02-01,x\n", "Line 2: there is no seat 9 of Members"),
        ("section,seat,what,on,source\nMembers,1,slept,2026-02-01,x\n", "Line 2: 'slept' is not a valid Happening"),
        ("section,seat,what,on,source\nMembers,1,died,May,x\n", "Line 2: Invalid isoformat string: 'May'"),
        (
            "section,seat,what,on,source\nMembers,1,died,2026-02-01,x\nMembers,1,died,2026-02-02,x\n",
            "Line 3: Nobody is recorded as holding this seat",
        ),
    ],
)
def test_table_with_a_mistake_enters_nothing_and_names_the_line(committee: Committee, text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        take_record(by="test", committee=committee, text=text)
    assert sitting(committee, date(2026, 6, 1)).seats[0].person.name == "Ada"
