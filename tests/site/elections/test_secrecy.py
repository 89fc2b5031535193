"""The door in the wall: what each function hands out, and what it refuses."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from polled import BY, MEMBERS, PASSPHRASE, YOUTH, Polled, polled

from hustings.belenios.v1.randomness import SeededRandomness
from hustings_site.booth import selectors as booth_reads
from hustings_site.booth import services as booth_room
from hustings_site.booth.casting import CredentialRefused
from hustings_site.booth.models import Credential, RefusedCredential
from hustings_site.elections import secrecy
from hustings_site.elections.codes.models import CodeHolder, Issue, Mark, SpareGiven
from hustings_site.elections.secrecy import Given
from hustings_site.journal.models import Entry
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """Five members, three young of whom two are among the five; three spares; the poll is open."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    made.open()
    return made


def codes(vote: Polled) -> dict[str, str]:
    given = secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    return {each.holder.number: each.code for each in given}


def reissue(vote: Polled, number: str, label: str = "reissue") -> Given:
    contest = vote.executive if number in MEMBERS else vote.youth
    return secrecy.reissue(
        by=BY,
        issue=vote.issue,
        entry=vote.entry(contest, number),
        passphrase=PASSPHRASE,
        rng=SeededRandomness(b"spares", label),
    )


def marks(vote: Polled) -> list[tuple[str, str]]:
    return [
        (mark.contest.title, mark.entry.number)
        for contest in (vote.executive, vote.youth)
        for mark in Mark.objects.filter(contest=contest).select_related("contest", "entry").order_by("pk")
    ]


def test_issue_credentials_gives_each_elector_one_code_for_all_contests(vote: Polled) -> None:
    assert sorted(codes(vote)) == sorted({*MEMBERS, *YOUTH})
    assert (vote.issue.voters, vote.issue.spares) == (6, 3)
    sizes = [Credential.objects.filter(poll=vote.poll(contest)).count() for contest in (vote.executive, vote.youth)]
    assert sizes == [len(MEMBERS) + 3, len(YOUTH) + 3]


def test_one_code_opens_exactly_the_contests_of_its_holder(vote: Polled) -> None:
    given = codes(vote)
    vote.cast(vote.executive, given["0002"], [1, 2, 3])
    vote.cast(vote.youth, given["0002"], [1, 0, 0])
    vote.cast(vote.executive, given["0001"], [0, 0, 0])
    with pytest.raises(Exception, match="credential of the list"):
        vote.cast(vote.youth, given["0001"], [1, 0, 0])


def test_issue_credentials_leaves_out_who_was_struck_or_votes_apart(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    for number, standing in (("0001", EntryStanding.STRUCK), ("0003", EntryStanding.TENDERED)):
        RollEntry.objects.filter(roll=made.executive.roll, number=number).update(standing=standing)
    made.prepare()
    assert sorted(codes(made)) == ["0002", "0004", "0005", "0006"]


def test_issue_credentials_refuses_a_short_passphrase_and_leaves_nothing(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    with pytest.raises(ValidationError, match="at least 12 characters, this one 3"):
        secrecy.issue_credentials(
            by=BY,
            election=made.election,
            booth_uuid="1" * 14,
            polls={},
            book=secrecy.draw_codes(polls={}, spares=0),
            passphrase="abc",
        )
    assert list(tmp_path.rglob("*.book")) == []


def test_no_row_outside_the_booth_holds_a_code_or_a_credential(vote: Polled) -> None:
    given = codes(vote)
    publics = list(Credential.objects.values_list("public", flat=True))
    rows = [str(row) for model in (Issue, SpareGiven, Entry) for row in model.objects.values()] + [
        str(row) for row in CodeHolder.objects.filter(issue=vote.issue).values()
    ]
    assert [secret for secret in [*given.values(), *publics] for row in rows if secret in row] == []


def test_the_book_is_sealed_and_private(vote: Polled) -> None:
    given = codes(vote)
    for path in (Path(str(p)) for p in (vote_folder(vote)).iterdir()):
        assert path.stat().st_mode & 0o077 == 0
        text = path.read_text()
        assert [code for code in given.values() if code in text] == []


def vote_folder(vote: Polled) -> Path:
    from django.conf import settings

    return Path(settings.DATA) / "books"


def test_each_opening_of_the_book_stands_in_the_journal(vote: Polled) -> None:
    codes(vote)
    reissue(vote, "0001")
    secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="to remind")
    opened = Entry.objects.filter(act="elections.open_book").order_by("number")
    assert [entry.details["why"] for entry in opened] == ["to send the codes", "to give a code again", "to remind"]


def test_a_wrong_passphrase_opens_nothing(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="not the passphrase"):
        secrecy.mailing(by=BY, issue=vote.issue, passphrase="eight lamps in a row")


def test_reissue_gives_a_spare_and_the_booth_refuses_the_code_before(vote: Polled) -> None:
    old = codes(vote)["0001"]
    given = reissue(vote, "0001")
    assert given.fresh
    assert given.code != old
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, old, [1, 0, 0])
    vote.cast(vote.executive, given.code, [1, 0, 0])
    assert [(s.number, s.branch.name, s.why) for s in vote.issue.spares_given.all()] == [(1, "Alderby", "reissued")]


def test_a_spare_opens_no_contest_that_its_holder_has_no_vote_in(vote: Polled) -> None:
    given = reissue(vote, "0001")
    with pytest.raises(CredentialRefused):
        vote.cast(vote.youth, given.code, [1, 0, 0])


@pytest.mark.parametrize("voted_in", ["executive", "youth"])
def test_reissue_where_the_code_has_voted_hands_out_the_same_code(vote: Polled, voted_in: str) -> None:
    old = codes(vote)["0002"]
    vote.cast(getattr(vote, voted_in), old, [1, 0, 0])
    given = reissue(vote, "0002")
    assert (given.code, given.fresh) == (old, False)
    assert vote.issue.spares_given.count() == 0
    assert RefusedCredential.objects.count() == 0


def test_reissue_to_a_late_elector_is_in_the_public_log(vote: Polled) -> None:
    RollEntry.objects.create(
        roll=vote.youth.roll, number="0009", name="Late", branch=vote.branch, channel="email", standing="added"
    )
    given = reissue(vote, "0009")
    vote.cast(vote.youth, given.code, [1, 0, 0])
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, given.code, [1, 0, 0])
    assert [s.why for s in vote.issue.spares_given.all()] == ["late"]


def test_reissue_without_a_spare_says_so(vote: Polled) -> None:
    for number in ("0001", "0003", "0005"):
        reissue(vote, number, number)
    with pytest.raises(ValidationError, match="no spare code is left"):
        reissue(vote, "0004")


def test_take_out_closes_the_code_for_who_asks_for_paper(vote: Polled) -> None:
    code = codes(vote)["0001"]
    holder = CodeHolder.objects.get(issue=vote.issue, number="0001")
    assert secrecy.take_out(by=BY, issue=vote.issue, holder=holder, passphrase=PASSPHRASE)
    with pytest.raises(CredentialRefused):
        vote.cast(vote.executive, code, [1, 0, 0])


def test_take_out_is_refused_to_who_has_voted(vote: Polled) -> None:
    vote.cast(vote.youth, codes(vote)["0002"], [1, 0, 0])
    holder = CodeHolder.objects.get(issue=vote.issue, number="0002")
    assert not secrecy.take_out(by=BY, issue=vote.issue, holder=holder, passphrase=PASSPHRASE)
    assert RefusedCredential.objects.count() == 0


def test_mark_register_is_written_whole_in_roll_order(vote: Polled) -> None:
    given = codes(vote)
    for number in ("0004", "0001"):
        vote.cast(vote.executive, given[number], [1, 0, 0])
    assert secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="to remind") == 2
    assert marks(vote) == [("Executive", "0001"), ("Executive", "0004")]
    vote.cast(vote.executive, given["0002"], [1, 0, 0])
    vote.cast(vote.youth, given["0006"], [1, 0, 0])
    secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="at the close")
    assert marks(vote) == [
        ("Executive", "0001"),
        ("Executive", "0002"),
        ("Executive", "0004"),
        ("Youth officer", "0006"),
    ]


def test_casting_writes_nothing_on_the_side_of_the_people(vote: Polled) -> None:
    before = (Entry.objects.count(), marks(vote))
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    assert (Entry.objects.count() - 1, marks(vote)) == before  # the one entry is the opening of the book, for codes


def test_publish_spares_tells_how_many_voted_with_one(vote: Polled) -> None:
    given = reissue(vote, "0001")
    vote.cast(vote.executive, given.code, [1, 0, 0])
    for contest in (vote.executive, vote.youth):
        booth_room.close_poll(by=BY, poll=vote.poll(contest))
    secrecy.publish_spares(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    polls = [vote.poll(contest) for contest in (vote.executive, vote.youth)]
    assert [len(poll.spares or []) for poll in polls] == [3, 3]
    assert [booth_reads.ballots_of_spares(poll) for poll in polls] == [1, 0]


def test_erase_book_leaves_no_way_back(vote: Polled) -> None:
    secrecy.erase_book(by=BY, issue=vote.issue)
    assert list(vote_folder(vote).iterdir()) == []
    assert vote.issue.erased_at is not None
    with pytest.raises(ValidationError, match="it was erased"):
        secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    secrecy.erase_book(by=BY, issue=vote.issue)


def test_repr_of_what_is_given_has_no_code(vote: Polled) -> None:
    given = reissue(vote, "0001")
    assert given.code not in repr(given)
