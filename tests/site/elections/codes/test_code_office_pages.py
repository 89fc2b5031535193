"""The code office's desk: sending, printing, finding an elector, giving a code; and what its pages never say."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from code_office import Breaking, browser, holder, open_election, page, person, send, story
from django.core import mail as outbox
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from polled import BY, PASSPHRASE, Polled

from hustings_site.booth.models import RefusedCredential
from hustings_site.elections import secrecy
from hustings_site.elections.codes import running, sending
from hustings_site.elections.codes.enums import DeliveryState, Half, MailKind
from hustings_site.elections.codes.models import Delivery, MailRun, SpareGiven
from hustings_site.elections.codes.ways import health
from hustings_site.journal.models import Entry
from hustings_site.roll.enums import Channel, EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db
SENT = (DeliveryState.SENT, Channel.EMAIL, Half.WHOLE)


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return open_election()


@pytest.fixture
def office(vote: Polled) -> Client:
    return browser(person(vote))


def lines(vote: Polled) -> list[tuple[str, int, int, int, int]]:
    return [(str(each.way.title), each.holders, each.gone, each.failed, each.bounced) for each in health(vote.issue)]


def elector(vote: Polled, number: str) -> str:
    return page(vote, "codes_elector", holder(vote, number).entry.pk)


def codes(vote: Polled) -> dict[str, str]:
    return {e.holder.number: e.code for e in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)}


def test_codes_go_out_by_mail_and_the_page_says_how_far_they_have_come(vote: Polled, office: Client) -> None:
    assert lines(vote) == [("by e-mail", 5, 0, 0, 0), ("by letter", 1, 0, 0, 0)]
    answer = send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    assert "5 of 5 sent." in answer.text
    assert [message.to[0][:4] for message in outbox.outbox] == ["0001", "0002", "0004", "0005", "0006"]
    assert lines(vote) == [("by e-mail", 5, 5, 0, 0), ("by letter", 1, 0, 0, 0)]
    assert story(vote, "0001") == [SENT]


def test_wrong_passphrase_sends_nothing(vote: Polled, office: Client) -> None:
    answer = send(office, page(vote, "codes_mail"), passphrase="eight lamps in a row")
    assert "This is not the passphrase of the book." in answer.text
    assert (outbox.outbox, MailRun.objects.count()) == ([], 0)


def test_run_that_broke_off_goes_on_where_it_stopped(vote: Polled, office: Client, settings: object) -> None:
    Breaking.left = 2
    settings.EMAIL_BACKEND = "code_office.Breaking"  # type: ignore[attr-defined]
    answer = send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    assert "It broke off: SMTPServerDisconnected." in answer.text
    assert "lampwrights.example" not in answer.text
    Breaking.left = 99
    assert "3 of 3 sent." in send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE).text
    assert [message.to[0][:4] for message in outbox.outbox] == ["0001", "0002", "0004", "0005", "0006"]


def test_address_that_no_server_takes_is_counted_and_tried_again(
    vote: Polled, office: Client, settings: object
) -> None:
    settings.EMAIL_BACKEND = "code_office.Refusing"  # type: ignore[attr-defined]
    answer = send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    assert "4 of 5 sent. 1 could not be sent." in answer.text
    assert lines(vote)[0] == ("by e-mail", 5, 4, 1, 0)
    assert Delivery.objects.get(holder=holder(vote, "0002")).note == "SMTPRecipientsRefused 550"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    assert "1 of 1 sent." in send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE).text


def test_page_of_a_run_at_work_looks_again_by_itself_until_told_to_stand_still(vote: Polled, office: Client) -> None:
    now = timezone.now()
    run = MailRun.objects.create(
        issue=vote.issue, what=MailKind.CODES, total=5, sent=2, began_at=now, heard_at=now - timedelta(seconds=9)
    )
    answer = office.get(page(vote, "codes_mail"))
    assert answer["Refresh"] == "2"
    assert "Being sent: 2 of 5 have left." in answer.text
    assert 'type="password"' not in answer.text
    assert not office.get(page(vote, "codes_mail"), {"still": ""}).has_header("Refresh")
    MailRun.objects.filter(pk=run.pk).update(heard_at=now - timedelta(minutes=5))
    answer = office.get(page(vote, "codes_mail"))
    assert "it goes on with those who are left" in answer.text
    assert not answer.has_header("Refresh")


def test_second_run_beside_one_at_work_is_refused(vote: Polled, office: Client) -> None:
    slip = dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', office.get(page(vote, "codes_mail")).text))
    now = timezone.now()
    MailRun.objects.create(issue=vote.issue, what=MailKind.CODES, total=5, began_at=now, heard_at=now)
    answer = office.post(page(vote, "codes_mail"), {**slip, "passphrase": PASSPHRASE})
    assert "A run is at work already" in answer.text
    assert outbox.outbox == []


def test_letters_come_as_one_file_that_nobody_keeps(vote: Polled, office: Client) -> None:
    answer = send(office, page(vote, "codes_letters"), passphrase=PASSPHRASE)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert answer.content.startswith(b"%PDF-")
    assert story(vote, "0003") == [(DeliveryState.PRINTED, Channel.POST, Half.WHOLE)]
    assert "Every letter has been printed." in send(office, page(vote, "codes_letters"), passphrase=PASSPHRASE).text
    assert send(office, page(vote, "codes_letters"), passphrase=PASSPHRASE, again="on").content.startswith(b"%PDF-")


def test_halves_go_by_both_channels_and_whoever_lacks_one_is_named(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    vote = open_election(two_channels=True)
    office = browser(person(vote))
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    send(office, page(vote, "codes_letters"), passphrase=PASSPHRASE)
    assert lines(vote) == [("first half by e-mail", 2, 2, 0, 0), ("second half by letter", 2, 2, 0, 0)]
    whole = codes(vote)
    assert all(code not in str(message.body) for message in outbox.outbox for code in whole.values())
    shown = office.get(page(vote, "codes")).text
    assert [number for number in whole if f"{number}, Member" in shown] == ["0003", "0004", "0005", "0006"]


def test_elector_is_found_by_number_or_name_with_the_newest_step(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    for asked in ("0002", "member 0002"):
        shown = office.get(page(vote, "codes"), {"q": asked}).text
        assert "1 elector found" in shown
        assert elector(vote, "0002") in shown
    assert "6 electors found" in office.get(page(vote, "codes"), {"q": "Member"}).text
    assert "Nobody on the rolls" in office.get(page(vote, "codes"), {"q": "Nemo"}).text


def test_code_given_again_takes_a_spare_and_the_one_before_is_refused(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    before = codes(vote)["0002"]
    answer = send(office, elector(vote, "0002"), how="email", passphrase=PASSPHRASE)
    assert "A code is on its way to the address on the roll." in answer.text
    assert codes(vote)["0002"] != before
    assert codes(vote)["0002"] in str(outbox.outbox[-1].body)
    assert RefusedCredential.objects.count() == 2
    assert [(spare.number, spare.branch.name) for spare in SpareGiven.objects.all()] == [(1, "Alderby")]


def test_who_has_voted_gets_the_same_code_and_the_page_tells_nobody(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    before = codes(vote)
    vote.cast(vote.executive, before["0001"], [1, 2, 3])
    answers = [send(office, elector(vote, each), how="email", passphrase=PASSPHRASE).text for each in ("0001", "0002")]
    after = codes(vote)
    assert (after["0001"] == before["0001"], after["0002"] == before["0002"]) == (True, False)
    hidden = [re.sub(r'000[12]|electors(/|%2F)\d+|value="[^"]*"', "", text) for text in answers]
    assert hidden[0] == hidden[1]
    again = (DeliveryState.AGAIN, Channel.EMAIL, Half.WHOLE)
    assert story(vote, "0001") == story(vote, "0002") == [SENT, again, SENT]


def test_code_that_never_left_is_given_as_it_is(vote: Polled, office: Client) -> None:
    before = codes(vote)["0004"]
    answer = send(office, elector(vote, "0004"), how="kiosk", passphrase=PASSPHRASE)
    assert f"<code>{before}</code>" in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert (SpareGiven.objects.count(), story(vote, "0004")[0][0]) == (0, DeliveryState.HANDED_OVER)


def test_kiosk_shows_a_code_once(vote: Polled, office: Client) -> None:
    slips = re.findall(r'name="(slip_\w+)" value="([^"]*)"', office.get(elector(vote, "0004")).text)
    fields = {**dict(slips[:2]), "how": "kiosk", "passphrase": PASSPHRASE}
    code = codes(vote)["0004"]
    assert code in office.post(elector(vote, "0004"), fields).text
    again = office.post(elector(vote, "0004"), fields, follow=True)
    assert code not in again.text
    assert "This was sent twice, and done once." in again.text


def test_letter_for_one_elector(vote: Polled, office: Client) -> None:
    answer = send(office, elector(vote, "0003"), how="post", passphrase=PASSPHRASE)
    assert answer["Content-Disposition"] == 'attachment; filename="letter-0003.pdf"'


def test_late_elector_gets_a_spare(vote: Polled, office: Client) -> None:
    late = RollEntry.objects.create(
        roll=vote.youth.roll,
        number="0009",
        name="Late Lamp",
        branch=vote.branch,
        channel=Channel.EMAIL,
        email="late@lampwrights.example",
        standing=EntryStanding.ADDED,
        late=True,
    )
    send(office, page(vote, "codes_elector", late.pk), how="email", passphrase=PASSPHRASE)
    assert outbox.outbox[-1].to == ["late@lampwrights.example"]
    assert [(spare.why, spare.number) for spare in SpareGiven.objects.all()] == [("late", 1)]
    assert RefusedCredential.objects.filter(poll=vote.poll(vote.executive)).count() == 1


def test_who_was_struck_gets_no_code(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    RollEntry.objects.filter(roll__in=[vote.executive.roll, vote.youth.roll], number="0002").update(
        standing=EntryStanding.STRUCK
    )
    answer = send(office, elector(vote, "0002"), how="email", passphrase=PASSPHRASE)
    assert "Number 0002 has no vote in this election now." in answer.text
    assert SpareGiven.objects.count() == 0


def test_return_is_noted_by_hand(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    send(office, elector(vote, "0001"), form=1, channel="email", note="550 no such mailbox")
    assert [state for state, _, _ in story(vote, "0001")] == [DeliveryState.SENT, DeliveryState.BOUNCED]
    assert lines(vote)[0] == ("by e-mail", 5, 4, 0, 1)


def test_codes_that_have_not_gone_out_wait_for_the_code_office(vote: Polled, office: Client) -> None:
    assert "Codes that have not gone out:" in office.get(reverse("accounts:waiting")).text
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    send(office, page(vote, "codes_letters"), passphrase=PASSPHRASE)
    assert "Codes that have not gone out:" not in office.get(reverse("accounts:waiting")).text


def test_no_code_and_no_passphrase_is_written_down(vote: Polled, office: Client) -> None:
    send(office, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    send(office, elector(vote, "0002"), how="kiosk", passphrase=PASSPHRASE)
    rows = [
        *MailRun.objects.all(),
        *Delivery.objects.filter(holder__issue__election__organisation=vote.election.organisation),
        *Entry.objects.all(),
    ]
    written = serializers.serialize("json", rows) + str(dict(office.session))
    assert [code for code in [*codes(vote).values(), PASSPHRASE] if code in written] == []


def test_mail_has_a_name_by_which_its_return_is_matched(vote: Polled) -> None:
    who = holder(vote, "0001")
    name = sending.message_id(who, 3)
    assert sending.holder_of_message(name) == who.pk
    assert sending.holder_of_message(name.replace(f".{who.pk}.", f".{who.pk + 1}.")) is None
    assert sending.holder_of_message("<somebody@else.example>") is None


def test_thread_does_the_same_and_says_that_it_is_over(vote: Polled) -> None:
    run = running.begin(issue=vote.issue, what=MailKind.CODES, total=3)
    running.work(run, lambda told: (told(2, 1), (2, 1))[1])
    run.refresh_from_db()
    assert (run.sent, run.failed, run.broke_off, run.ended_at is not None) == (2, 1, "", True)
