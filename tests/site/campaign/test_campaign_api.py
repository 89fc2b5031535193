"""Programmes, hustings meetings and endorsements for programs."""

import csv
import io
from datetime import date, timedelta

import pytest
from campaigning import SITE
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hustings_site.campaign.enums import Attendance, EndorserKind, Ruling
from hustings_site.campaign.models import Programme
from hustings_site.campaign.services.endorsements import enter_endorsement, withdraw_endorsement
from hustings_site.campaign.services.meetings import arrange_meeting, invite_everybody, reply_to_invitation
from hustings_site.campaign.services.places import register
from hustings_site.campaign.services.questions import put_question, rule_on_question
from hustings_site.elections.models import Contest

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(days=10)
FIELDS = {
    "title": "Hustings in the Lamp Hall",
    "starts_at": SOON,
    "ends_at": SOON + timedelta(hours=2),
    "where": "in_person",
    "address": "Lamp Hall, Alderby",
    "access": "No steps.",
    "chair": "Vera Vane",
    "code": "1. About the post.",
}


def rows(response: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode())))[1:]


def test_programme_leads_to_its_checklist(programme: Programme, asked: object, visitor: Client) -> None:
    (told,) = visitor.get("/api/campaign/programmes").json()
    assert (told["slug"], told["contest"]) == (programme.slug, programme.contest.slug)
    assert [visitor.get(told[path]).status_code for path in ("json_path", "csv_path")] == [200, 200]


def test_meeting_is_told_with_replies_questions_and_decisions_and_no_member(race: Contest, visitor: Client) -> None:
    meeting = arrange_meeting(by="test", contest=race, fields={**FIELDS, "capacity": 1})
    first, *_others = invite_everybody(by="test", meeting=meeting, site=SITE)
    reply_to_invitation(by="test", invitation=first, attendance=Attendance.NOT_COMING, reason="Nurse on duty")
    for n in (1, 2):
        register(meeting=meeting, site=SITE, name=f"Member {n}", email=f"member{n}@example.org", needs="")
    question = put_question(meeting=meeting, text="What of the hall?", asked_by="Vera")
    rule_on_question(by="test", moderator="Vera Vane", question=question, ruling=Ruling.REFUSED, reason="Rule 1.")
    answer = visitor.get(f"/api/campaign/meetings/{meeting.pk}")
    told = answer.json()
    assert (told["title"], told["capacity"], told["taken"], told["waiting"]) == (meeting.title, 1, 1, 1)
    assert (told["invited"][0]["attendance"], told["invited"][0]["reason"]) == ("not_coming", "Nurse on duty")
    assert [(each["question"], each["ruling"], each["reason"]) for each in told["decisions"]] == [
        ("What of the hall?", "refused", "Rule 1.")
    ]
    assert [word for word in ("Member 1", "member1@", "Member 2") if word in answer.text] == []


def test_meetings_take_as_many_queries_for_many_as_for_one(
    race: Contest, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 4):
        for _each in range(many):
            arrange_meeting(by="test", contest=race, fields=FIELDS)
        with django_assert_num_queries(2):
            assert visitor.get("/api/campaign/meetings").status_code == 200
    assert [row[1] for row in rows(visitor.get("/api/campaign/meetings.csv"))] == [FIELDS["title"]] * 5


def test_endorsements_keep_their_history(race: Contest, visitor: Client) -> None:
    said = {"by": "test", "contest": race, "kind": EndorserKind.BRANCH, "said_on": date(2026, 3, 5), "source": "Item 4"}
    ann = race.candidates.get(name="Ann Ash")
    withdraw_endorsement(
        by="test", endorsement=enter_endorsement(**said, candidate=ann, endorser="Alderby"), note="Item 2"
    )
    enter_endorsement(**said, candidate=None, endorser="Brackford")
    address = f"/api/campaign/{race.election.slug}/{race.slug}/endorsements"
    told = visitor.get(address).json()["endorsements"]
    assert [(e["candidate"], e["endorser"], e["state"], len(e["history"])) for e in told] == [
        ("Ann Ash", "Alderby", "withdrawn", 2),
        (None, "Brackford", told[1]["state"], 1),
    ]
    assert rows(visitor.get(f"{address}.csv"))[0][:3] == ["Ann Ash", "Alderby", "branch"]
