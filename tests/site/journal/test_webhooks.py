"""Webhooks: told once, signed, tried again, and never led into one's own network."""

import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import ApiKey, User
from hustings_site.accounts.places import Place, place_of
from hustings_site.accounts.services import give_office
from hustings_site.elections.models import Contest
from hustings_site.journal.enums import DeliveryState
from hustings_site.journal.models import Delivery, Webhook
from hustings_site.journal.posting import AddressRefusedError, checked_address, post
from hustings_site.journal.services import record
from hustings_site.journal.webhooks import (
    AGAIN_AFTER,
    add_webhook,
    read_journal,
    send_what_is_due,
    signature,
    stop_webhook,
)
from hustings_site.roll.services import organisation_named

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:9/"


@pytest.fixture
def place(contest: Contest, settings: object) -> Place:
    """The organisation of an announced election, on a demonstration."""
    settings.DEMONSTRATION = True
    contest.election.announced_at = timezone.now()
    contest.election.save()
    return place_of(contest.election.organisation.scope)


def act(contest: Contest, name: str = "elections.open_poll") -> None:
    record(by="test", act=name, subject=contest.scope, details={"reason": "not for everybody"})


class Receiver:
    """Keeps what is posted, and answers as it is told to."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers = list(answers)
        self.got: list[tuple[str, bytes, dict[str, str]]] = []

    def __call__(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.got.append((url, body, headers))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_public_act_is_told_once_signed_and_without_the_journal_s_details(place: Place, contest: Contest) -> None:
    act(contest, "elections.close_poll")
    secret = add_webhook(by="test", place=place, url=HERE)
    act(contest)
    act(contest, "elections.mark_register")
    assert (read_journal(), read_journal()) == (1, 0)
    receiver, now = Receiver(204), timezone.now() + timedelta(seconds=1)
    assert (send_what_is_due(now=now, send=receiver), send_what_is_due(now=now, send=receiver)) == (1, 0)
    ((url, body, headers),) = receiver.got
    told = json.loads(body)
    assert (url, told.keys()) == (HERE, {"event", "number", "at", "path"})
    assert (told["event"], told["path"]) == ("elections.open_poll", "/api/elections/lampwrights-branch-election")
    seconds, _comma, given = headers["Hustings-Signature"].partition(",v1=")
    expected = hmac.new(secret.encode(), seconds.removeprefix("t=").encode() + b"." + body, hashlib.sha256).hexdigest()
    assert (given, int(seconds.removeprefix("t="))) == (expected, int(now.timestamp()))
    assert Delivery.objects.get().state == DeliveryState.DELIVERED


def test_signature_covers_the_time() -> None:
    now = timezone.now()
    assert signature("s", b"{}", now) != signature("s", b"{}", now + timedelta(seconds=1))


def test_other_organisation_and_election_in_preparation_are_not_told(place: Place, contest: Contest) -> None:
    other = place_of(organisation_named(by="test", name="Wickmakers").scope)
    add_webhook(by="test", place=other, url=HERE)
    act(contest)
    assert read_journal() == 0
    add_webhook(by="test", place=place, url=HERE)
    contest.election.announced_at = None
    contest.election.save()
    act(contest)
    assert read_journal() == 0


def test_message_that_is_not_taken_is_tried_again_later_and_later_and_given_up(place: Place, contest: Contest) -> None:
    add_webhook(by="test", place=place, url=HERE)
    act(contest)
    read_journal()
    now = timezone.now()
    for wait in AGAIN_AFTER:
        assert send_what_is_due(now=now, send=Receiver(ConnectionRefusedError("refused"))) == 1
        assert send_what_is_due(now=now + wait - timedelta(seconds=1), send=Receiver()) == 0
        now += wait
    assert send_what_is_due(now=now, send=Receiver(500)) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.outcome) == (DeliveryState.GIVEN_UP, 6, "500")


def test_two_workers_do_not_tell_it_twice(place: Place, contest: Contest) -> None:
    add_webhook(by="test", place=place, url=HERE)
    act(contest)
    read_journal()
    now = timezone.now()
    other = Receiver()

    def slow(url: str, body: bytes, headers: dict[str, str]) -> int:
        assert send_what_is_due(now=now, send=other) == 0
        return 200

    assert send_what_is_due(now=now, send=slow) == 1


def test_stopped_webhook_is_told_nothing_more(place: Place, contest: Contest) -> None:
    add_webhook(by="test", place=place, url=HERE)
    act(contest)
    read_journal()
    stop_webhook(by="test", webhook=Webhook.objects.get())
    act(contest)
    assert (read_journal(), send_what_is_due(send=Receiver())) == (0, 0)
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_secret_is_sealed_in_the_database(place: Place) -> None:
    secret = add_webhook(by="test", place=place, url=HERE)
    assert secret not in Webhook.objects.get().secret


def test_webhooks_are_for_administrators(place: Place, member: User) -> None:
    with pytest.raises(PermissionDenied):
        add_webhook(by=member.scope, place=place, url=HERE)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://192.0.2.1/", "https://"),
        ("https://127.0.0.1/", "private"),
        ("https://10.1.2.3/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://[64:ff9b::a00:1]/", "private"),
        ("https://[fd00::1]/", "private"),
        ("https://224.0.0.1/", "private"),
        ("https://who:secret@192.0.2.1/", "password"),
        ("ftp://192.0.2.1/", "https://"),
        ("https:///x", "https://"),
        ("https://nowhere.invalid/", "not known"),
    ],
)
def test_address_in_one_s_own_network_is_refused(url: str, said: str) -> None:
    with pytest.raises(AddressRefusedError, match=said):
        checked_address(url, loopback=False)


def test_name_with_one_private_address_among_public_ones_is_refused() -> None:
    found = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(AddressRefusedError, match="private"):
        checked_address("https://two.example/", loopback=False, look_up=lambda _host, _port: found)
    assert checked_address("https://one.example/", loopback=False, look_up=lambda _host, _port: found[:1]) == found[0]


def test_address_that_cannot_be_told_is_refused_when_it_is_named(place: Place, settings: object) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(ValidationError, match="Nothing can be sent to this address: write https://"):
        add_webhook(by="test", place=place, url=HERE)


def test_message_reaches_a_server_and_a_redirect_is_not_followed() -> None:
    got: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, self.headers["Host"], body))
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        port = server.server_address[1]
        status = post(f"http://127.0.0.1:{port}/hook?a=1", b"{}", {}, loopback=True)
    assert (status, got) == (302, [("/hook?a=1", f"127.0.0.1:{port}", b"{}")])


def test_page_of_programs_shows_a_secret_once_and_what_was_told(
    place: Place, contest: Contest, member: User, django_assert_num_queries: object
) -> None:
    give_office(by="test", user=member, office=Office.ADMINISTRATOR, scope=place.scope)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member)
    address = reverse("accounts:programs", args=[place.scope])

    def send(**fields: str) -> object:
        slip = client.get(address).context["slip"]
        return client.post(address, {**fields, "slip_key": slip.key, "slip_seen": slip.seen})

    made = send(make_key="1", name="Members’ system")
    assert (made.context["secret"][:9], made["Cache-Control"]) == ("hustings_", made["Cache-Control"])
    assert "no-store" in made["Cache-Control"]
    assert made.context["secret"] not in client.get(address).text
    hook = send(add_webhook="1", url=HERE)
    assert hook.context["secret"] in hook.text
    assert "Nothing can be sent to this address" in send(add_webhook="1", url="http://192.0.2.1/").text
    act(contest)
    read_journal()
    send_what_is_due(send=Receiver(500))
    text = client.get(address).text
    assert "elections.open_poll" in text
    send(revoke_key=str(ApiKey.objects.get().pk))
    send(stop_webhook=str(Webhook.objects.get().pk))
    text = client.get(address).text
    assert "revoked" in text
    assert "stopped" in text


def test_form_of_programs_sent_twice_makes_one_key(place: Place, member: User) -> None:
    give_office(by="test", user=member, office=Office.ADMINISTRATOR, scope=place.scope)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member)
    address = reverse("accounts:programs", args=[place.scope])
    slip = client.get(address).context["slip"]
    for _ in range(2):
        client.post(address, {"make_key": "1", "name": "x", "slip_key": slip.key, "slip_seen": slip.seen})
    assert ApiKey.objects.count() == 1
