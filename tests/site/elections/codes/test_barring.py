"""Codes of electors struck from a roll, or whose vote is held apart: due on the desk until the booth refuses them."""

from pathlib import Path

import pytest
from code_office import browser, open_election, page, person, send, story
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from on_paper import codes
from polled import BY, PASSPHRASE, Polled

from hustings_site.booth.casting import CredentialRefused
from hustings_site.booth.models import RefusedCredential
from hustings_site.booth.selectors import ballots_on
from hustings_site.elections import secrecy
from hustings_site.elections.codes.barring import bar
from hustings_site.elections.codes.models import CodeBarred
from hustings_site.elections.codes.public_log import public_log
from hustings_site.elections.codes.selectors import to_bar
from hustings_site.elections.codes.ways import health
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.journal.models import Entry
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.late_changes import change_entry

pytestmark = pytest.mark.django_db

BARRED = ("barred", "email", 0)


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return open_election()


@pytest.fixture
def office(vote: Polled) -> Client:
    return browser(person(vote))


def change(vote: Polled, contest: Contest, number: str, what: str = "strike") -> None:
    change_entry(by=BY, entry=vote.entry(contest, number), what=what, reason="Resigned from the union.")


def barred(vote: Polled) -> int:
    return bar(by=BY, issue=vote.issue, passphrase=PASSPHRASE)


@pytest.mark.parametrize("what", ["strike", "tender"])
def test_code_of_an_elector_struck_or_held_apart_is_refused_once_the_book_was_opened(vote: Polled, what: str) -> None:
    code = codes(vote)["0001"]
    change(vote, vote.executive, "0001", what)
    assert barred(vote) == 1
    with pytest.raises(CredentialRefused, match="by a decision on the roll"):
        vote.cast(vote.executive, code, [1, 2, 3])
    assert [row.why for row in RefusedCredential.objects.all()] == ["struck"]
    assert Entry.objects.filter(act="elections.bar_codes").get().details == {"codes": 1}


def test_code_goes_on_in_the_contests_of_the_other_roll(vote: Polled) -> None:
    code = codes(vote)["0002"]
    change(vote, vote.executive, "0002")
    barred(vote)
    vote.cast(vote.youth, code, [1, 0, 0])
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, code, [1, 0, 0])


def test_ballot_cast_before_stays_and_nothing_in_the_booth_marks_it(vote: Polled) -> None:
    code = codes(vote)["0001"]
    vote.cast(vote.executive, code, [1, 2, 3])
    change(vote, vote.executive, "0001")
    assert barred(vote) == 1
    assert RefusedCredential.objects.count() == 0
    assert ballots_on(vote.poll(vote.executive)) == 1
    assert secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="at the close") == 1


def test_page_story_and_journal_look_the_same_whether_the_code_had_voted(vote: Polled, office: Client) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 2, 3])
    for number in ("0001", "0005"):
        change(vote, vote.executive, number)
    assert barred(vote) == 2
    assert story(vote, "0001") == story(vote, "0005") == [BARRED]
    shown = [
        office.get(page(vote, "codes_elector", vote.entry(vote.executive, number).pk)).text
        for number in ("0001", "0005")
    ]
    assert ["out of use from now on: struck, or vote held apart" in each for each in shown] == [True, True]


def test_it_stands_on_the_desk_until_it_is_done(vote: Polled, office: Client) -> None:
    change(vote, vote.executive, "0001")
    change(vote, vote.youth, "0006", "tender")
    path = page(vote, "codes_bar")
    assert "2 codes are to be taken out of use." in office.get(page(vote, "codes")).text
    assert path in office.get(reverse("accounts:waiting")).text
    shown = office.get(path).text
    assert ("Member 0001" in shown, "Member 0006" in shown, "nothing is taken off a board" in shown) == (True,) * 3
    assert "This is not the passphrase of the book." in send(office, path, passphrase="another one entirely").text
    assert "2 codes are out of use from now on." in send(office, path, passphrase=PASSPHRASE).text
    assert "No code is to be taken out of use." in office.get(path).text
    assert "to be taken out of use" not in office.get(page(vote, "codes")).text


def test_public_log_has_a_line_without_a_name(vote: Polled) -> None:
    change(vote, vote.executive, "0001", "tender")
    barred(vote)
    lines = [(line.log, line.number, line.branch, line.what, line.reason) for line in public_log(vote.election)]
    assert lines == [
        ("roll of “Executive”", 1, "Alderby", "vote held apart until a ruling", "Resigned from the union."),
        ("codes out of use", 1, "Alderby", "voting code taken out of use", "vote held apart until a ruling"),
    ]


def test_nothing_is_due_after_the_close_nor_for_who_holds_no_code(vote: Polled) -> None:
    change(vote, vote.executive, "0001")
    Contest.objects.filter(election=vote.election).update(state=ContestState.CLOSED)
    assert list(to_bar(vote.issue)) == []
    with pytest.raises(ValidationError, match="No code is to be taken out of use"):
        barred(vote)


def test_no_code_goes_to_who_may_vote_nowhere_now(vote: Polled) -> None:
    change(vote, vote.executive, "0001")
    change(vote, vote.executive, "0002")
    assert sorted(codes(vote)) == ["0002", "0003", "0004", "0005", "0006"]
    assert [line.holders for line in health(vote.issue)] == [4, 1]
    with pytest.raises(ValidationError, match="has no vote in this election now"):
        secrecy.reissue(by=BY, issue=vote.issue, entry=vote.entry(vote.executive, "0001"), passphrase=PASSPHRASE)


def test_who_is_put_back_is_given_another_code_and_may_be_struck_again(vote: Polled) -> None:
    change(vote, vote.executive, "0002")
    barred(vote)
    change(vote, vote.executive, "0002", "reinstate")
    entry = vote.entry(vote.executive, "0002")
    given = secrecy.reissue(by=BY, issue=vote.issue, entry=entry, passphrase=PASSPHRASE)
    vote.cast(vote.youth, given.code, [1, 0, 0])
    change(vote, vote.executive, "0002")
    assert barred(vote) == 1
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, given.code, [0, 1, 0])
    assert [row.lifted for row in CodeBarred.objects.filter(issue=vote.issue)] == [True, False]
    assert EntryStanding(vote.entry(vote.executive, "0002").standing) == EntryStanding.STRUCK


def test_a_spare_of_an_elector_struck_from_one_roll_opens_the_other_alone(vote: Polled) -> None:
    change(vote, vote.executive, "0002")
    entry = vote.entry(vote.youth, "0002")
    given = secrecy.reissue(by=BY, issue=vote.issue, entry=entry, passphrase=PASSPHRASE)
    vote.cast(vote.youth, given.code, [1, 0, 0])
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, given.code, [1, 0, 0])
