"""Codes on their way: what arrives, and what is written down about it."""

import subprocess
from pathlib import Path

import pytest
from django.core import mail as outbox
from polled import BY, PASSPHRASE, Polled, polled

from hustings_site.elections import secrecy
from hustings_site.elections.codes import sending
from hustings_site.elections.codes.enums import DeliveryState, Half
from hustings_site.elections.codes.models import CodeHolder, Delivery
from hustings_site.elections.secrecy import Given
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """Six electors, one of whom is reached by post."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    post = {"channel": Channel.POST, "address": "1 Wick Lane\nAlderby", "email": ""}
    RollEntry.objects.filter(roll=made.executive.roll, number="0003").update(**post)
    made.open()
    return made


def given(vote: Polled) -> list[Given]:
    return secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)


def story(vote: Polled, number: str) -> list[tuple[str, str, int]]:
    holder = CodeHolder.objects.get(issue=vote.issue, number=number)
    return [(each.state, each.channel, each.half) for each in holder.deliveries.all()]


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "letters.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_mail_carries_the_code_and_an_address_that_sends_it_nowhere(vote: Polled) -> None:
    chosen = sending.by_channel(given(vote), Channel.EMAIL)
    assert sending.mail(by=BY, issue=vote.issue, given=chosen) == (5, 0)
    message = outbox.outbox[0]
    assert message.to == ["0001@lampwrights.example"]
    assert f"http://127.0.0.1:8000/booth/{vote.election.booth}/#{chosen[0].code}" in str(message.body)
    assert story(vote, "0001") == [(DeliveryState.SENT, Channel.EMAIL, Half.WHOLE)]


def test_mail_interrupted_goes_on_where_it_stopped(vote: Polled) -> None:
    chosen = sending.by_channel(given(vote), Channel.EMAIL)
    sending.mail(by=BY, issue=vote.issue, given=chosen[:2])
    assert [each.holder.number for each in sending.not_yet(chosen)] == ["0004", "0005", "0006"]


def test_mail_that_no_server_takes_is_written_down(vote: Polled, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    with pytest.raises(ConnectionRefusedError):
        sending.mail(by=BY, issue=vote.issue, given=given(vote)[:1])
    assert story(vote, "0001") == []


def test_letters_have_address_code_and_nothing_of_the_next(vote: Polled, tmp_path: Path) -> None:
    chosen = sending.by_channel(given(vote), Channel.POST)
    pages = text_of(sending.print_letters(by=BY, issue=vote.issue, given=chosen), tmp_path).split("\f")
    assert len(pages) == 2
    assert "1 Wick Lane" in pages[0]
    assert chosen[0].code in pages[0]
    assert story(vote, "0003") == [(DeliveryState.PRINTED, Channel.POST, Half.WHOLE)]


def test_halves_go_by_two_channels_and_make_one_code(vote: Polled, tmp_path: Path) -> None:
    chosen = given(vote)[:1]
    sending.mail(by=BY, issue=vote.issue, given=chosen, half=Half.FIRST)
    page = text_of(sending.print_letters(by=BY, issue=vote.issue, given=chosen, half=Half.SECOND), tmp_path)
    first, second = chosen[0].code[:12], chosen[0].code[13:]
    body = str(outbox.outbox[0].body)
    assert first in body
    assert second not in body
    assert second in page
    assert first not in page


def test_bounce_is_part_of_the_story(vote: Polled) -> None:
    sending.mail(by=BY, issue=vote.issue, given=given(vote)[:1])
    holder = CodeHolder.objects.get(issue=vote.issue, number="0001")
    sending.note_bounce(by=BY, holder=holder, channel=Channel.EMAIL, note="550 no such mailbox")
    assert [state for state, _, _ in story(vote, "0001")] == [DeliveryState.SENT, DeliveryState.BOUNCED]


def test_no_row_about_sending_holds_a_code(vote: Polled) -> None:
    chosen = given(vote)
    sending.mail(by=BY, issue=vote.issue, given=sending.by_channel(chosen, Channel.EMAIL))
    holders = CodeHolder.objects.filter(issue=vote.issue)
    rows = [str(row) for row in Delivery.objects.filter(holder__in=holders).values()]
    assert [each.code for each in chosen for row in rows if each.code in row] == []
