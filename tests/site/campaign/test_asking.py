"""Everybody is asked, by message or letter; what came of it stands in the ledger (check 16)."""

import smtplib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from campaigning import NOW, SITE, code_in
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, transaction

from hustings_site.campaign.codes import draw_code, hash_of, matches
from hustings_site.campaign.enums import Event, MailState, Missing, Way
from hustings_site.campaign.models import Contact, OutgoingMail, Programme, Request
from hustings_site.campaign.selectors.asking import candidates_asked, outreach
from hustings_site.campaign.selectors.checklist import checklist
from hustings_site.campaign.services import post
from hustings_site.campaign.services.answers import Reply, decline, publish_answers
from hustings_site.campaign.services.asking import (
    open_request,
    print_letters,
    put_to_candidates,
    record_contact,
    remind,
)
from hustings_site.campaign.services.pages import PATIENCE, WRONG_CODES
from hustings_site.campaign.services.post import ATTEMPTS, SEND, send_waiting
from hustings_site.campaign.services.programmes import begin_programme
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.services import enter_contest
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due

pytestmark = pytest.mark.django_db


def events(request: Request) -> list[str]:
    return [each.event for each in request.contacts.all()]


def standing(programme: Programme) -> dict[str, Missing]:
    found = outreach(programme, candidates_asked(programme.contest))
    return {each.candidate.name.split()[0]: each.missing for each in found.values()}


def test_every_candidate_is_asked_and_nobody_twice(programme: Programme) -> None:
    first = put_to_candidates(by="test", programme=programme, site=SITE)
    assert [each.candidate.name for each in first] == ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"]
    Candidate.objects.create(contest=programme.contest, name="Eve Elm", position=5)
    second = put_to_candidates(by="test", programme=programme, site=SITE)
    assert [each.candidate.name for each in second] == ["Eve Elm"]


def test_whoever_has_gone_is_not_asked(programme: Programme) -> None:
    programme.contest.candidates.filter(name="Dan Dill").update(standing=Standing.WITHDRAWN)
    assert len(put_to_candidates(by="test", programme=programme, site=SITE)) == 3


def test_whoever_is_named_is_asked_after_accepting(programme: Programme) -> None:
    dan = programme.contest.candidates.filter(name="Dan Dill")
    dan.update(standing=Standing.NOMINATED, position=None)
    assert len(put_to_candidates(by="test", programme=programme, site=SITE)) == 3
    assert [row.candidate.name for row in checklist(programme).rows] == ["Ann Ash", "Bob Birch", "Cleo Cedar"]
    dan.update(standing=Standing.ACCEPTED)
    (asked,) = put_to_candidates(by="test", programme=programme, site=SITE)
    assert asked.candidate.name == "Dan Dill"


def test_programme_without_points_is_put_to_nobody(race: Contest) -> None:
    empty = begin_programme(by="test", contest=race, title="Empty", author="Nobody")
    with pytest.raises(ValidationError, match="There are no points yet"):
        put_to_candidates(by="test", programme=empty, site=SITE)


def test_messages_differ_in_name_page_and_code_alone(asked: dict[str, Request], mailoutbox: list) -> None:
    texts = []
    for mail, name in zip(mailoutbox, ("Ann", "Bob"), strict=True):
        assert mail.to == [f"{name.lower()}@example.org"]
        page = f"{SITE}/answer/{asked[name].key}/"
        assert page in mail.body
        texts.append(
            mail.body.replace(page, "PAGE").replace(code_in(mail.body), "CODE").replace(asked[name].candidate.name, "X")
        )
    assert texts[0] == texts[1]


def test_message_counts_as_sent_when_a_server_took_it_and_is_then_erased(
    programme: Programme, mailoutbox: list
) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)
    waiting = OutgoingMail.objects.filter(state=MailState.WAITING)
    assert (waiting.count(), len(mailoutbox), Contact.objects.count()) == (2, 0, 0)
    assert ScheduledAct.objects.filter(act=SEND, state="due").count() == 1
    assert send_waiting(NOW) == "2 sent, 0 not"
    assert list(OutgoingMail.objects.values_list("state", "to", "text")) == [("sent", "", ""), ("sent", "", "")]
    assert list(Contact.objects.values_list("event", "at")) == [("asked", NOW), ("asked", NOW)]


def test_refused_address_is_a_bounce(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)

    def refuse(self: object, messages: list) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"nobody here")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert send_waiting(NOW) == "0 sent, 2 not"
    assert list(OutgoingMail.objects.values_list("state", "said")) == [("failed", "the address was refused: 550")] * 2
    assert standing(programme) == {
        "Ann": Missing.BOUNCED,
        "Bob": Missing.BOUNCED,
        "Cleo": Missing.NOT_ASKED,
        "Dan": Missing.NOT_ASKED,
    }


def test_server_that_cannot_be_reached_is_tried_again_and_then_given_up(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)

    def away(self: object, messages: list) -> int:
        raise ConnectionRefusedError(111, "nobody listens")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    for _time in range(ATTEMPTS - 1):
        send_waiting(NOW)
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("waiting", ATTEMPTS - 1)}
    send_waiting(NOW)
    assert set(OutgoingMail.objects.values_list("state", "to")) == {("failed", "")}


def test_message_is_taken_up_before_it_goes_so_that_a_failed_commit_sends_nothing_twice(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, mailoutbox: list
) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)
    first = OutgoingMail.objects.earliest("pk")

    def away(*args: object) -> None:
        raise OperationalError("the database does not answer")

    with monkeypatch.context() as failing:
        failing.setattr(post, "_end", away)
        with pytest.raises(OperationalError):
            send_waiting(NOW)
    first.refresh_from_db()
    assert (len(mailoutbox), first.state, first.attempts) == (1, "sending", 1)
    assert send_waiting(NOW) == "1 sent, 0 not"
    assert [mail.to for mail in mailoutbox] == [["ann@example.org"], ["bob@example.org"]]
    assert send_waiting(NOW + post.PATIENCE) == "0 sent, 0 not"
    first.refresh_from_db()
    assert (len(mailoutbox), first.state, first.to, first.text) == (2, "failed", "", "")
    assert first.said == "it broke off while the message was handed over: it may have gone out, and is not sent twice"


def test_message_that_another_worker_has_taken_up_is_left_to_it(programme: Programme, mailoutbox: list) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)
    first = OutgoingMail.objects.earliest("pk")
    assert (post._take_up(first.pk, NOW), post._take_up(first.pk, NOW)) == (True, False)


def test_what_could_not_be_handed_over_is_promised_again(
    programme: Programme,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list]],
) -> None:
    put_to_candidates(by="test", programme=programme, site=SITE)

    def away(self: object, messages: list) -> int:
        raise ConnectionRefusedError(111, "nobody listens")

    with monkeypatch.context() as without_server:
        without_server.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        with django_capture_on_commit_callbacks(execute=True):
            assert do_what_is_due() == 1
    states = [("done", "2 messages go to the mail server"), ("due", "")]
    assert list(ScheduledAct.objects.values_list("state", "outcome")) == states
    assert set(OutgoingMail.objects.values_list("state", "said")) == {("waiting", "[Errno 111] nobody listens")}
    ScheduledAct.objects.filter(state="due").update(due=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        do_what_is_due()
    assert len(mailoutbox) == 2


def test_check_16_no_reply_bounced_declined_and_not_yet_asked_are_four_things(asked: dict[str, Request]) -> None:
    """Check 16: the ledger says which, and how often somebody was asked is a figure."""
    programme = asked["Ann"].programme
    record_contact(by="test", request=asked["Bob"], event=Event.BOUNCED)
    print_letters(by="test", programme=programme, site=SITE)
    decline(by="test", request=asked["Cleo"], reason="I answer my branch alone.")
    Candidate.objects.create(contest=programme.contest, name="Eve Elm", position=5)
    assert standing(programme) == {
        "Ann": Missing.NO_REPLY,
        "Bob": Missing.BOUNCED,
        "Cleo": Missing.DECLINED,
        "Dan": Missing.NO_REPLY,
        "Eve": Missing.NOT_ASKED,
    }
    remind(by="test", programme=programme, site=SITE)
    send_waiting(NOW + timedelta(days=7))
    found = outreach(programme, candidates_asked(programme.contest))
    assert [(each.asked, each.reminded) for each in found.values()] == [(2, 1), (2, 1), (1, 0), (1, 0), (0, 0)]


def test_bounced_candidate_who_gets_a_letter_is_one_who_does_not_reply(asked: dict[str, Request]) -> None:
    record_contact(by="test", request=asked["Bob"], event=Event.BOUNCED)
    letters = print_letters(by="test", programme=asked["Bob"].programme, site=SITE, also=[asked["Bob"].pk])
    assert [each.request.candidate.name for each in letters] == ["Bob Birch", "Cleo Cedar", "Dan Dill"]
    assert standing(asked["Bob"].programme)["Bob"] == Missing.NO_REPLY


def test_left_open_differs_from_no_reply(asked: dict[str, Request]) -> None:
    publish_answers(by="x", request=asked["Ann"], replies={1: Reply("yes")}, way=Way.PAGE, consent=True)
    assert standing(asked["Ann"].programme)["Ann"] == Missing.OPEN


def test_reminder_goes_to_all_who_have_points_left_and_to_nobody_else(
    asked: dict[str, Request], mailoutbox: list
) -> None:
    whole = {1: Reply("no"), 2: Reply("placed", 2), 3: Reply("words", words="Sleep.")}
    publish_answers(by="x", request=asked["Ann"], replies=whole, way=Way.PAGE, consent=True)
    mailoutbox.clear()
    assert remind(by="test", programme=asked["Ann"].programme, site=SITE) == 1
    send_waiting(NOW)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["bob@example.org"], "Reminder: Ten years of light: your answers")
    ]


def test_whoever_declined_and_then_replied_has_replied(asked: dict[str, Request]) -> None:
    decline(by="x", request=asked["Ann"], reason="No time.")
    publish_answers(by="x", request=asked["Ann"], replies={1: Reply("yes")}, way=Way.PAGE, consent=True)
    assert standing(asked["Ann"].programme)["Ann"] == Missing.OPEN
    assert events(asked["Ann"]) == ["asked", "declined", "replied"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_declining_needs_a_reason(asked: dict[str, Request], reason: str) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        decline(by="x", request=asked["Ann"], reason=reason)
    with pytest.raises(ValidationError, match="Say in the candidate’s words"):
        record_contact(by="x", request=asked["Ann"], event=Event.DECLINED, note=reason)


def test_code_opens_however_it_is_typed_and_the_first_time_proves_delivery(
    asked: dict[str, Request], mailoutbox: list
) -> None:
    code = code_in(mailoutbox[0].body)
    assert not open_request(request=asked["Bob"], code=code)
    assert open_request(request=asked["Ann"], code=code.lower().replace("-", " "), now=NOW)
    assert open_request(request=asked["Ann"], code=code, now=NOW)
    assert events(asked["Ann"]) == ["asked", "delivered"]


def test_new_code_makes_the_old_one_void(asked: dict[str, Request], mailoutbox: list) -> None:
    remind(by="test", programme=asked["Ann"].programme, site=SITE)
    send_waiting(NOW)
    old, new = (code_in(mail.body) for mail in mailoutbox if mail.to == ["ann@example.org"])
    assert [open_request(request=asked["Ann"], code=code) for code in (old, new)] == [False, True]


def test_wrong_codes_close_the_page_for_a_quarter_of_an_hour(asked: dict[str, Request], mailoutbox: list) -> None:
    right = code_in(mailoutbox[0].body)
    for _time in range(WRONG_CODES):
        assert not open_request(request=asked["Ann"], code="AAAA", now=NOW)
    with pytest.raises(ValidationError, match="Too many wrong codes"):
        open_request(request=asked["Ann"], code=right, now=NOW)
    assert open_request(request=asked["Ann"], code=right, now=NOW + PATIENCE + timedelta(seconds=1))


def test_codes_are_kept_as_hashes_and_never_repeat() -> None:
    code = draw_code()
    assert (len(hash_of(code)), matches(code, hash_of(code)), matches(code, ""), matches("", "")) == (
        64,
        True,
        False,
        False,
    )
    assert len({draw_code() for _time in range(100)}) == 100


def test_journal_holds_no_code_and_no_address(asked: dict[str, Request], mailoutbox: list) -> None:
    written = " ".join(f"{entry.by} {entry.subject} {entry.details}" for entry in Entry.objects.all())
    assert "example.org" not in written
    assert code_in(mailoutbox[0].body) not in written
    assert Entry.objects.filter(act="campaign.put_to_candidates").get().details == {"candidates": 4}


def test_ledger_is_never_mended(asked: dict[str, Request]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Contact.objects.update(at=NOW)


def test_two_contests_have_requests_of_their_own(programme: Programme) -> None:
    other = enter_contest(
        by="test", election=programme.contest.election, title="Treasurer", vacancies=1, candidates=["Ann Ash"]
    )
    second = begin_programme(by="test", contest=other, title="Ten years of light", author="Tide Watch")
    assert second.slug == "ten-years-of-light-treasurer"
    assert not second.requests.exists()
