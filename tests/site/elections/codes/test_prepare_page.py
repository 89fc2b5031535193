"""Preparing the polls on the desk: what is lacking, what to think of first, the passphrase, and what then stands."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from polled import BY, PASSPHRASE, Polled, polled

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections import secrecy
from hustings_site.elections.codes.passphrases import bits, drawn, require_strong
from hustings_site.elections.enums import ContestState
from hustings_site.elections.keys.services import begin_ceremony, make_server_key
from hustings_site.elections.models import Contest
from hustings_site.elections.preparing import preconditions, rankings, signature_warnings

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """An election announced, its candidates published, its rolls frozen; no key yet."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    made.election.announced_at = datetime(2026, 11, 1, tzinfo=UTC)
    made.election.save()
    return made


def person(vote: Polled, office: Office) -> User:
    user = open_account(by=BY, email=f"{office}@example.org", name=office.label)
    give_office(by=BY, user=user, office=office, scope=vote.election.scope)
    return user


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def send(client: Client, path: str, **fields: object) -> HttpResponse:
    """Open a page and send its form."""
    slip = dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', client.get(path).text))
    return client.post(path, {**slip, **fields}, follow=True)


def page(vote: Polled) -> str:
    return reverse("elections:prepare", args=[vote.election.slug])


def lacking(vote: Polled) -> list[str]:
    return [each.title for each in preconditions(vote.election) if not each.met]


def test_preconditions_are_ticked_off_one_by_one(vote: Polled) -> None:
    assert lacking(vote) == ["The key is made"]
    Contest.objects.filter(pk=vote.youth.pk).update(state=ContestState.NOMINATIONS_CLOSED, roll=None)
    assert lacking(vote) == ["The candidates are published", "The rolls are frozen", "The key is made"]
    Contest.objects.filter(pk=vote.youth.pk).update(state=ContestState.UNOPPOSED)
    make_server_key(by=BY, election=vote.election)
    assert lacking(vote) == []


def test_key_that_is_being_made_is_lacking(vote: Polled) -> None:
    begin_ceremony(by=BY, election=vote.election, holders=[("Pia", None), ("Quin", None)], threshold=2)
    tick = preconditions(vote.election)[3]
    assert (tick.met, tick.how) == (False, "The 2 key holders are still making it.")


def test_polls_are_prepared_by_the_code_office(vote: Polled) -> None:
    make_server_key(by=BY, election=vote.election)
    client = browser(person(vote, Office.CODE_OFFICE))
    answer = send(client, page(vote), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "Prepared: 6 electors have a code each, which is ready to be sent." in answer.text
    vote.election.refresh_from_db()
    assert vote.election.booth == vote.issue.booth
    assert vote.election.contests.filter(poll=None).count() == 0
    assert len(secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)) == 6


def test_nothing_is_prepared_while_something_is_lacking(vote: Polled) -> None:
    client = browser(person(vote, Office.RETURNING_OFFICER))
    shown = client.get(page(vote)).text
    assert "One thing is lacking before the polls can be prepared." in shown
    assert 'type="password"' not in shown
    path, slip = page(vote), {"slip_key": "k", "slip_seen": "x"}
    assert client.post(path, {**slip, "passphrase": PASSPHRASE, "again": PASSPHRASE}).status_code == 409
    assert vote.election.issues.count() == 0


@pytest.mark.parametrize(
    ("passphrase", "again", "said"),
    [
        ("lamps", "lamps", "This has 5 characters, and at least 12 are needed"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "This is too easily guessed: about 2 to the power of 11 tries"),
        (PASSPHRASE, "seven lamps in a raw", "The two differ: type the same passphrase twice."),
    ],
)
def test_passphrase_is_typed_twice_and_strong(vote: Polled, passphrase: str, again: str, said: str) -> None:
    make_server_key(by=BY, election=vote.election)
    answer = send(browser(person(vote, Office.RETURNING_OFFICER)), page(vote), passphrase=passphrase, again=again)
    assert said in answer.text
    assert passphrase not in answer.text
    assert vote.election.issues.count() == 0


def test_form_sent_twice_prepares_once(vote: Polled) -> None:
    make_server_key(by=BY, election=vote.election)
    client = browser(person(vote, Office.RETURNING_OFFICER))
    slip = dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', client.get(page(vote)).text))
    fields = {**slip, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    client.post(page(vote), fields)
    assert client.post(page(vote), fields).status_code == 302
    assert vote.election.issues.count() == 1


def test_signature_rankings_and_few_electors_are_warned_of(vote: Polled) -> None:
    few = "%s has only %d electors: with so few, published papers can tell who cast them."
    signature = (
        "%s: there are 16 ways to rank its 3 candidates and %d electors. A voter can be told to rank in an order that "
        "nobody else would choose, and be known by it."
    )
    contests = (("Executive", 5), ("Youth officer", 3))
    assert signature_warnings(vote.election) == [text % each for each in contests for text in (few, signature)]
    shown = browser(person(vote, Office.RETURNING_OFFICER)).get(page(vote)).text
    assert "Youth officer has only 3 electors" in shown


def test_signature_warning_stands_where_the_poll_is_opened(vote: Polled) -> None:
    path = reverse("elections:election_act", args=[vote.election.slug, "open_poll"])
    assert "Executive has only 5 electors" in browser(person(vote, Office.RETURNING_OFFICER)).get(path).text


def test_rankings_count_every_length() -> None:
    assert [rankings(n) for n in (0, 1, 2, 3, 9)] == [1, 2, 5, 16, 986_410]
    assert len(str(rankings(42))) == 52


def test_prepared_waits_for_whoever_handles_codes(vote: Polled) -> None:
    client = browser(person(vote, Office.CODE_OFFICE))
    waiting = reverse("accounts:waiting")
    assert "prepare the polls" not in client.get(waiting).text
    make_server_key(by=BY, election=vote.election)
    assert page(vote) in client.get(waiting).text


def test_overview_leads_to_it(vote: Polled) -> None:
    client = browser(person(vote, Office.RETURNING_OFFICER))
    assert page(vote) in client.get(reverse("elections:overview", args=[vote.election.slug])).text


def test_passphrase_drawn_is_strong() -> None:
    require_strong(drawn())
    assert [bits(text) for text in ("seven lamps in a row", "password password", "aB3$")] == [46, 11, 20]
