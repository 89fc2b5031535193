"""Reminders go to those who have not voted by the register, marked in one batch, and leave no trace with anybody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from code_office import Breaking, browser, holder, open_election, page, person, send, story
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.test import Client
from polled import BY, PASSPHRASE, Polled

from hustings_site.elections import secrecy
from hustings_site.elections.codes import reminders
from hustings_site.elections.codes.enums import DeliveryState, MailKind
from hustings_site.elections.codes.models import Delivery, MailRun, Mark
from hustings_site.elections.codes.reminders import not_voted
from hustings_site.elections.enums import CodeIssue, ContestState
from hustings_site.elections.timetable import REMIND_LAST_DAY, REMIND_MIDWAY
from hustings_site.journal import clock
from hustings_site.journal.acts import act_named
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import ScheduledAct
from hustings_site.journal.schedule import promise
from hustings_site.roll.enums import Channel, EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db
OPENED = datetime(2099, 12, 1, tzinfo=UTC)
CLOSES = datetime(2099, 12, 15, tzinfo=UTC)
MIDWAY = datetime(2099, 12, 8, tzinfo=UTC)


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """0001 has voted in one contest; 0002 in none of two; the poll lasts a fortnight."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    made = open_election()
    made.election.poll_opens, made.election.poll_closes = OPENED, CLOSES
    made.election.save()
    given = secrecy.mailing(by=BY, issue=made.issue, passphrase=PASSPHRASE)
    made.cast(made.executive, given[0].code, [1, 2, 3])
    return made


@pytest.fixture
def office(vote: Polled) -> Client:
    return browser(person(vote))


def whom() -> list[str]:
    return [message.to[0][:4] for message in outbox.outbox]


def worker(vote: Polled, act: str = REMIND_MIDWAY) -> str:
    return act_named(act).perform(vote.election.scope, {}, "worker")


def test_reminders_go_to_those_alone_who_have_voted_in_no_contest(vote: Polled, office: Client) -> None:
    answer = send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE)
    assert "4 of 4 sent." in answer.text
    assert whom() == ["0002", "0004", "0005", "0006"]
    assert Mark.objects.filter(contest=vote.executive).count() == 1


def test_reminder_holds_no_code_and_says_where_to_ask(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE)
    codes = [each.code for each in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)]
    body = str(outbox.outbox[0].body)
    assert [code for code in codes if code in body] == []
    assert f"http://127.0.0.1:8000/booth/{vote.election.booth}/" in body
    assert page(vote, "no_code") in body


def test_reminder_leaves_no_trace_with_its_elector(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE)
    assert Delivery.objects.filter(holder__issue__election__organisation=vote.election.organisation).count() == 0
    assert story(vote, "0002") == []


def test_nobody_is_reminded_who_votes_on_paper_or_may_not_vote(vote: Polled) -> None:
    secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="test")
    Delivery.objects.create(
        holder=holder(vote, "0002"), at=clock.now(), state=DeliveryState.TAKEN_OUT, channel=Channel.EMAIL
    )
    RollEntry.objects.filter(roll__in=[vote.executive.roll, vote.youth.roll], number="0004").update(
        standing=EntryStanding.STRUCK
    )
    assert [each.number for each in not_voted(vote.issue)] == ["0005", "0006"]


def test_worker_sends_where_the_register_is_marked_freshly(
    vote: Polled, django_capture_on_commit_callbacks: object
) -> None:
    with clock.standing_at(MIDWAY - timedelta(hours=3)):
        secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="test")
    with clock.standing_at(MIDWAY):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            assert worker(vote) == "Reminders to 4 who have not voted by the register."
        assert whom() == ["0002", "0004", "0005", "0006"]


def test_worker_asks_for_the_register_where_its_marks_are_old(vote: Polled) -> None:
    with clock.standing_at(MIDWAY - timedelta(days=3)):
        secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="test")
    with clock.standing_at(MIDWAY), pytest.raises(ValidationError, match="has to be marked first"):
        worker(vote)
    assert whom() == []


def test_reminding_from_the_desk_keeps_the_promise(vote: Polled, office: Client) -> None:
    for act, due in ((REMIND_MIDWAY, MIDWAY), (REMIND_LAST_DAY, CLOSES - timedelta(days=1))):
        promise(by=BY, subject=vote.election.scope, act=act, title="Reminder", due=due)
    with clock.standing_at(MIDWAY - timedelta(hours=1)):
        send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE)
    assert dict(ScheduledAct.objects.values_list("act", "state")) == {
        REMIND_MIDWAY: ActState.DONE,
        REMIND_LAST_DAY: ActState.DUE,
    }


def test_interrupted_reminders_go_on_behind_the_one_reached(vote: Polled, office: Client, settings: object) -> None:
    Breaking.left = 2
    settings.EMAIL_BACKEND = "code_office.Breaking"  # type: ignore[attr-defined]
    assert "Interrupted." in send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE).text
    Breaking.left = 99
    assert "2 of 2 sent." in send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE).text
    assert whom() == ["0002", "0004", "0005", "0006"]


def test_nobody_is_reminded_once_the_poll_is_over(vote: Polled, office: Client) -> None:
    vote.election.contests.update(state=ContestState.CLOSED)
    answer = send(office, page(vote, "codes_remind"), passphrase=PASSPHRASE)
    assert "No poll of this election is open: nobody is reminded." in answer.text
    assert MailRun.objects.filter(what=MailKind.REMINDER).count() == 0


def test_independent_code_office_reminds_itself(vote: Polled) -> None:
    vote.election.code_issue = CodeIssue.AUTHORITY
    vote.election.save()
    assert worker(vote) == "The independent code office reminds those who have not voted."


def test_register_is_marked_only_in_batches(vote: Polled) -> None:
    """A ballot alone writes nothing on the people's side."""
    assert Mark.objects.filter(contest__in=[vote.executive, vote.youth]).count() == 0
    assert reminders.not_voted(vote.issue).count() == 5
