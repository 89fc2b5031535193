"""Checks of other people's failures by their numbers (docs/site/codes.md): links that read, marks without an order."""

from pathlib import Path

import pytest
from code_office import open_election
from django.test import Client
from django.urls import reverse
from polled import BY, PASSPHRASE, Polled

from hustings.belenios.v1.ballots import make_ballot
from hustings_site.booth.boards import election_of
from hustings_site.booth.models import Ballot, RefusedCredential
from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import Delivery, Mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return open_election()


def codes(vote: Polled) -> dict[str, str]:
    return {e.holder.number: e.code for e in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)}


def test_check_3_reading_a_ballot_link_consumes_nothing_and_the_code_casts_once(vote: Polled) -> None:
    code = codes(vote)["0001"]
    poll = vote.poll(vote.executive)
    link = reverse("booth:page", args=[vote.election.booth])
    for number in range(25):
        scanner = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=f"203.0.113.{number}")
        assert [scanner.get(link).status_code, scanner.head(link).status_code] == [200, 200]
    assert (Ballot.objects.count(), RefusedCredential.objects.count()) == (0, 0)
    body = make_ballot(election_of(poll), code, [[1, 2, 3]], vote.rng).decode()
    voter = Client(headers={"host": "127.0.0.1"})
    cast = reverse("booth:cast", args=[vote.election.booth, poll.uuid])
    answers = [voter.post(cast, body, content_type="text/plain") for _each in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json()["receipt"] == answers[1].json()["receipt"]
    assert Ballot.objects.count() == 1


def test_check_3_code_is_in_the_part_of_the_link_that_no_server_sees(vote: Polled) -> None:
    from django.core import mail as outbox

    from hustings_site.elections.codes import sending

    given = secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)[:1]
    sending.mail(by=BY, issue=vote.issue, given=given)
    (link,) = [line for line in str(outbox.outbox[0].body).splitlines() if line.startswith("http")]
    assert link.partition("#")[2] == given[0].code
    assert given[0].code not in link.partition("#")[0]


def test_check_4_marked_register_has_the_order_of_the_roll_and_no_time(vote: Polled) -> None:
    held = codes(vote)
    for number in ("0005", "0001", "0004"):
        vote.cast(vote.executive, held[number], [1, 2, 3])
    secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="test")
    marks = Mark.objects.filter(contest=vote.executive).order_by("pk")
    assert [mark.entry.number for mark in marks] == ["0001", "0004", "0005"]
    assert {field.name for field in Mark._meta.get_fields()} == {"id", "contest", "entry"}


def test_check_4_casting_a_ballot_writes_nothing_on_the_side_of_people(vote: Polled) -> None:
    held = codes(vote)
    organisation = vote.election.organisation
    before = list(Delivery.objects.of(organisation).values()), vote.issue.marked_at
    vote.cast(vote.executive, held["0001"], [1, 2, 3])
    assert (list(Delivery.objects.of(organisation).values()), vote.issue.marked_at) == before
    assert Mark.objects.of(organisation).count() == 0


def test_check_13_page_without_javascript_names_the_other_ways_to_vote() -> None:
    page = Path(__file__).parents[4] / "src" / "booth-client" / "page" / "page.html"
    said = page.read_text().partition("<noscript>")[2].partition("</noscript>")[0]
    ways = ["at a kiosk", "on paper", "The letter or message with your voting code says where the kiosk is"]
    assert [way for way in ways if way not in said] == []
