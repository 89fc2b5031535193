"""The pages of voting on paper: what each lets its reader do, and what nobody sees."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from key_holders import browser, person
from on_paper import WATCHER, ask, close, codes, open_all, receive
from polled import BY, MEMBERS, PASSPHRASE, Polled

from hustings_site.accounts.enums import Office
from hustings_site.elections import papers, secrecy, tallying
from hustings_site.elections.enums import PaperRule
from hustings_site.elections.journal_words import ACTS
from hustings_site.elections.links import IN_PUBLIC, ON_DESK
from hustings_site.elections.papers.entry import enter_batch
from hustings_site.elections.papers.models import Batch, PaperRequest, PrintRun
from hustings_site.journal import clock

pytestmark = pytest.mark.django_db
LAYOUT = {"language": "en", "return_to": "3 Quay Street"}


@pytest.fixture
def vote(poll: Polled) -> Polled:
    poll.election.announced_at = clock.now()
    poll.election.save()
    return poll


@pytest.fixture
def desk(vote: Polled) -> Client:
    return browser(person("Orla", Office.RETURNING_OFFICER, vote.election))


@pytest.fixture
def deputy(vote: Polled) -> Client:
    return browser(person("Dan", Office.DEPUTY, vote.election))


@pytest.fixture
def scrutineer(vote: Polled) -> Client:
    return browser(person("Wanda", Office.SCRUTINEER, vote.election))


@pytest.fixture
def observer(vote: Polled) -> Client:
    return browser(person("Olu", Office.OBSERVER, vote.election))


def at(vote: Polled, name: str) -> str:
    return reverse(f"elections:{name}", args=[vote.election.slug])


def of(batch: Batch, name: str = "paper_batch") -> str:
    return reverse(f"elections:{name}", args=[batch.pk])


def do(client: Client, url: str, deed: str, **fields: object) -> tuple[int, str, bytes]:
    """Send one form of a page as a browser would; the status, the page as text, the bytes."""
    said = {f"{deed}-{name}": str(value) for name, value in fields.items()}
    answer = client.post(url, {"deed": deed, **said, **slips(client, url, deed)})
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    return answer.status_code, plain(answer.content), answer.content


def slips(client: Client, url: str, deed: str) -> dict[str, str]:
    """What rides in the form of this name."""
    part = client.get(url).text.partition(f'id="{deed}"')[2]
    return dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', part)[:2])


def plain(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode("utf-8", "replace")).split())


def test_desk_asks_prints_and_hands_over(vote: Polled, desk: Client) -> None:
    status, text, _page = do(desk, at(vote, "paper_requests"), "ask", number="0001", language="en")
    assert (status, "0001 Member 0001 Alderby" in text) == (200, True)
    _status, text, _page = do(desk, at(vote, "paper_requests"), "hand_over", number="0001")
    assert "handed over at the desk" in text
    contest = vote.executive.pk
    _status, _text, made = do(desk, at(vote, "paper_print"), "stock", contest=contest, papers=2, **LAYOUT)
    assert made.startswith(b"%PDF")
    assert [(run.first, run.last) for run in PrintRun.objects.filter(contest=contest)] == [(1, 100), (101, 102)]
    _status, text, _page = do(desk, at(vote, "paper_print"), "destroy", contest=contest, papers=1, reason="smudged")
    assert "Executive: 1 paper destroyed, smudged" in text


def test_packs_wait_for_the_scrutineer_who_alone_reads_the_list(vote: Polled, desk: Client, scrutineer: Client) -> None:
    do(desk, at(vote, "paper_requests"), "ask", number="0002", language="en")
    _status, text, _page = do(desk, at(vote, "paper_print"), "packs", **LAYOUT)
    assert "The scrutineer first chooses a passphrase for the list of numbers." in text
    numbers = at(vote, "paper_numbers")
    _status, text, _page = do(scrutineer, numbers, "begin", passphrase=PASSPHRASE, again="another one quite")
    assert "type the same twice" in text
    do(scrutineer, numbers, "begin", passphrase=PASSPHRASE, again=PASSPHRASE)
    assert do(desk, at(vote, "paper_print"), "packs", **LAYOUT)[2].startswith(b"%PDF")
    assert [each.state for each in PaperRequest.objects.filter(election=vote.election)] == ["sent"]
    assert "Executive 101" not in plain(desk.get(at(vote, "paper")).content)
    _status, text, _page = do(scrutineer, numbers, "read", passphrase=PASSPHRASE)
    assert "executive 101 0002 youth-officer 101 0002" in text
    assert "not the passphrase" in do(scrutineer, numbers, "read", passphrase="eight lamps in a row")[1]
    assert "The list is erased." in do(scrutineer, numbers, "erase")[1]


def test_a_code_is_taken_out_of_use_from_the_page_where_paper_closes_it(vote: Polled, desk: Client) -> None:
    vote.election.paper_rule = PaperRule.PAPER_CLOSES_CODE
    vote.election.save()
    url = at(vote, "paper_requests")
    assert "not the passphrase" in do(desk, url, "ask", number="0001", language="en", passphrase="eight lamps in")[1]
    do(desk, url, "ask", number="0001", language="en", passphrase=PASSPHRASE)
    assert "has not asked for paper" in do(desk, url, "hand_over", number="0003")[1]
    assert [each.state for each in PaperRequest.objects.filter(election=vote.election)] == ["asked"]


def test_envelopes_from_their_arrival_to_the_batches(vote: Polled, desk: Client) -> None:
    url = at(vote, "paper_envelopes")
    ask(vote, "0001", "0003", "0004")
    receive(vote, "0001", "0003")
    do(desk, url, "receive", number="0004", hold="Not signed.")
    page = plain(desk.get(url).content)
    assert "The envelope of 0004 is held apart: Not signed." in page
    assert "Open them" not in page
    held = vote.election.envelopes.filter(number="0004").get()
    do(desk, url, f"rule_{held.pk}", counts="no", reason="Nobody knows who sent it.")
    close(vote)
    _status, text, _page = do(desk, url, "open", watched_by=WATCHER)
    assert "Opened." in text
    opening = vote.election.openings.get()
    _status, text, _page = do(desk, url, f"found_{opening.pk}_{vote.executive.pk}", papers=2, without=0, batch=25)
    assert "The papers are in batches" in text
    do(desk, url, f"found_{opening.pk}_{vote.youth.pk}", papers=0, without=0, batch=25)
    assert "Executive Batch 1 2 to be entered" in plain(desk.get(at(vote, "paper")).content)


def counted(vote: Polled) -> Batch:
    ask(vote, *MEMBERS[:3])
    receive(vote, *MEMBERS[:3])
    close(vote)
    (batch,) = open_all(vote, {"Executive": (3, 0), "Youth officer": (0, 1)})
    return batch


def test_a_batch_is_entered_twice_decided_challenged_and_ruled_on(
    vote: Polled, desk: Client, deputy: Client, observer: Client
) -> None:
    batch = counted(vote)
    assert "Line 2: nobody has the letter D" in do(desk, of(batch), "enter", text="A B\nD\nC")[1]
    assert "somebody else" in do(desk, of(batch), "enter", text="A B\nB\nC")[1].lower()
    assert "These are the papers" not in plain(desk.get(of(batch)).content)
    text = plain(deputy.get(of(batch)).content)
    assert "A B" not in text.replace("B A", "")
    _status, text, _page = do(deputy, of(batch), "enter", text="A B\n0\nC")
    assert "Paper 2, read as “B” and as “0”" in text
    watched = of(batch, "paper_watch_batch")
    assert "once two people agree" in plain(observer.get(watched).content)
    do(desk, of(batch), "decide", paper_2="b", reason="A faint 1.", watched_by=WATCHER)
    assert "1 A B Alma Ardent, Bela Brook" in plain(observer.get(watched).content)
    do(observer, watched, "challenge", paper=2, reason="It is blank.")
    challenge = batch.challenges.get()
    _status, text, _page = do(
        desk, of(batch), f"challenge_{challenge.pk}", decided="0", reason="It is.", watched_by=WATCHER
    )
    assert "Paper 2: read as B, decided 0. It is. Watched by Wanda Watch, scrutineer." in text
    batch.refresh_from_db()
    assert batch.agreed == ["A B", "0", "C"]


def test_a_batch_typed_on_a_page_that_is_out_of_date_is_not_entered(vote: Polled, desk: Client) -> None:
    batch = counted(vote)
    old = slips(desk, of(batch), "enter")
    do(desk, of(batch), "recount", papers=2, reason="Two stuck together.")
    answer = desk.post(of(batch), {"deed": "enter", "enter-text": "A\nB", **old})
    assert (answer.status_code, batch.entries.count()) == (409, 0)
    assert "Meanwhile somebody has changed this" in plain(answer.content)


def test_an_observer_runs_nothing_and_whoever_runs_does_not_read_the_list(
    vote: Polled, desk: Client, observer: Client, scrutineer: Client
) -> None:
    batch = counted(vote)
    pages = ("paper_print", "paper_requests", "paper_envelopes", "paper_numbers")
    assert [observer.get(at(vote, name)).status_code for name in pages] == [403] * 4
    assert observer.get(at(vote, "paper"))["Location"] == at(vote, "paper_watch")
    assert "Which number went to whom" not in plain(observer.get(at(vote, "paper_watch")).content)
    assert "Which number went to whom" in plain(scrutineer.get(at(vote, "paper_watch")).content)
    assert (observer.get(of(batch)).status_code, desk.get(at(vote, "paper_numbers")).status_code) == (403, 403)
    assert observer.get(at(vote, "paper_watch")).status_code == 200


def test_the_account_is_public_after_the_close_and_keeps_small_figures_back(
    vote: Polled, desk: Client, observer: Client, client: Client
) -> None:
    vote.cast(vote.executive, codes(vote)["0005"], [1, 0, 0])
    assert "stands here once its poll is closed" in plain(client.get(at(vote, "account")).content)
    assert client.get(at(vote, "account_json")).json()["contests"] == []
    counted(vote)
    text = plain(client.get(at(vote, "account")).content)
    assert "4 of 5 entitled voted" in text
    assert "Alderby kept back kept back kept back" in text
    assert "Alderby 5 1 3" in plain(observer.get(at(vote, "paper_account")).content)
    data = client.get(at(vote, "account_json")).json()["contests"][0]
    assert (data["electors"], data["by_code"]["total"], data["by_code"]["balances"]) == (5, 5, True)
    assert data["branches"] == [{"branch": "Alderby", "electors": None, "screen": None, "paper": None}]
    assert "0005" not in json.dumps(data)


def test_the_account_shows_electorate_issued_cast_spoilt_and_turnout_by_channel(vote: Polled, client: Client) -> None:
    """Check 7, as far as the ballot account shows it."""
    vote.cast(vote.executive, codes(vote)["0005"], [1, 0, 0])
    batch = counted(vote)
    for by in ("user:1", "user:2"):
        enter_batch(by=by, batch=batch, text="A B\n!1\nC")
    secrecy.erase_book(by=BY, issue=vote.issue)
    tallying.begin(by=BY, contest=vote.executive)
    tallying.open_by_server(by=BY, contest=vote.executive)
    text = plain(client.get(at(vote, "account")).content)
    for line in (
        "4 of 5 entitled voted (80.0 %): on screen 1, on paper 3, at the kiosk 0.",
        "The account is complete and balances.",
        "Codes issued 5 the list of codes on the board",
        "Counted on screen 1 the ballots on the board",
        "Envelope opened 3 the register of envelopes",
        "Unused 1 the marked register and the roll",
        "Valid 3 the rule’s ruling on each paper Invalid 1",
        "the voter could be known by it: 1",
        "100 papers were printed and 3 given out.",
    ):
        assert line in text


def test_the_desk_and_the_public_page_lead_to_paper_and_account(vote: Polled) -> None:
    on_desk = [url for _title, url in ON_DESK.of(vote.election)]
    assert {at(vote, "paper"), at(vote, "paper_account")} <= set(on_desk)
    assert at(vote, "account") not in [url for _title, url in IN_PUBLIC.of(vote.election)]
    close(vote)
    assert at(vote, "account") in [url for _title, url in IN_PUBLIC.of(vote.election)]


def test_every_act_on_paper_is_put_in_words_in_the_public_journal() -> None:
    acts = {
        act
        for module in Path(papers.__file__).parent.glob("*.py")
        for act in re.findall(r'"(elections\.[a-z_]+)"', module.read_text())
    }
    assert len(acts) == 17
    assert acts - set(ACTS) == set()
