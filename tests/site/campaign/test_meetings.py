"""Hustings meetings: everybody is invited, places and waiting list, questions in the open, equal time, calendars."""

import hashlib
import re
from datetime import timedelta

import pytest
from campaigning import NOW, SITE, code_in
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office
from hustings_site.campaign.enums import Attendance, Ruling, Seat, Way
from hustings_site.campaign.models import Meeting, MeetingQuestion, OutgoingMail, Registration, RulingLine, Turn
from hustings_site.campaign.selectors.meetings import (
    accepted_questions,
    asked_to_all,
    invited,
    places,
    said_at_meetings,
    spoken_by_all,
)
from hustings_site.campaign.services import places as places_service
from hustings_site.campaign.services.answers import Reply, publish_answers
from hustings_site.campaign.services.meetings import (
    arrange_meeting,
    cancel_meeting,
    change_meeting,
    invite_everybody,
    reply_to_invitation,
)
from hustings_site.campaign.services.places import cancel_registration, register
from hustings_site.campaign.services.post import ATTEMPTS, send_waiting
from hustings_site.campaign.services.questions import (
    begin_turn,
    draw_speaking_order,
    end_turn,
    mark_recording,
    put_question,
    rule_on_question,
    support_question,
)
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due

pytestmark = pytest.mark.django_db
SOON = timezone.now().replace(microsecond=0) + timedelta(days=10)
FIELDS = {
    "title": "Hustings in the Lamp Hall",
    "starts_at": SOON,
    "ends_at": SOON + timedelta(hours=2),
    "where": "both",
    "address": "Lamp Hall, Alderby",
    "link": "https://meet.example.org/hustings",
    "access": "No steps; hearing loop; captions.",
    "chair": "Vera Vane",
    "code": "1. About the post. 2. No insults.",
    "capacity": 2,
    "seconds_each": 60,
}


@pytest.fixture
def meeting(race: Contest) -> Meeting:
    return arrange_meeting(by="test", contest=race, fields=FIELDS)


def come(meeting: Meeting, *names: str) -> list[Registration]:
    return [register(meeting=meeting, name=name, email=f"{name}@example.org", needs="", site=SITE) for name in names]


def seats(meeting: Meeting) -> dict[str, str]:
    return {each.name: each.seat for each in meeting.registrations.all()}


def accepted(meeting: Meeting, *texts: str) -> list[MeetingQuestion]:
    questions = [put_question(meeting=meeting, text=text) for text in texts]
    for question in questions:
        rule_on_question(by="test", moderator="Mo", question=question, ruling=Ruling.ACCEPTED)
    return questions


def entry(text: str) -> object:
    return Calendar.from_ical(text).walk("VEVENT")[0]


# Candidates


def test_every_candidate_is_invited_in_the_same_words_and_nobody_twice(meeting: Meeting, mailoutbox: list) -> None:
    first = invite_everybody(by="test", meeting=meeting, site=SITE)
    assert [each.candidate.name for each in first] == ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"]
    assert invite_everybody(by="test", meeting=meeting, site=SITE) == []
    send_waiting(NOW)
    assert [mail.to for mail in mailoutbox] == [["ann@example.org"], ["bob@example.org"]]
    name, content, kind = mailoutbox[0].attachments[0]
    assert (name, kind) == ("hustings.ics", "text/calendar; method=REQUEST")
    asked = entry(content)["ATTENDEE"]
    assert (asked, asked.params["RSVP"]) == ("MAILTO:ann@example.org", "TRUE")


def test_desk_of_a_meeting_says_which_messages_were_not_sent(
    meeting: Meeting, officers_browser: Client, settings: object
) -> None:
    invite_everybody(by="test", meeting=meeting, site=SITE)
    OutgoingMail.objects.update(attempts=ATTEMPTS - 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    path = f"/desk/hustings/{meeting.pk}/"
    assert "not sent" not in officers_browser.get(path).text
    assert send_waiting(NOW) == "0 sent, 2 not"
    told = officers_browser.get(path).text
    assert "2 messages were not sent." in told
    assert f"Invitation: {meeting.title}" in told


def test_replies_and_absences_are_public_with_reasons_and_history(meeting: Meeting, visitor: Client) -> None:
    ann, bob, cleo, _dan = invite_everybody(by="test", meeting=meeting, site=SITE)
    reply_to_invitation(by="x", invitation=ann, attendance=Attendance.COMING)
    reply_to_invitation(by="x", invitation=ann, attendance=Attendance.ABSENT, reason="The train did not run.")
    reply_to_invitation(by="x", invitation=bob, attendance=Attendance.CAME)
    with pytest.raises(ValidationError, match="Give the reason"):
        reply_to_invitation(by="x", invitation=cleo, attendance=Attendance.NOT_COMING)
    found = invited(meeting)
    assert [(each.attendance, each.reason) for each in found] == [
        (Attendance.ABSENT, "The train did not run."),
        (Attendance.CAME, ""),
        (Attendance.INVITED, ""),
        (Attendance.INVITED, ""),
    ]
    assert [each.attendance for each in found[0].replies] == ["coming", "absent"]
    page = visitor.get(f"/hustings/{meeting.pk}/").content.decode()
    assert "did not come: “The train did not run.”" in page
    assert "invited, no reply yet" in page
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        found[0].replies[0].delete()


def test_candidate_replies_with_the_code_of_the_invitation(meeting: Meeting, mailoutbox: list, visitor: Client) -> None:
    ann, *_others = invite_everybody(by="test", meeting=meeting, site=SITE)
    send_waiting(NOW)
    path = f"/hustings/reply/{ann.key}/"
    for _time in range(3):
        assert "Type the code" in visitor.get(path).content.decode()
    assert "not the code of this page" in visitor.post(path, {"code": "x"}).content.decode()
    visitor.post(path, {"code": code_in(mailoutbox[0].body)})
    refused = visitor.post(path, {"attendance": "not_coming", "reason": ""})
    assert "Give the reason" in refused.content.decode()
    visitor.post(path, {"attendance": "not_coming", "reason": "A night shift."})
    assert next((e.attendance, e.reason) for e in invited(meeting)) == (Attendance.NOT_COMING, "A night shift.")


# Places


def test_check_10_whoever_waits_is_not_listed_as_coming_and_is_told_when_promoted(
    meeting: Meeting, mailoutbox: list
) -> None:
    one, _two, _three = come(meeting, "one", "two", "three")
    assert seats(meeting) == {"one": Seat.PLACE, "two": Seat.PLACE, "three": Seat.WAITING}
    assert (places(meeting).taken, places(meeting).waiting, places(meeting).left) == (2, 1, 0)
    send_waiting(NOW)
    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == [
        "You have a place",
        "You have a place",
        "You are on the waiting list",
    ]
    mailoutbox.clear()
    cancel_registration(registration=one, site=SITE)
    assert seats(meeting) == {"": Seat.CANCELLED, "two": Seat.PLACE, "three": Seat.PLACE}
    send_waiting(NOW)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["three@example.org"], "You have a place: Hustings in the Lamp Hall")
    ]


def test_check_10_more_places_promote_those_who_wait_longest_and_fewer_take_none_away(meeting: Meeting) -> None:
    """Check 10: a change of capacity runs the promotion again."""
    come(meeting, "one", "two", "three", "four", "five")
    change_meeting(by="test", meeting=meeting, fields={"capacity": 4}, site=SITE)
    assert list(seats(meeting).values()) == ["place", "place", "place", "place", "waiting"]
    change_meeting(by="test", meeting=meeting, fields={"capacity": 1}, site=SITE)
    assert list(seats(meeting).values()) == ["place", "place", "place", "place", "waiting"]
    change_meeting(by="test", meeting=meeting, fields={"capacity": None}, site=SITE)
    assert set(seats(meeting).values()) == {"place"}


def test_same_address_registers_once_and_again_after_cancelling(meeting: Meeting) -> None:
    first, again = come(meeting, "one", "one")
    assert first.pk == again.pk
    cancel_registration(registration=first, site=SITE)
    (third,) = come(meeting, "one")
    assert third.pk != first.pk
    first.refresh_from_db()
    assert (first.name, first.email, first.needs) == ("", "", "")


def test_stranger_cannot_flood_an_address_nor_fill_the_list_without_end(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(meeting, "one", "one", "one")
    assert OutgoingMail.objects.count() == 1
    Registration.objects.update(told_at=timezone.now() - places_service.PAUSE - timedelta(seconds=1))
    come(meeting, "one")
    assert OutgoingMail.objects.count() == 2
    monkeypatch.setattr(places_service, "LONGEST_LIST", 1)
    come(meeting, "two", "three")
    with pytest.raises(ValidationError, match="The waiting list is full"):
        come(meeting, "four")


def test_who_registered_is_forgotten_a_month_after_the_meeting(meeting: Meeting) -> None:
    come(meeting, "one", "two", "three")
    later = {"starts_at": SOON + timedelta(days=1), "ends_at": SOON + timedelta(days=1, hours=2)}
    change_meeting(by="test", meeting=meeting, fields=later, site=SITE)
    promised = ScheduledAct.objects.get(act=places_service.ERASE)
    assert promised.due == SOON + timedelta(days=31, hours=2)
    ScheduledAct.objects.update(due=NOW)
    do_what_is_due()
    promised.refresh_from_db()
    assert (promised.state, promised.outcome) == ("done", "3 registrations erased")
    assert not Registration.objects.exists()
    assert Entry.objects.get(act=places_service.ERASE).details == {"place": 2, "waiting": 1, "cancelled": 0}


def test_chair_takes_no_side(race: Contest, member: User) -> None:
    Contest.objects.filter(pk=race.pk).update(state=ContestState.VALIDATED)
    candidate = race.candidates.get(name="Ann Ash")
    candidate.member.user = member
    candidate.member.save()
    with pytest.raises(ValidationError, match="Mab Rush is a candidate for Executive, and so cannot be in the chair"):
        arrange_meeting(by="test", contest=race, fields={**FIELDS, "chair_account": member})
    meeting = arrange_meeting(by="test", contest=race, fields=FIELDS)
    with pytest.raises(ValidationError, match="cannot be in the chair"):
        change_meeting(by="test", meeting=meeting, fields={"chair_account": member}, site=SITE)


def test_registration_is_given_back_with_its_code(meeting: Meeting, mailoutbox: list, visitor: Client) -> None:
    (one,) = come(meeting, "one")
    send_waiting(NOW)
    path = f"/hustings/place/{one.key}/"
    assert "Type the code" in visitor.get(path).content.decode()
    assert "one@" not in visitor.get(path).content.decode()
    visitor.post(path, {"code": code_in(mailoutbox[0].body)})
    assert "one: has a place" in visitor.get(path).content.decode()
    visitor.post(path, {})
    assert seats(meeting) == {"": Seat.CANCELLED}
    assert visitor.get(path).status_code == 404


def test_public_page_shows_counts_and_no_name(meeting: Meeting, visitor: Client) -> None:
    path = f"/hustings/{meeting.pk}/"
    sent = {"register": "1", "r-name": "Wilma", "r-email": "wilma@example.org", "r-needs": ""}
    page = visitor.post(path, sent, follow=True).content.decode()
    assert "A message is on its way to you" in page
    assert "1 of 2 taken, 0 on the waiting list" in page
    assert "Wilma" not in page
    assert "Enter a valid email address" in visitor.post(path, {**sent, "r-email": "x"}).content.decode()


# Questions


def test_moderation_is_public_with_its_reason_and_both_decisions_where_one_was_changed(
    meeting: Meeting, visitor: Client
) -> None:
    question = put_question(meeting=meeting, text="Who is a fool?", asked_by="Elmwick")
    page = visitor.get(f"/hustings/{meeting.pk}/").content.decode()
    assert "1 question waits for the moderator." in page
    assert "Who is a fool?" not in page
    with pytest.raises(ValidationError, match="by which line of the code"):
        rule_on_question(by="test", moderator="Mo", question=question, ruling=Ruling.REFUSED)
    rule_on_question(by="test", moderator="Mo Dell", question=question, ruling=Ruling.REFUSED, reason="Line 2.")
    rule_on_question(by="test", moderator="Mo Dell", question=question, ruling=Ruling.ACCEPTED)
    assert list(RulingLine.objects.values_list("ruling", "reason")) == [("refused", "Line 2."), ("accepted", "")]
    page = " ".join(visitor.get(f"/hustings/{meeting.pk}/").content.decode().split())
    assert "“Who is a fool?” refused. Line 2. (Mo Dell)" in page
    assert "put by Elmwick, supported by 0" in page
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RulingLine.objects.all().delete()


def test_merged_question_takes_its_supporters_along(meeting: Meeting) -> None:
    first, second = accepted(meeting, "Dues?", "Dues again?")
    for question, times in ((first, 2), (second, 3)):
        for _time in range(times):
            support_question(question=question)
        question.refresh_from_db()
    with pytest.raises(ValidationError, match="Choose the question"):
        rule_on_question(by="test", moderator="Mo", question=second, ruling=Ruling.MERGED, into=second)
    rule_on_question(by="test", moderator="Mo", question=second, ruling=Ruling.MERGED, into=first)
    (left,) = accepted_questions(meeting)
    assert (left.supporters, [each.text for each in left.merged.all()]) == (5, ["Dues again?"])
    with pytest.raises(ValidationError, match="Only accepted questions"):
        support_question(question=second)


def test_question_is_merged_into_an_accepted_one_alone(meeting: Meeting) -> None:
    (first,) = accepted(meeting, "Dues?")
    waiting = put_question(meeting=meeting, text="Hall?")
    with pytest.raises(ValidationError, match="has to be accepted first"):
        rule_on_question(by="test", moderator="Mo", question=first, ruling=Ruling.MERGED, into=waiting)


def test_member_without_an_account_puts_and_supports_questions(meeting: Meeting, visitor: Client) -> None:
    path = f"/hustings/{meeting.pk}/"
    visitor.post(path, {"ask": "1", "q-text": "Dues?", "q-asked_by": ""})
    question = MeetingQuestion.objects.get()
    assert "Only accepted questions" in visitor.post(path, {"support": question.pk}, follow=True).content.decode()
    rule_on_question(by="test", moderator="Mo", question=question, ruling=Ruling.ACCEPTED)
    assert "Counted." in visitor.post(path, {"support": question.pk}, follow=True).content.decode()
    assert "already" in visitor.post(path, {"support": question.pk}, follow=True).content.decode()
    question.refresh_from_db()
    assert question.supporters == 1
    assert visitor.post(path, {"support": "x"}).status_code == 404
    assert "This is needed" in visitor.post(path, {"ask": "1", "q-text": ""}).content.decode()


def test_meeting_that_is_over_or_cancelled_takes_no_questions_and_no_registrations(meeting: Meeting) -> None:
    cancel_meeting(by="test", meeting=meeting, why="The hall burnt down.", site=SITE)
    with pytest.raises(ValidationError, match="takes no more questions"):
        put_question(meeting=meeting, text="Dues?")
    with pytest.raises(ValidationError, match="is cancelled"):
        come(meeting, "one")


# Equal time


def test_order_is_drawn_once_from_a_published_seed_and_anybody_draws_it_again(meeting: Meeting) -> None:
    invite_everybody(by="test", meeting=meeting, site=SITE)
    low, high = accepted(meeting, "Low?", "High?")
    support_question(question=high)
    with pytest.raises(ValidationError, match="Draw the order first"):
        begin_turn(by="test", question=low, candidate=meeting.contest.candidates.first())
    with pytest.raises(ValidationError, match="Write down what was drawn"):
        draw_speaking_order(by="test", meeting=meeting, seed=" ")
    draw_speaking_order(by="test", meeting=meeting, seed="dice 4 2 6")
    with pytest.raises(ValidationError, match="it is drawn once"):
        draw_speaking_order(by="test", meeting=meeting, seed="dice 1 1 1")
    asked = asked_to_all(meeting, invited(meeting), SOON)
    assert [each.question.text for each in asked] == ["High?", "Low?"]
    names = ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"]
    again = [
        sorted(names, key=lambda name: hashlib.sha256(f"dice 4 2 6\n{n}\n{name}".encode()).hexdigest()) for n in (1, 2)
    ]
    assert [[spoken.candidate.name for spoken in each.order] for each in asked] == again
    assert again[0] != again[1]


def test_clock_gives_each_candidate_seconds_and_only_one_speaks(meeting: Meeting) -> None:
    invitations = invite_everybody(by="test", meeting=meeting, site=SITE)
    ann, bob = (each.candidate for each in invitations[:2])
    reply_to_invitation(by="x", invitation=invitations[3], attendance=Attendance.NOT_COMING, reason="Ill.")
    (question,) = accepted(meeting, "Dues?")
    draw_speaking_order(by="test", meeting=meeting, seed="7")
    question.refresh_from_db()
    begin_turn(by="x", question=question, candidate=ann, now=SOON)
    begin_turn(by="x", question=question, candidate=bob, now=SOON + timedelta(seconds=50))
    end_turn(by="x", meeting=meeting, now=SOON + timedelta(seconds=75))
    begin_turn(by="x", question=question, candidate=ann, now=SOON + timedelta(seconds=80))
    asked = asked_to_all(meeting, invited(meeting), SOON + timedelta(seconds=95))
    assert [(each.name, seconds) for each, seconds in spoken_by_all(asked)] == [
        ("Ann Ash", 65),
        ("Bob Birch", 25),
        ("Cleo Cedar", 0),
    ]
    assert [spoken.candidate.name for spoken in asked[0].order if spoken.speaking] == ["Ann Ash"]


def test_chair_runs_the_clock_and_nobody_else(meeting: Meeting, member: User, visitor: Client) -> None:
    invite_everybody(by="test", meeting=meeting, site=SITE)
    (question,) = accepted(meeting, "Dues?")
    draw_speaking_order(by="test", meeting=meeting, seed="7")
    path = f"/hustings/{meeting.pk}/clock/"
    ann = meeting.contest.candidates.get(name="Ann Ash")
    turn = f"/desk/hustings/{meeting.pk}/turn/"
    assert "sign-in" in visitor.post(turn, {"turn": f"{question.pk}:{ann.pk}"}).url
    visitor.force_login(member)
    assert visitor.post(turn, {}).status_code == 403
    assert "Begin" not in visitor.get(path).content.decode()
    meeting.chair_account = member
    meeting.save()
    visitor.post(turn, {"turn": f"{question.pk}:{ann.pk}"})
    assert Turn.objects.get(ended_at=None).candidate == ann
    assert "speaking" in visitor.get(path).content.decode()
    visitor.post(turn, {})
    assert not Turn.objects.filter(ended_at=None).exists()
    assert visitor.post(turn, {"turn": f"{question.pk}:0"}).status_code == 404


def test_recording_is_indexed_by_question_and_linked_to_the_checklist(
    asked: dict[str, object], meeting: Meeting, visitor: Client
) -> None:
    invite_everybody(by="test", meeting=meeting, site=SITE)
    (question,) = accepted(meeting, "Will you buy the hall?")
    draw_speaking_order(by="test", meeting=meeting, seed="7")
    request = asked["Ann"]
    point = request.programme.points.get(number=1)
    publish_answers(by="x", request=request, replies={1: Reply("yes")}, way=Way.PAGE, consent=True)
    change_meeting(by="t", meeting=meeting, fields={"recording": "https://video.example.org/7"}, site=SITE)
    mark_recording(by="t", question=question, candidate=request.candidate, second=60, point=point)
    mark = mark_recording(by="t", question=question, candidate=request.candidate, second=3723, point=point)
    assert (mark.clock, list(said_at_meetings(request.candidate, point.pk))) == ("1:02:03", [mark])
    page = visitor.get(f"/hustings/{meeting.pk}/").content.decode()
    assert 'href="https://video.example.org/7#t=3723"' in page
    cell = f"/campaign/{request.programme.slug}/candidate/{request.candidate_id}/1/"
    assert cell in page
    assert 'href="https://video.example.org/7#t=3723"' in visitor.get(cell).content.decode()


# Calendars


def test_check_9_edited_meeting_keeps_its_uid_and_bumps_its_sequence_and_a_cancelled_one_stays(
    meeting: Meeting, visitor: Client
) -> None:
    path = f"/hustings/{meeting.pk}/calendar.ics"
    before = entry(visitor.get(path).content.decode())
    change_meeting(by="test", meeting=meeting, fields={"address": "Town Hall"}, site=SITE)
    change_meeting(by="test", meeting=meeting, fields={"address": "Town Hall"}, site=SITE)
    after = entry(visitor.get(path).content.decode())
    assert before["UID"] == after["UID"] == str(meeting.uid)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (before["LOCATION"], after["LOCATION"], after["STATUS"]) == ("Lamp Hall, Alderby", "Town Hall", "CONFIRMED")
    cancel_meeting(by="test", meeting=meeting, why="Snow.", site=SITE)
    for address in (path, "/hustings/calendar.ics"):
        cancelled = entry(visitor.get(address).content.decode())
        assert (cancelled["UID"], cancelled["SEQUENCE"], cancelled["STATUS"]) == (str(meeting.uid), 2, "CANCELLED")
    assert "Snow." in visitor.get(f"/hustings/{meeting.pk}/").content.decode()


def test_calendar_entry_says_when_where_and_how_to_take_part(meeting: Meeting, visitor: Client) -> None:
    text = visitor.get("/hustings/calendar.ics").content.decode()
    calendar = Calendar.from_ical(text)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    found = entry(text)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (SOON, SOON + timedelta(hours=2))
    assert found["CONFERENCE"] == "https://meet.example.org/hustings"
    assert found["URL"] == f"http://127.0.0.1/hustings/{meeting.pk}/"
    assert re.search(r"^DTSTART:\d{8}T\d{6}Z\r?$", text, re.MULTILINE)


def test_change_and_cancellation_reach_everybody_concerned(meeting: Meeting, mailoutbox: list) -> None:
    invite_everybody(by="test", meeting=meeting, site=SITE)
    come(meeting, "one", "two", "three")
    send_waiting(NOW)
    mailoutbox.clear()
    cancel_meeting(by="test", meeting=meeting, why="Snow.", site=SITE)
    send_waiting(NOW)
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert sorted(told) == sorted(f"{name}@example.org" for name in ("ann", "bob", "one", "two", "three"))
    assert {mail.subject for mail in mailoutbox} == {"Cancelled: Hustings in the Lamp Hall"}
    assert entry(told["ann@example.org"].attachments[0][1])["STATUS"] == "CANCELLED"


def test_cancelling_needs_a_reason(meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        cancel_meeting(by="test", meeting=meeting, why=" ", site=SITE)


# The desk


def test_officer_arranges_changes_and_runs_a_meeting(race: Contest, officers_browser: Client) -> None:
    browser = officers_browser
    local = timezone.localtime(SOON)
    form = {
        **FIELDS,
        "contest": race.pk,
        "starts_at": f"{local:%Y-%m-%dT%H:%M}",
        "ends_at": f"{local + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "chair_email": "",
        "recording": "",
    }
    wrong = browser.post("/desk/hustings/new/", {**form, "ends_at": form["starts_at"], "address": "", "link": ""})
    for said in ("It ends after it begins.", "Say where it is held.", "Give the link for taking part."):
        assert said in wrong.content.decode()
    browser.post("/desk/hustings/new/", form)
    meeting = Meeting.objects.get()
    path = f"/desk/hustings/{meeting.pk}/"
    assert "Invited: 4." in browser.post(path, {"act": "invite"}, follow=True).content.decode()
    browser.post(f"{path}change/", {**form, "title": "Hustings by lamplight"})
    meeting.refresh_from_db()
    assert (meeting.title, meeting.sequence) == ("Hustings by lamplight", 1)
    question = put_question(meeting=meeting, text="Dues?")
    browser.post(path, {"act": "rule", "question": question.pk, "ruling": "accepted"})
    browser.post(path, {"act": "draw", "seed": "dice 3"})
    invitation = meeting.invitations.first()
    browser.post(path, {"act": "attendance", "invitation": invitation.pk, "attendance": "came"})
    sent = {"act": "mark", "question": question.pk, "candidate": invitation.candidate_id}
    assert "as 1:02:03" in browser.post(path, {**sent, "clock": "soon"}, follow=True).content.decode()
    browser.post(path, {**sent, "clock": "2:03"})
    page = browser.get(path).content.decode()
    for said in ("accepted", "Seed: dice 3", "Ann Ash: came", "0:02:03"):
        assert said in page
    browser.post(path, {"act": "cancel", "why": "Snow."})
    meeting.refresh_from_db()
    assert meeting.cancelled_why == "Snow."
    assert browser.post(path, {"act": "nothing"}).status_code == 400


def test_moderator_decides_and_does_nothing_else(meeting: Meeting, member: User, visitor: Client) -> None:
    visitor.force_login(member)
    path = f"/desk/hustings/{meeting.pk}/"
    assert visitor.get(path).status_code == 403
    give_office(by="test", user=member, office=Office.MODERATOR, scope=meeting.contest.election.scope)
    come(meeting, "one")
    question = put_question(meeting=meeting, text="Dues?")
    assert "one: has a place" not in visitor.get(path).content.decode()
    visitor.post(path, {"act": "rule", "question": question.pk, "ruling": "refused", "reason": "Line 1."})
    question.refresh_from_db()
    assert question.ruling == Ruling.REFUSED
    assert RulingLine.objects.get().moderator == "Mab Rush"
    for act in ("invite", "cancel", "draw", "attendance", "mark"):
        assert visitor.post(path, {"act": act}).status_code == 403
    assert visitor.get(f"{path}change/").status_code == 403


def test_page_of_a_meeting_takes_as_many_queries_for_many_as_for_few(
    meeting: Meeting, visitor: Client, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    invite_everybody(by="test", meeting=meeting, site=SITE)
    accepted(meeting, "One?")
    draw_speaking_order(by="test", meeting=meeting, seed="7")
    path = f"/hustings/{meeting.pk}/"
    with CaptureQueriesContext(connection) as few:
        visitor.get(path)
    for number, question in enumerate(accepted(meeting, *(f"Question {n}?" for n in range(9))), start=2):
        question.number = number
        question.save()
    for invitation in meeting.invitations.all():
        reply_to_invitation(by="x", invitation=invitation, attendance=Attendance.COMING)
    with django_assert_num_queries(len(few)):
        visitor.get(path)
