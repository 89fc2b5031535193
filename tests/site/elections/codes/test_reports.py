"""A mail with a code that came back is matched by its own name, from what a mail server hands over."""

import io
import sys
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from pathlib import Path

import pytest
from code_office import holder, open_election, story
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from polled import BY, PASSPHRASE, Polled

from hustings_site.elections import secrecy
from hustings_site.elections.codes import sending
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import Delivery
from hustings_site.elections.codes.reports import Report, read_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """The code of 0001 was mailed."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = open_election()
    given = secrecy.mailing(by=BY, issue=made.issue, passphrase=PASSPHRASE)
    sending.mail(by=BY, issue=made.issue, given=given[:1])
    return made


def report(action: str, original: bytes) -> bytes:
    """As RFC 3464 shows it: what happened in words, for programs, and the mail's own head."""
    head = original.partition(b"\n\n")[0]
    return (
        b"From: MAILER-DAEMON@mx.example\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="next"\n\n'
        b"--next\nContent-Type: text/plain\n\nIt could not be delivered.\n"
        b"--next\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        b"Final-Recipient: rfc822; 0001@lampwrights.example\nAction: " + action.encode() + b"\nStatus: 5.1.1\n"
        b"Diagnostic-Code: smtp; 550 <0001@lampwrights.example> unknown\n"
        b"--next\nContent-Type: text/rfc822-headers\n\n" + head + b"\n--next--\n"
    )


def handed_over(monkeypatch: pytest.MonkeyPatch, body: bytes) -> str:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
    call_command("note_return", stdout=said)
    return said.getvalue()


def sent_mail() -> bytes:
    return outbox.outbox[0].message().as_bytes()


def test_failed_delivery_is_noted_without_the_address(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> None:
    assert handed_over(monkeypatch, report("failed", sent_mail())) == "1 returned mail noted\n"
    assert [state for state, _, _ in story(vote, "0001")] == [DeliveryState.SENT, DeliveryState.BOUNCED]
    assert Delivery.objects.filter(holder=holder(vote, "0001")).last().note == "5.1.1 smtp; 550 … unknown"


def test_delayed_delivery_is_not_a_return(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="no report of a delivery that failed"):
        handed_over(monkeypatch, report("delayed", sent_mail()))
    assert len(story(vote, "0001")) == 1


def test_answer_of_somebody_away_is_not_a_return(vote: Polled) -> None:
    answer = EmailMessage()
    answer["In-Reply-To"] = outbox.outbox[0].extra_headers["Message-ID"]
    answer.set_content("I am away until Monday.")
    assert read_report(answer.as_bytes()) is None


def test_report_of_another_site_s_mail_notes_nothing(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = sent_mail().replace(b"<code.", b"<other.")
    with pytest.raises(CommandError, match="no mail with a code that this site sent"):
        handed_over(monkeypatch, report("failed", strange))


def test_forged_name_notes_nothing(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> None:
    name = outbox.outbox[0].extra_headers["Message-ID"]
    tag = name.split(".")[3][:20]
    forged = report("failed", sent_mail()).replace(tag.encode(), b"0" * 20)
    with pytest.raises(CommandError, match="no mail with a code"):
        handed_over(monkeypatch, forged)


def test_whole_mail_returned_is_matched_too(vote: Polled) -> None:
    whole = MIMEMultipart()
    whole["X-Failed-Recipients"] = "0001@lampwrights.example"
    whole.attach(MIMEMessage(outbox.outbox[0].message()))
    whole.attach(MIMEApplication(b"\x00\xff"))
    found = read_report(whole.as_bytes())
    assert found == Report((outbox.outbox[0].extra_headers["Message-ID"],), "")
