from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from lampwrights import NOW, Union

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.complaints.enums import ComplaintState, Effect, Matter
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.complaints.services import (
    complain,
    mail_ruling,
    name_contest,
    rule_on_complaint,
    sum_up,
    take_up,
)
from hustings_site.elections.enums import ContestState
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.journal.models import Entry, Proposal

pytestmark = pytest.mark.django_db


def complaint(union: Union, **given: object) -> Complaint:
    return complain(
        election=union.election,
        **{"matter": Matter.NOMINATION, "text": "My branch was never called.", "now": NOW, **given},
    )


def test_complaints_are_numbered_in_each_election(union: Union) -> None:
    other = enter_election(by="test", organisation=union.organisation, title="Treasurer 2026")
    numbers = [complaint(union).number, complaint(union).number]
    assert (numbers, complain(election=other, matter=Matter.OTHER, text="x").number) == ([1, 2], 1)


def test_complaint_is_promised_an_answer_within_a_week(union: Union) -> None:
    kept = complaint(union, name="Cora", membership_number=" 3 ", email="c@example.org", contest=union.contest)
    assert (kept.received_at, kept.answer_by, kept.state, kept.membership_number) == (
        NOW,
        NOW + timedelta(days=7),
        ComplaintState.OPEN,
        "3",
    )


@pytest.mark.parametrize(("matter", "late"), [(Matter.COUNT, True), (Matter.NO_CODE, False), (Matter.ADDRESS, False)])
def test_complaint_after_the_deadline_is_taken_and_marked(union: Union, matter: Matter, late: bool) -> None:
    union.election.complaints_by = NOW
    assert complaint(union, matter=matter, now=NOW + timedelta(minutes=1)).late is late
    assert complaint(union, matter=matter).late is False


def test_journal_holds_neither_text_nor_sender(union: Union) -> None:
    kept = complaint(union, name="Cora Crane", email="c@example.org", membership_number="3")
    entry = Entry.objects.get(act="elections.complain")
    assert (entry.by, entry.subject, entry.details) == (
        "public",
        kept.scope,
        {"election": union.election.scope, "number": 1, "matter": "nomination"},
    )


def test_ruling_is_sent_to_whoever_left_an_address(union: Union, django_capture_on_commit_callbacks: object) -> None:
    kept = complaint(union, email="c@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        rule_on_complaint(
            by="user:1",
            ruled_by="Orla Wick",
            complaint=kept,
            upheld=True,
            reason="The notice was not sent.",
            effect=Effect.CORRECTED,
            now=NOW,
        )
    kept.refresh_from_db()
    assert (kept.state, kept.ruling.challenge_by) == (ComplaintState.RULED, NOW + timedelta(days=7))
    [message] = mail.outbox
    assert message.to == ["c@example.org"]
    assert "Upheld." in message.body
    assert "What follows: what was wrong is corrected." in message.body
    assert (kept.told, kept.told_note) == (Delivery.SENT, "")
    assert Entry.objects.get(act="elections.mail_ruling").details == {"sent": True}


def test_ruling_that_no_server_took_is_kept_with_why_and_sent_again(
    union: Union, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    kept = complaint(union, email="c@example.org")
    given = {"complaint": kept, "upheld": False, "reason": "It was called."}
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        rule_on_complaint(by="user:1", ruled_by="Orla Wick", **given)
    kept.refresh_from_db()
    assert (kept.state, kept.told, "refused" in kept.told_note) == (ComplaintState.RULED, Delivery.FAILED, True)
    settings.EMAIL_BACKEND = working
    with django_capture_on_commit_callbacks(execute=True):
        mail_ruling(by="user:1", complaint=kept)
    kept.refresh_from_db()
    assert (kept.told, kept.told_note, [message.to for message in mail.outbox]) == (
        Delivery.SENT,
        "",
        [["c@example.org"]],
    )
    said = Entry.objects.filter(act="elections.mail_ruling", subject=kept.scope).order_by("number")
    assert [entry.details for entry in said] == [{"sent": False}, {"sent": True}]


def test_ruling_is_not_sent_again_before_it_is_made_or_to_nobody(union: Union) -> None:
    unruled, anonymous = complaint(union, email="c@example.org"), complaint(union)
    rule_on_complaint(by="o", ruled_by="O", complaint=anonymous, upheld=False, reason="No.")
    for each in (unruled, anonymous):
        with pytest.raises(ValidationError) as refusal:
            mail_ruling(by="o", complaint=each)
        assert refusal.value.messages == ["There is no ruling yet, or nobody left an address to send it to."]


def test_ruling_on_an_anonymous_complaint_is_sent_to_nobody(
    union: Union, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rule_on_complaint(by="o", ruled_by="O", complaint=complaint(union), upheld=False, reason="No.", now=NOW)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"reason": " "}, "reason", "Say why: the reason is published with the ruling."),
        ({"upheld": False, "effect": Effect.CORRECTED}, "effect", "A complaint that is not upheld changes nothing."),
        (
            {"effect": Effect.VOID},
            "effect",
            "This complaint names no post: say which one is counted again or void.",
        ),
    ],
)
def test_ruling_that_cannot_be_is_refused(union: Union, given: dict[str, object], field: str, message: str) -> None:
    kept = complaint(union)
    with pytest.raises(ValidationError) as refusal:
        rule_on_complaint(
            **{"by": "o", "ruled_by": "O", "complaint": kept, "upheld": True, "reason": "Because.", **given}
        )
    assert refusal.value.message_dict == {field: [message]}


def test_complaint_is_decided_once(union: Union) -> None:
    kept = complaint(union)
    rule_on_complaint(by="o", ruled_by="O", complaint=kept, upheld=False, reason="No.")
    with pytest.raises(ValidationError) as refusal:
        rule_on_complaint(by="p", ruled_by="P", complaint=kept, upheld=True, reason="Yes.")
    assert refusal.value.messages == ["This complaint has been decided meanwhile: ruled on."]


def test_ruling_is_challenged_by_a_complaint_of_its_own_until_its_day(union: Union) -> None:
    first = complaint(union)
    rule_on_complaint(by="o", ruled_by="O", complaint=first, upheld=False, reason="No.", now=NOW)
    in_time, too_late = (
        complaint(union, matter=Matter.RULING, challenges=first, now=NOW + timedelta(days=days)) for days in (7, 8)
    )
    assert (in_time.late, too_late.late) == (False, True)
    assert [c.number for c in first.challenged_by.all()] == [2, 3]


def test_summary_and_post_are_the_officers(union: Union) -> None:
    kept = complaint(union)
    sum_up(by="o", complaint=kept, summary="A branch says\nthat it was not called.")
    name_contest(by="o", complaint=kept, contest=union.contest)
    kept.refresh_from_db()
    assert (kept.summary, kept.contest) == ("A branch says that it was not called.", union.contest)
    elsewhere = enter_contest(
        by="test",
        election=enter_election(by="test", organisation=union.organisation, title="Treasurer"),
        title="Treasurer",
        vacancies=1,
        candidates=[],
    )
    with pytest.raises(ValidationError):
        name_contest(by="o", complaint=kept, contest=elsewhere)


def test_result_waits_for_every_complaint_taken_up(union: Union) -> None:
    union.move_to(ContestState.PROVISIONAL)
    both = [complaint(union, contest=union.contest) for _ in range(2)]
    for kept in both:
        take_up(by="o", complaint=kept)
    states = []
    for kept in both:
        rule_on_complaint(by="o", ruled_by="O", complaint=kept, upheld=False, reason="No.")
        union.contest.refresh_from_db()
        states.append(union.contest.state)
    assert states == [ContestState.UNDER_COMPLAINT, ContestState.PROVISIONAL]


def test_complaint_about_no_post_is_not_taken_up(union: Union) -> None:
    with pytest.raises(ValidationError):
        take_up(by="o", complaint=complaint(union))


def test_void_contest_is_proposed_to_a_second_officer(union: Union) -> None:
    union.move_to(ContestState.CLOSED)
    kept = complaint(union, contest=union.contest)
    rule_on_complaint(
        by="o", ruled_by="O", complaint=kept, upheld=True, reason="A name was missing.", effect=Effect.VOID
    )
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.subject, proposal.reason) == (
        "elections.void",
        union.contest.scope,
        "A name was missing.",
    )
    union.contest.refresh_from_db()
    assert union.contest.state == ContestState.CLOSED
