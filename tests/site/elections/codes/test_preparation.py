"""Polls of large rolls prepared in the background: how far it has come; interrupted, it leaves nothing half done."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from code_office import browser, page, person, send
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from polled import BY, PASSPHRASE, Polled, polled

from hustings_site.booth.models import Booth, Credential
from hustings_site.elections import secrecy
from hustings_site.elections.codes import preparation
from hustings_site.elections.codes.models import Preparation
from hustings_site.elections.keys.services import make_server_key
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def vote(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Polled:
    """Everything stands, and six electors are many."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(preparation, "AT_ONCE", 5)
    made = polled()
    made.election.announced_at = datetime(2026, 11, 1, tzinfo=UTC)
    made.election.save()
    make_server_key(by=BY, election=made.election)
    return made


@pytest.fixture
def office(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of the code office; what it begins goes on when the test says so."""
    monkeypatch.setattr(preparation, "go", lambda _run, **_words: None)
    return browser(person(vote))


def work(run: Preparation) -> None:
    preparation.work(run, by=BY, passphrase=PASSPHRASE, server=SITE)
    run.refresh_from_db()


def begin(vote: Polled) -> Preparation:
    run = preparation.begin(by=BY, election=vote.election, passphrase=PASSPHRASE, server=SITE)
    assert run is not None
    return run


def test_page_says_how_far_it_has_come_and_what_stands_in_the_end(vote: Polled, office: Client) -> None:
    shown = send(office, page(vote, "prepare"), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "Being prepared: 0 of 9 codes are drawn." in shown.text
    assert (shown.headers["Refresh"], 'type="password"' in shown.text, PASSPHRASE in shown.text) == ("2", False, False)
    assert "Refresh" not in office.get(page(vote, "prepare") + "?still").headers
    run = Preparation.objects.get()
    work(run)
    assert (run.drawn, run.broke_off, run.ended_at is not None) == (9, "", True)
    assert "Prepared: 6 electors have a code each" in office.get(page(vote, "prepare")).text
    assert [Credential.objects.filter(poll=poll).count() for poll in Booth.objects.get().polls.all()] == [8, 6]
    assert len(secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)) == 6


def test_interrupted_before_its_end_it_leaves_nothing_and_is_begun_again(
    vote: Polled, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin(vote)
    with monkeypatch.context() as broken:
        broken.setattr("hustings_site.elections.polling._attach", lambda *_given: 1 / 0)
        work(run)
    assert (run.broke_off, vote.election.issues.count(), Booth.objects.count()) == ("ZeroDivisionError", 0, 0)
    assert [path.stem for path in secrecy.folder().glob("*.book")] == [run.booth]
    assert "The preparation broke off, and nothing was prepared." in office.get(page(vote, "prepare")).text
    second = begin(vote)
    work(second)
    assert [path.stem for path in secrecy.folder().glob("*.book")] == [second.booth] == [vote.issue.booth]


def test_second_one_beside_one_at_work_is_refused_until_it_has_been_silent_for_long(vote: Polled) -> None:
    run = begin(vote)
    with pytest.raises(ValidationError, match="are being prepared"):
        begin(vote)
    Preparation.objects.filter(pk=run.pk).update(heard_at=timezone.now() - timedelta(minutes=6))
    work(begin(vote))
    work(run)
    assert (run.broke_off, vote.election.issues.count()) == ("meanwhile", 1)


def test_roll_changed_while_codes_were_drawn_is_found(vote: Polled) -> None:
    polls = {"1" * 14: vote.executive}
    book = secrecy.draw_codes(polls=polls, spares=1)
    RollEntry.objects.filter(roll=vote.executive.roll, number="0001").update(standing=EntryStanding.STRUCK)
    with pytest.raises(ValidationError, match="Executive: its roll was changed meanwhile"):
        secrecy.issue_credentials(
            by=BY, election=vote.election, booth_uuid="2" * 14, polls=polls, book=book, passphrase=PASSPHRASE
        )


def test_short_rolls_are_prepared_at_once(vote: Polled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "AT_ONCE", 8)
    assert preparation.begin(by=BY, election=vote.election, passphrase=PASSPHRASE, server=SITE) is None
    assert vote.election.issues.count() == 1
