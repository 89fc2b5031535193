"""Opening the ballots: in which order, by whom, and what never is opened."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from polled import BY, PASSPHRASE, Polled, polled

from hustings.belenios.v1.verify import verify
from hustings.cli import main
from hustings_site.booth import services as booth_room
from hustings_site.booth.boards import archive
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.enums import ContestState
from hustings_site.elections.keys import services as keys
from hustings_site.elections.keys.models import KeyHolder
from hustings_site.elections.models import Contest
from hustings_site.elections.tallying import TallyStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]
    return tmp_path


def voted(vote: Polled) -> None:
    """Three vote for the executive, one twice; one for the youth officer."""
    vote.open()
    given = {each.holder.number: each.code for each in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)}
    vote.cast(vote.executive, given["0001"], [3, 2, 1])
    vote.cast(vote.executive, given["0002"], [1, 2, 3])
    vote.cast(vote.executive, given["0003"], [0, 0, 0])
    vote.cast(vote.executive, given["0001"], [1, 0, 2])
    vote.cast(vote.youth, given["0006"], [0, 1, 0])


def close(vote: Polled) -> None:
    for contest in (vote.executive, vote.youth):
        booth_room.close_poll(by=BY, poll=vote.poll(contest))
        Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED)
        contest.refresh_from_db()


def with_server_key() -> Polled:
    vote = polled()
    keys.make_server_key(by=BY, election=vote.election)
    vote.key = keys.election_key(vote.election)
    return vote


def test_server_opens_what_was_cast(folder: Path) -> None:
    vote = with_server_key()
    voted(vote)
    close(vote)
    secrecy.erase_book(by=BY, issue=vote.issue)
    tallying.begin(by=BY, contest=vote.executive)
    report = tallying.open_by_server(by=BY, contest=vote.executive)
    assert report.failures == ()
    opened = tallying.opened(vote.executive)
    assert opened.profile is not None
    assert sorted((tuple(p.preferences), p.papers) for p in opened.profile.plain) == [((0, 1, 2), 1), ((0, 2), 1)]
    assert (opened.blank, opened.unreadable) == (1, 0)
    assert tallying.progress(vote.executive).step == TallyStep.DONE
    assert tallying.progress(vote.youth).step == TallyStep.TALLY


def test_nothing_is_opened_while_the_book_is_kept(folder: Path) -> None:
    vote = with_server_key()
    voted(vote)
    with pytest.raises(ValidationError, match="not closed yet"):
        tallying.begin(by=BY, contest=vote.executive)
    close(vote)
    assert tallying.progress(vote.executive).step == TallyStep.ERASE
    with pytest.raises(ValidationError, match="Erase the book"):
        tallying.begin(by=BY, contest=vote.executive)


def test_voided_contest_is_never_opened(folder: Path) -> None:
    vote = with_server_key()
    voted(vote)
    booth_room.void_poll(by=BY, poll=vote.poll(vote.youth), notice="A name was missing on the paper.")
    secrecy.erase_book(by=BY, issue=vote.issue)
    assert tallying.progress(vote.youth).step == TallyStep.NEVER
    for act in (tallying.begin, tallying.combine, tallying.end_shuffles):
        with pytest.raises(ValidationError, match="never opened"):
            act(by=BY, contest=vote.youth)


def run(*arguments: object) -> None:
    ran = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert ran.exit_code == 0, ran.output


def ceremony(vote: Polled, folder: Path) -> list[KeyHolder]:
    """Three people, of whom two are needed, each with a folder of their own."""
    names = [("Ada Ash", None), ("Ben Birch", None), ("Cal Cedar", None)]
    holders = list(keys.begin_ceremony(by=BY, election=vote.election, holders=names, threshold=2).holders.all())
    own = {holder.index: folder / str(holder.index) for holder in holders}
    for holder in holders:
        own[holder.index].mkdir()
        run("trustee", "certify", own[holder.index], "--index", holder.index, "--size", 3, "--threshold", 2)
        [certificate] = own[holder.index].glob("*.cert")
        keys.hand_in(by=BY, holder=holder, body=certificate.read_bytes())
    (folder / "certs").write_bytes(keys.certificates_of(holders[0].keys))
    for step in ("deal", "accept"):
        for holder in holders:
            at = own[holder.index]
            [seed] = at.glob("*.key")
            received = []
            if step == "accept":
                (at / "vinput").write_bytes(keys.dealt_to(holder))
                received = [at / "vinput"]
            run("trustee", step, folder / "certs", *received, "--key", seed, "--out", at / step)
            keys.hand_in(by=BY, holder=holder, body=(at / step).read_bytes())
    for holder in holders:
        holder.refresh_from_db()
        dkey = own[holder.index] / "share.dkey"
        dkey.write_bytes(keys.share_of(holder))
        dkey.chmod(0o600)
    return holders


def test_two_of_three_open_it_each_on_a_machine_of_their_own(folder: Path) -> None:
    vote = polled()
    holders = ceremony(vote, folder)
    vote.key = keys.election_key(vote.election)
    voted(vote)
    close(vote)
    secrecy.erase_book(by=BY, issue=vote.issue)
    contest = vote.executive
    tallying.begin(by=BY, contest=contest)
    board = folder / "board.bel"
    for holder in (holders[0], holders[2]):
        at = folder / str(holder.index)
        board.write_bytes(b"".join(archive(vote.poll(contest))))
        run("trustee", "shuffle", board, "--out", at / "shuffle", "--workers", 1)
        if holder is holders[0]:
            tallying.take_shuffle(by=BY, holder=holder, contest=contest, body=(at / "shuffle").read_bytes())
            with pytest.raises(ValidationError, match="1 of 2 key holders"):
                tallying.end_shuffles(by=BY, contest=contest)
        else:
            tallying.take_shuffle(by=BY, holder=holder, contest=contest, body=(at / "shuffle").read_bytes())
    tallying.end_shuffles(by=BY, contest=contest)
    board.write_bytes(b"".join(archive(vote.poll(contest))))
    for holder in (holders[0], holders[2]):
        at = folder / str(holder.index)
        [seed] = at.glob("*.key")
        run("trustee", "decrypt", board, "--key", seed, "--dkey", at / "share.dkey", "--out", at / "part",
            "--workers", 1)  # fmt: skip
        wrong = (at / "part").read_bytes().replace(b'"response":"', b'"response":"1', 1)
        with pytest.raises(ValidationError, match="is refused"):
            tallying.take_decryption(by=BY, holder=holder, contest=contest, body=wrong)
        tallying.take_decryption(by=BY, holder=holder, contest=contest, body=(at / "part").read_bytes())
    assert tallying.progress(contest).decrypted == (1, 3)
    assert tallying.combine(by=BY, contest=contest).failures == ()
    whole = b"".join(archive(vote.poll(contest)))
    assert verify(whole).verdict == "verified"
    profile = tallying.opened(contest).profile
    assert profile is not None
    assert profile.papers == 3
    with pytest.raises(ValidationError, match="not the server"):
        tallying.open_by_server(by=BY, contest=contest)
