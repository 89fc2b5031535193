"""Representatives report back: who owes what, reminders, questions, followers."""

from datetime import UTC, date, datetime

import pytest
from committee_stand import happened, seat_of
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from hustings_site.accounts.models import User
from hustings_site.campaign.models import OutgoingMail
from hustings_site.committees.enums import Happening
from hustings_site.committees.models import Committee, CommitteeMeeting, Follower, Person, Question
from hustings_site.committees.selectors.reports import ledger, owed
from hustings_site.committees.services import reports
from hustings_site.committees.services.meetings import arrange_meeting
from hustings_site.committees.services.seats import link_account
from hustings_site.journal.models import ScheduledAct

SITE = "https://elections.example.org"
JUNE, DUE = date(2026, 6, 1), date(2026, 6, 15)


@pytest.fixture
def meeting(committee: Committee) -> CommitteeMeeting:
    return arrange_meeting(by="test", committee=committee, title="June", on=JUNE)


def person(committee: Committee, name: str) -> Person:
    return committee.organisation.people.get(name=name)


def report(meeting: CommitteeMeeting, name: str, came_on: date) -> None:
    who = person(meeting.committee, name)
    reports.report_back(by="test", meeting=meeting, person=who, came_on=came_on, site=SITE, text="We met.")


def test_ledger_says_who_reported_who_was_late_and_who_did_not(committee: Committee, meeting: CommitteeMeeting) -> None:
    report(meeting, "Ada", DUE)
    report(meeting, "Bo", date(2026, 6, 16))
    found = ledger(committee, date(2026, 7, 1))
    assert [(row.person.name, row.report is not None, row.late, row.overdue) for row in found.rows] == [
        ("Ada", True, False, True),
        ("Bo", True, True, True),
        ("Cy", False, False, True),
    ]
    assert (found.due, found.came, found.late, [row.person.name for row in found.missing]) == (3, 2, 1, ["Cy"])


def test_report_is_not_missing_before_it_is_due(committee: Committee, meeting: CommitteeMeeting) -> None:
    assert ledger(committee, DUE).missing == []
    assert ledger(committee, date(2026, 5, 31)).rows == []


def test_who_held_no_seat_of_the_members_that_day_owes_nothing(committee: Committee, meeting: CommitteeMeeting) -> None:
    happened(seat_of(committee, "Bo"), Happening.RESIGNED, date(2026, 5, 1))
    assert [row.person.name for row in owed(meeting)] == ["Ada", "Cy"]


def test_report_says_something_and_comes_after_the_meeting(committee: Committee, meeting: CommitteeMeeting) -> None:
    ada = person(committee, "Ada")
    with pytest.raises(ValidationError, match="Write the report"):
        reports.report_back(by="test", meeting=meeting, person=ada, came_on=DUE, site=SITE)
    with pytest.raises(ValidationError, match="after the meeting"):
        report(meeting, "Ada", date(2026, 5, 31))


def test_reminder_is_promised_and_goes_to_who_has_not_reported(
    committee: Committee, meeting: CommitteeMeeting, member: User, officer: User
) -> None:
    link_account(by="test", person=person(committee, "Ada"), user=member)
    link_account(by="test", person=person(committee, "Bo"), user=officer)
    report(meeting, "Bo", DUE)
    promised = ScheduledAct.objects.get(subject=meeting.scope)
    assert (promised.act, timezone.localdate(promised.due)) == (reports.REMIND, DUE)
    assert reports.remind(meeting.scope, {}, "worker") == "1 reminded, 2 have not reported"
    assert [(mail.to, mail.subject) for mail in OutgoingMail.objects.all()] == [
        (member.email, "Your report from June is due")
    ]


def test_pages_name_who_is_late_and_who_is_missing(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client
) -> None:
    report(meeting, "Ada", date(2026, 6, 16))
    page = visitor.get(f"/committees/{committee.slug}/reports/").content.decode()
    assert "1 of 3 reports are in, 1 of them late; 2 are overdue." in page
    assert page.split("Not reported")[1].split("All of them")[0].count("<li>") == 2


def test_ledger_takes_the_same_queries_for_any_number_of_meetings(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client, django_assert_num_queries: object
) -> None:
    for number in range(2):
        with django_assert_num_queries(5):
            visitor.get(f"/committees/{committee.slug}/reports/")
        arrange_meeting(by="test", committee=committee, title=f"Next {number}", on=JUNE)


# Questions -----------------------------------------------------------------------------------------------------------


def test_question_is_public_once_the_clerk_lets_it_through_and_answered_once(
    committee: Committee, visitor: Client
) -> None:
    ada = person(committee, "Ada")
    path = f"/committees/{committee.slug}/person/{ada.pk}/"
    visitor.post(path, {"text": "Why dry oil?", "asked_by": "Mab"})
    question = Question.objects.get()
    assert "Why dry oil?" not in visitor.get(path).content.decode()
    reports.show_question(by="test", question=question)
    with pytest.raises(ValidationError, match="decided on already"):
        reports.show_question(by="test", question=question)
    reports.answer_question(by="test", question=question, answer="It is cheaper.")
    with pytest.raises(ValidationError, match="has been answered"):
        reports.answer_question(by="test", question=question, answer="Again.")
    page = visitor.get(path).content.decode()
    assert page.index("Why dry oil?") < page.index("It is cheaper.")


def test_question_that_is_refused_is_not_published(committee: Committee, visitor: Client) -> None:
    question = reports.ask_question(committee=committee, person=person(committee, "Ada"), text="You liar?")
    reports.show_question(by="test", question=question, refused="Rude.")
    assert question.shown_at is None
    with pytest.raises(ValidationError, match="not published"):
        reports.answer_question(by="test", question=question, answer="No.")


# Followers -----------------------------------------------------------------------------------------------------------


def test_follower_is_told_only_after_a_yes_and_no_longer_after_leaving(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client
) -> None:
    visitor.post(f"/committees/{committee.slug}/follow/", {"email": "Wilma@example.org"})
    report(meeting, "Ada", DUE)
    assert [mail.subject for mail in OutgoingMail.objects.all()] == ["Do you want to follow Executive?"]
    path = f"/committees/following/{Follower.objects.get().key}/"
    visitor.get(path)
    assert Follower.objects.get().confirmed_at is None
    visitor.post(path, {"confirm": "1"})
    report(meeting, "Bo", DUE)
    told = OutgoingMail.objects.last()
    assert (told.to, told.subject) == ("wilma@example.org", "Bo has reported from June")
    assert path in told.text
    visitor.post(path, {"leave": "1"})
    report(meeting, "Cy", DUE)
    assert (Follower.objects.count(), OutgoingMail.objects.count()) == (0, 2)


def test_feed_has_seats_decisions_and_reports(committee: Committee, meeting: CommitteeMeeting, visitor: Client) -> None:
    now = datetime(2026, 6, 10, tzinfo=UTC)
    reports.report_back(
        by="test", meeting=meeting, person=person(committee, "Ada"), came_on=DUE, site=SITE, text="We met.", now=now
    )
    items = visitor.get(f"/committees/{committee.slug}/news.json").json()["items"]
    assert [item["title"] for item in items[:2]] == ["Ada: June", "Cy Members 3: takes the seat 2026-01-01"]
    assert visitor.get(f"/committees/{committee.slug}/news.atom").status_code == 200


# A representative's own pages ----------------------------------------------------------------------------------------


def test_representative_reports_and_answers_with_their_own_account(
    committee: Committee, meeting: CommitteeMeeting, member: User
) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member)
    path = f"/committees/{committee.slug}/meeting/{meeting.pk}/report/"
    assert client.get(path).status_code == 403
    link_account(by="test", person=person(committee, "Ada"), user=member)
    page = client.get(path).content.decode()
    slip = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}
    for _twice in range(2):
        assert client.post(path, {**slip, "text": "We met."}).status_code == 302
    assert [each.text for each in meeting.reports.all()] == ["We met."]
