"""The pages on which a key is made: the returning officer's, and each key holder's with the commands typed there."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from key_holders import browser, person, send, work
from polled import Polled, polled

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.keys.selectors import held_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]
    vote = polled()
    vote.election.announced_at = vote.election.poll_closes
    vote.election.save()
    return vote


@pytest.fixture
def desk(vote: Polled) -> Client:
    return browser(person("Orla", Office.RETURNING_OFFICER, vote.election))


def keys_path(vote: Polled) -> str:
    return reverse("elections:keys", args=[vote.election.slug])


def test_server_holds_the_key_after_two_clicks_and_public_pages_say_so(
    vote: Polled, desk: Client, visitor: Client
) -> None:
    page = desk.get(reverse("elections:overview", args=[vote.election.slug])).text
    assert f'href="{keys_path(vote)}"' in page
    assert send(desk, keys_path(vote), {"server": "yes"}).status_code == 302
    assert KeySet.objects.get(election=vote.election).kind == KeyKind.SERVER
    for name, arguments in (
        ("election", [vote.election.slug]),
        ("contest", [vote.election.slug, vote.executive.slug]),
    ):
        assert "Secrecy rests on one operator." in visitor.get(reverse(f"elections:{name}", args=arguments)).text
    assert "Secrecy rests on one operator." in desk.get(keys_path(vote)).text


def test_poll_that_the_law_prescribes_offers_no_server_key_and_takes_none(vote: Polled, desk: Client) -> None:
    vote.election.statutory = True
    vote.election.save()
    page = desk.get(keys_path(vote)).text
    assert "Let the server hold the key" not in page
    assert "several people hold the key" in page
    answer = desk.post(keys_path(vote), {"server": "yes"})
    assert answer.status_code == 200
    assert not KeySet.objects.exists()


def test_form_sent_twice_makes_one_key(vote: Polled, desk: Client) -> None:
    slips = dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', desk.get(keys_path(vote)).text))
    for _time in range(2):
        assert desk.post(keys_path(vote), {**slips, "server": "yes"}).status_code == 302
    assert KeySet.objects.count() == 1


def test_nobody_is_key_holder_yet(vote: Polled, desk: Client) -> None:
    assert "Nobody is appointed key holder yet" in desk.get(keys_path(vote)).text


def test_ceremony_needs_as_many_as_there_are_at_most(vote: Polled, desk: Client) -> None:
    people = [person(name, Office.KEY_HOLDER, vote.election) for name in ("Ada", "Ben")]
    answer = send(desk, keys_path(vote), {"ceremony": "yes", "holders": [each.pk for each in people], "threshold": "3"})
    assert "Between one and all of the 2 key holders are needed." in answer.text


def test_two_of_three_make_the_key_by_what_their_pages_say(vote: Polled, desk: Client, tmp_path: Path) -> None:
    people = [person(name, Office.KEY_HOLDER, vote.election) for name in ("Ada", "Ben", "Cal")]
    send(desk, keys_path(vote), {"ceremony": "yes", "holders": [each.pk for each in people], "threshold": "2"})
    path = reverse("elections:key_holder", args=[vote.election.slug])
    clients = [browser(user) for user in people]
    assert f'href="{path}"' in clients[0].get(reverse("accounts:waiting")).text
    for user in people:
        (tmp_path / user.name).mkdir()
    for step in range(3):
        for user, client in zip(people, clients, strict=True):
            answer = work(client, path, tmp_path / user.name)
            assert answer.status_code == 302, answer.text
            if step == 0 and user is people[0]:
                assert "your step is done; wait for the other key holders" in client.get(path).text
                assert "handed in" in desk.get(keys_path(vote)).text
    keys = KeySet.objects.get(election=vote.election)
    assert (keys.kind, keys.threshold, bool(keys.trustees)) == (KeyKind.THRESHOLD, 2, True)
    assert "the key is made, and nothing waits for you now" in clients[2].get(path).text
    public = Client(headers={"host": "127.0.0.1"}).get(reverse("elections:election", args=[vote.election.slug])).text
    assert "Secrecy rests on 2 of 3 key holders: fewer than that can open nothing. Ada, Ben, Cal." in public


def test_two_who_are_both_needed_make_a_key_each(vote: Polled, desk: Client, tmp_path: Path) -> None:
    people = [person(name, Office.KEY_HOLDER, vote.election) for name in ("Ada", "Ben")]
    send(desk, keys_path(vote), {"ceremony": "yes", "holders": [each.pk for each in people], "threshold": "2"})
    path = reverse("elections:key_holder", args=[vote.election.slug])
    for user in people:
        (tmp_path / user.name).mkdir()
        assert work(browser(user), path, tmp_path / user.name).status_code == 302
    keys = KeySet.objects.get(election=vote.election)
    assert (keys.kind, bool(keys.made_at)) == (KeyKind.ALL, True)


def test_wrong_file_is_refused_with_the_cure_and_nobody_else_finds_the_page(
    vote: Polled, desk: Client, member: User
) -> None:
    people = [person(name, Office.KEY_HOLDER, vote.election) for name in ("Ada", "Ben")]
    send(desk, keys_path(vote), {"ceremony": "yes", "holders": [each.pk for each in people], "threshold": "1"})
    path = reverse("elections:key_holder", args=[vote.election.slug])
    client = browser(people[0])
    answer = client.post(path, {"work": "certify", "certify-file": SimpleUploadedFile("x", b"a photograph")})
    assert "Hand in the file that hustings trustee certify wrote." in answer.text
    assert client.post(path, {"work": "accept"}).status_code == 302
    for what in ("received", "share", "other"):
        assert client.get(reverse("elections:key_file", args=[vote.election.slug, what])).status_code == 404
    assert desk.get(path).status_code == 403
    assert browser(member).get(path).status_code == 403
    assert held_by(member) == []


def test_key_is_given_up_with_a_reason(vote: Polled, desk: Client) -> None:
    send(desk, keys_path(vote), {"server": "yes"})
    send(desk, keys_path(vote), {"give_up": "yes", "give_up-reason": "three people hold it instead"})
    assert not KeySet.objects.exists()
    journal = Client(headers={"host": "127.0.0.1"}).get(reverse("elections:journal", args=[vote.election.slug]))
    assert journal.status_code == 200
