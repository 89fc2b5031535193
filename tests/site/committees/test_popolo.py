"""A committee as Popolo, held to what the published schemas require."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from committee_stand import happened, seat_of
from django.test import Client
from jsonschema import Draft3Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT3

from hustings_site.committees.enums import Attendance, Change, DecisionKind, Happening, Option
from hustings_site.committees.models import Body, Committee, Person
from hustings_site.committees.services import bodies, meetings

SCHEMAS = Path(__file__).parent / "popolo_schemas"
CLASSES = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
    "motions": "motion",
    "vote_events": "vote_event",
    "events": "event",
}
"""Of each list of the export the class of what stands in it."""

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(text: object) -> bool:
    return not isinstance(text, str) or ("T" in text and datetime.fromisoformat(text).tzinfo is not None)


@FORMATS.checks("uri")
def is_address(text: object) -> bool:
    return not isinstance(text, str) or bool(urlsplit(text).scheme and urlsplit(text).netloc)


@cache
def validator(name: str) -> Draft3Validator:
    """The rules of one class; those that it speaks of are looked up beside it."""
    rules = {path.stem: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    known = Registry().with_resources((each["id"], DRAFT3.create_resource(each)) for each in rules.values())
    return Draft3Validator(rules[name], registry=known, format_checker=FORMATS)


def faults(name: str, row: object) -> list[str]:
    return [f"{name}: {'/'.join(map(str, each.path))}: {each.message}" for each in validator(name).iter_errors(row)]


@pytest.fixture
def record(committee: Committee) -> Committee:
    """A suspension and a resignation, a body that split, a motion, a division and a decision without one."""
    happened(seat_of(committee, "Bo"), Happening.SUSPENDED, date(2026, 6, 15))
    wicks = Body.objects.get(name="Wickmakers' Society")
    founded = {"by": "test", "source": "Rule book"}
    bodies.change_body(**founded, body=wicks, what=Change.FOUNDED, on=date(1890, 5, 1))
    for name in ("Tapers", "Snuffers"):
        other = bodies.enter_body(**founded, organisation=committee.organisation, name=name, kind="union")
        bodies.change_body(**founded, body=wicks, what=Change.SUCCEEDED, on=date(2026, 8, 1), into=other)
    happened(seat_of(committee, "Cy"), Happening.RESIGNED, date(2026, 7, 1))
    meeting = meetings.arrange_meeting(by="test", committee=committee, title="June", on=date(2026, 6, 1))
    there = {Person.objects.get(name="Ada"): Attendance.PRESENT, Person.objects.get(name="Cy"): Attendance.ABSENT}
    meetings.record_attendance(by="test", meeting=meeting, states=there)
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
    assert [fault for kind, rows in popolo.items() for row in rows for fault in faults(CLASSES[kind], row)] == []
    assert {kind: len(rows) for kind, rows in popolo.items()} == {
        "persons": 3,
        "organizations": 5,
        "posts": 5,
        "memberships": 3,
        "motions": 1,
        "vote_events": 2,
        "events": 4,
    }


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("motion", {"date": "2026-06-01"}, "date: '2026-06-01' is not a 'date-time'"),
        ("post", {"start_date": "1 June"}, "start_date: '1 June' does not match"),
        ("vote_event", {"counts": [{"option": "for"}]}, "counts/0/value: 'value' is a required property"),
        ("vote_event", {"votes": [{"weight": "one"}]}, "votes/0/weight: 'one' is not of type 'number', 'null'"),
        ("organization", {"sources": [{"url": "Minutes"}]}, "sources/0/url: 'Minutes' is not a 'uri'"),
    ],
)
def test_schemas_find_what_is_wrong(name: str, row: dict[str, object], said: str) -> None:
    (fault,) = faults(name, row)
    assert fault.startswith(f"{name}: {said}")


def test_founding_and_succession_of_bodies_are_events(popolo: dict[str, list[dict[str, object]]]) -> None:
    named = {row["id"]: row["name"] for row in popolo["organizations"]}
    told = [
        (row["classification"], named[row["organization_id"]], named.get(row["successor_id"]), row["start_date"])
        for row in popolo["events"]
        if row["classification"] != "meeting"
    ]
    assert told == [
        ("founding", "Wickmakers' Society", None, "1890-05-01"),
        ("succession", "Wickmakers' Society", "Tapers", "2026-08-01"),
        ("succession", "Wickmakers' Society", "Snuffers", "2026-08-01"),
    ]
    wicks = next(row for row in popolo["organizations"] if row["name"] == "Wickmakers' Society")
    assert (wicks["founding_date"], wicks["dissolution_date"]) == ("1890-05-01", "2026-08-01")


def test_merger_of_bodies_names_the_one_that_they_became(committee: Committee, visitor: Client) -> None:
    of = {"by": "test", "source": "Minutes"}
    new, one, other = (
        bodies.enter_body(**of, organisation=committee.organisation, name=name) for name in ("New", "One", "Other")
    )
    for body in (one, other):
        bodies.change_body(**of, body=body, what=Change.MERGED, on=date(2026, 4, 1), into=new)
    events = visitor.get(f"/api/committees/{committee.slug}").json()["events"]
    assert [(row["name"], row["successor_id"]) for row in events] == [
        ("One merges into New", f"body/{new.pk}"),
        ("Other merges into New", f"body/{new.pk}"),
    ]


def test_meeting_is_an_event_with_who_was_there(popolo: dict[str, list[dict[str, object]]]) -> None:
    (meeting,) = [row for row in popolo["events"] if row["classification"] == "meeting"]
    assert [each["name"] for each in meeting["attendees"]] == ["Ada"]
    assert [each["state"] for each in meeting["attendance"]] == ["present", "absent"]


def test_suspension_stands_on_the_membership(popolo: dict[str, list[dict[str, object]]]) -> None:
    assert [row["suspensions"] for row in popolo["memberships"]] == [
        [],
        [{"start_date": "2026-06-15", "end_date": None}],
        [],
    ]


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
        ("Bo", "suspended", False),
        (None, "vacant", False),
        (None, "not_recorded", True),
        (None, "not_recorded", True),
    ]
