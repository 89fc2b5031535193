"""A member without a code: a public page that answers everybody alike, a request at the helpline, a code given."""

import re
from pathlib import Path

import pytest
from code_office import browser, holder, open_election, page, person, send, story
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from polled import PASSPHRASE, Polled

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Tries
from hustings_site.booth.models import Booth
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.complaints.models import Complaint
from hustings_site.journal.models import Entry
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return open_election()


@pytest.fixture
def office(vote: Polled) -> Client:
    client = browser(person(vote))
    send(client, page(vote, "codes_mail"), passphrase=PASSPHRASE)
    return client


def told(text: str) -> str:
    """What a page says, without its number, keys and times."""
    return re.sub(r'value="[^"]*"|election-2026(/|%2F)\d+|number \d+', "", text)


def test_answer_is_the_same_whether_or_not_the_number_is_on_the_roll(vote: Polled, visitor: Client) -> None:
    answers = [
        send(visitor, page(vote, "no_code"), membership_number=number, name="", text="") for number in ("0001", "9999")
    ]
    assert [answer.redirect_chain[-1][1] for answer in answers] == [302, 302]
    assert told(answers[0].text) == told(answers[1].text)
    assert outbox.outbox == []


def test_request_waits_at_the_helpline_with_its_elector(vote: Polled, office: Client, visitor: Client) -> None:
    send(visitor, page(vote, "no_code"), membership_number="0002", name="Mab", text="Nothing came.")
    send(visitor, page(vote, "no_code"), membership_number="9999", name="", text="")
    shown = office.get(page(vote, "codes_helpline")).text
    assert "2 requests wait." in shown
    assert page(vote, "codes_elector", holder(vote, "0002").entry.pk) in shown
    assert "Nobody on a roll of this election has this number." in shown
    assert "2 requests of members wait" in office.get(page(vote, "codes")).text


def test_request_of_the_complaints_form_comes_to_the_same_desk(vote: Polled, office: Client, visitor: Client) -> None:
    path = reverse("elections:complain", args=[vote.election.slug])
    fields = {"matter": "no_code", "membership_number": "0004", "text": "No code.", "name": "", "email": ""}
    send(visitor, path, **fields)
    assert "1 request waits." in office.get(page(vote, "codes_helpline")).text


def test_helpline_gives_a_code_and_closes_the_request(vote: Polled, office: Client, visitor: Client) -> None:
    send(visitor, page(vote, "no_code"), membership_number="0002", name="", text="")
    outbox.outbox.clear()
    elector = page(vote, "codes_elector", holder(vote, "0002").entry.pk)
    send(office, elector, how="email", passphrase=PASSPHRASE)
    assert outbox.outbox[0].to == ["0002@lampwrights.example"]
    answer = send(office, page(vote, "codes_helpline"), request=str(Complaint.objects.get().pk))
    assert "0 requests wait." in answer.text
    ruling = Complaint.objects.get().ruling
    assert ruling.reason == "Whoever is on the roll gets a voting code at the address that stands there."


def test_answer_whose_mail_was_not_sent_stands_at_the_helpline(
    vote: Polled, office: Client, visitor: Client, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    path = reverse("elections:complain", args=[vote.election.slug])
    asked = {"matter": "no_code", "membership_number": "0004", "text": "No code.", "name": ""}
    send(visitor, path, **asked, email="0002@example.org")
    settings.EMAIL_BACKEND = "code_office.Refusing"  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):
        send(office, page(vote, "codes_helpline"), request=str(Complaint.objects.get().pk))
    shown = office.get(page(vote, "codes_helpline")).text
    assert "Request 1, to 0002@example.org:" in shown
    assert "Tell them another way, or ask the returning officer to send it again." in shown


def test_complaint_is_not_the_helplines_to_close(vote: Polled, office: Client, visitor: Client) -> None:
    path = reverse("elections:complain", args=[vote.election.slug])
    send(visitor, path, matter="poll", text="Unfair.", membership_number="", name="", email="")
    slip = dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', office.get(page(vote, "codes")).text))
    answer = office.post(page(vote, "codes_helpline"), {**slip, "request": str(Complaint.objects.get().pk)})
    assert "Select a valid choice." in answer.text
    assert Complaint.objects.get().state == "open"


def test_asking_too_often_for_one_number_is_refused_alike(vote: Polled, visitor: Client) -> None:
    for number in ("0001", "9999"):
        answers = [send(visitor, page(vote, "no_code"), membership_number=number).text for _ in range(6)]
        assert ["Tried too often" in answer for answer in answers] == [False] * 5 + [True]
    assert Complaint.objects.count() == 10
    assert {bool(re.fullmatch("[0-9a-f]{64}", tries.key)) for tries in Tries.objects.all()} == {True}


def test_wrong_address_is_corrected_on_every_roll_once_the_member_is_known(vote: Polled, office: Client) -> None:
    elector = page(vote, "codes_elector", holder(vote, "0002").entry.pk)
    send(office, elector, form=2, email="new@lampwrights.example", address="")
    entries = RollEntry.objects.filter(roll__in=[vote.executive.roll, vote.youth.roll], number="0002")
    assert [entry.email for entry in entries] == ["new@lampwrights.example"] * 2
    assert story(vote, "0002")[-1][0] == DeliveryState.CORRECTED
    entry = Entry.objects.filter(act="elections.correct_address").get()
    assert "lampwrights" not in str(entry.details)
    send(office, elector, how="email", passphrase=PASSPHRASE)
    assert outbox.outbox[-1].to == ["new@lampwrights.example"]


def test_address_of_nowhere_is_refused(vote: Polled, office: Client) -> None:
    elector = page(vote, "codes_elector", holder(vote, "0002").entry.pk)
    assert "a code has to go somewhere" in send(office, elector, form=2, email="", address="").text


def test_ways_lead_to_the_page(vote: Polled, visitor: Client) -> None:
    public = visitor.get(reverse("elections:election", args=[vote.election.slug])).text
    assert page(vote, "no_code") in public
    assert Booth.objects.get().help_url == f"http://127.0.0.1:8000{page(vote, 'no_code')}"
    assert page(vote, "wrong_address") in visitor.get(page(vote, "no_code")).text


def test_helpline_is_closed_to_scrutineers(vote: Polled) -> None:
    assert browser(person(vote, Office.SCRUTINEER)).get(page(vote, "codes_helpline")).status_code == 403
