"""The pages from the close to the verified archive, and the rehearsal of it; what the public sees meanwhile."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from key_holders import browser, person, send, work
from polled import BY, PASSPHRASE, Polled, polled

from hustings.belenios.v1.verify import verify
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.booth import services as booth_room
from hustings_site.booth.boards import archive, head_of
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.enums import ContestState, Shown
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.keys.services import election_key, make_server_key
from hustings_site.elections.models import Contest
from hustings_site.elections.opening import running
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.models import BoardOpening, Trial
from hustings_site.elections.opening.trial import begin_trial
from hustings_site.elections.tallying import TallyStep
from hustings_site.journal import clock
from hustings_site.journal.models import Entry, Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def vote(folder: Path) -> Polled:
    vote = polled()
    vote.election.announced_at = vote.election.poll_closes
    vote.election.save()
    return vote


@pytest.fixture
def desk(vote: Polled) -> Client:
    return browser(person("Orla", Office.RETURNING_OFFICER, vote.election))


@pytest.fixture
def people(vote: Polled) -> list[User]:
    return [person(name, Office.KEY_HOLDER, vote.election) for name in ("Ada", "Ben", "Cal")]


def address(name: str, vote: Polled, *more: object) -> str:
    return reverse(f"elections:{name}", args=[vote.election.slug, *more])


def voted(vote: Polled) -> None:
    vote.key = election_key(vote.election)
    vote.open()
    given = {each.holder.number: each.code for each in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)}
    vote.cast(vote.executive, given["0001"], [3, 2, 1])
    vote.cast(vote.executive, given["0002"], [1, 2, 3])
    vote.cast(vote.youth, given["0006"], [0, 1, 0])


def close(vote: Polled) -> None:
    for contest in (vote.executive, vote.youth):
        booth_room.close_poll(by=BY, poll=vote.poll(contest))
        Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED, closes_at=clock.now())
        contest.refresh_from_db()


def with_server_key(vote: Polled) -> None:
    make_server_key(by=BY, election=vote.election)
    voted(vote)
    close(vote)


def close_book(vote: Polled, desk: Client) -> None:
    """The register marked, the spares published, the book erased by an officer who acts alone."""
    organisation = vote.election.organisation
    organisation.two_officers = False
    organisation.save()
    send(desk, address("opening", vote), {"mark": "yes", "passphrase": PASSPHRASE})
    send(desk, address("opening", vote), {"erase": "yes"})


def test_server_opens_the_ballots_after_the_book_is_erased(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    opening = address("contest_opening", vote, vote.executive.slug)
    assert "Open the ballots</button>" not in desk.get(opening).text
    close_book(vote, desk)
    assert vote.issue.erased_at is not None
    assert all(poll.spares is not None for poll in (vote.poll(vote.executive), vote.poll(vote.youth)))
    answer = desk.post(opening, {"go": "yes"}, follow=True)
    row = BoardOpening.objects.get(contest=vote.executive)
    whole = b"".join(archive(vote.poll(vote.executive)))
    assert (row.state, row.verdict, row.size) == (OpeningState.VERIFIED, "verified", len(whole))
    assert row.sha256 == hashlib.sha256(whole).hexdigest()
    assert row.sha256 in answer.text
    assert "Opened and verified." in answer.text
    assert "nothing for the server to do" in desk.post(opening, {"go": "yes"}, follow=True).text


def test_check_8_what_is_decrypted_is_not_public_before_the_result(vote: Polled, desk: Client, visitor: Client) -> None:
    with_server_key(vote)
    close_book(vote, desk)
    contest = vote.executive
    desk.post(address("contest_opening", vote, contest.slug), {"go": "yes"})
    poll = vote.poll(contest)
    shown = b"".join(visitor.get(reverse("booth:archive", args=[poll.uuid])))
    whole = b"".join(archive(poll))
    assert whole.startswith(shown)
    assert (b"PartialDecryption" in shown, b"PartialDecryption" in whole) == (False, True)
    assert verify(shown).failures == ()
    secret = head_of(poll).payload
    by_hash = reverse("booth:api_object", args=[poll.uuid, secret])
    assert visitor.get(by_hash).status_code == 404
    assert visitor.get(reverse("booth:api_object", args=[poll.uuid, head_of(poll).sha256])).status_code == 404
    roots = visitor.get(reverse("booth:api", args=[poll.uuid, "roots"])).json()
    assert {"last_pd_event", "result"} & set(roots) == set()
    public = visitor.get(address("contest", vote, contest.slug)).text
    assert hashlib.sha256(whole).hexdigest() in public
    tallying.release(by=BY, contest=contest)
    assert b"".join(visitor.get(reverse("booth:archive", args=[poll.uuid]))) == whole
    assert visitor.get(by_hash).status_code == 200


def test_check_8_papers_that_the_terms_keep_back_are_never_released(vote: Polled, desk: Client) -> None:
    vote.election.papers_shown = Shown.NEVER
    vote.election.save()
    with_server_key(vote)
    close_book(vote, desk)
    contest = Contest.objects.select_related("election").get(pk=vote.executive.pk)
    desk.post(address("contest_opening", vote, contest.slug), {"go": "yes"})
    tallying.release(by=BY, contest=contest)
    assert vote.poll(contest).embargoed


def test_check_22_book_is_erased_by_two_officers(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    send(desk, address("opening", vote), {"mark": "yes", "passphrase": PASSPHRASE})
    send(desk, address("opening", vote), {"erase": "yes"})
    assert vote.issue.erased_at is None
    page = desk.get(address("opening", vote)).text
    assert "The erasure waits for a second officer." in page
    dan = browser(person("Dan", Office.DEPUTY, vote.election))
    approval = reverse("elections:approval", args=[Proposal.objects.get().pk])
    assert send(dan, approval, {"approve": "yes"}).status_code == 302
    assert vote.issue.erased_at is not None
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts.index("journal.propose") < acts.index("elections.erase_book") < acts.index("journal.approve")


def test_check_19_rehearsal_of_the_opening_leaves_every_real_board_as_it_is(vote: Polled, desk: Client) -> None:
    make_server_key(by=BY, election=vote.election)
    voted(vote)
    before = b"".join(archive(vote.poll(vote.executive)))
    begin_trial(by=BY, keys=KeySet.objects.get())
    assert b"".join(archive(vote.poll(vote.executive))) == before
    assert vote.election.contests.count() == 2


def test_wrong_passphrase_marks_nothing(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    answer = send(desk, address("opening", vote), {"mark": "yes", "passphrase": "another one"})
    assert "This is not the passphrase of the book." in answer.text
    assert vote.issue.marked_at is None


def test_register_is_not_marked_while_a_poll_is_open(vote: Polled, desk: Client) -> None:
    make_server_key(by=BY, election=vote.election)
    voted(vote)
    Contest.objects.filter(pk=vote.executive.pk).update(state=ContestState.POLL_OPEN)
    page = desk.get(address("opening", vote)).text
    assert "Mark the register and publish the spares" not in page
    answer = send(desk, address("opening", vote), {"mark": "yes", "passphrase": PASSPHRASE})
    assert vote.issue.marked_at is None
    assert answer.status_code == 200
    answer = send(desk, address("opening", vote), {"erase": "yes"})
    assert vote.issue.erased_at is None


def test_two_of_three_key_holders_open_the_ballots_by_their_pages(
    vote: Polled, desk: Client, people: list[User], folder: Path
) -> None:
    made_by(vote, desk, people, folder)
    voted(vote)
    close(vote)
    close_book(vote, desk)
    contest, at_desk = vote.executive, address("contest_opening", vote, vote.executive.slug)
    path = address("key_holder", vote)
    assert "nothing waits for you now" in browser(people[0]).get(path).text
    desk.post(at_desk, {"go": "yes"})
    assert BoardOpening.objects.get(contest=contest).state == OpeningState.RESTING
    assert "Executive: shuffle the ballots" in browser(people[0]).get(reverse("accounts:waiting")).text
    for user in (people[0], people[2]):
        answer = work(browser(user), path, folder / user.name)
        assert answer.status_code == 302, answer.text
        assert "Ada" in desk.get(at_desk).text
    desk.post(at_desk, {"end_shuffles": "yes"})
    for user in (people[0], people[2]):
        answer = work(browser(user), path, folder / user.name)
        assert answer.status_code == 302, answer.text
    assert tallying.progress(contest).step == TallyStep.COMBINE
    desk.post(at_desk, {"go": "yes"})
    assert BoardOpening.objects.get(contest=contest).verdict == "verified"
    assert "nothing waits for you now" in browser(people[1]).get(path).text


def made_by(vote: Polled, desk: Client, people: list[User], folder: Path) -> None:
    """Three key holders make a key, two of whom are needed."""
    chosen = [each.pk for each in people]
    send(desk, address("keys", vote), {"ceremony": "yes", "holders": chosen, "threshold": "2"})
    for user in people:
        (folder / user.name).mkdir()
    for _step in range(3):
        for user in people:
            assert work(browser(user), address("key_holder", vote), folder / user.name).status_code == 302


def test_opening_is_rehearsed_by_the_same_key_holders(
    vote: Polled, desk: Client, people: list[User], folder: Path
) -> None:
    made_by(vote, desk, people, folder)
    send(desk, address("keys", vote), {"trial": "yes"})
    assert "The rehearsal goes on." in desk.get(address("keys", vote)).text
    path = address("key_holder", vote)
    for _step in ("shuffle", "decrypt"):
        for user in people[:2]:
            answer = work(browser(user), path, folder / user.name)
            assert answer.status_code == 302, answer.text
    trial = Trial.objects.get()
    assert (trial.agrees, trial.opened_at is not None) == (True, True)
    assert "what came out is what was put in" in desk.get(address("keys", vote)).text


def test_opening_is_rehearsed_at_once_where_the_server_holds_the_key(vote: Polled, desk: Client) -> None:
    make_server_key(by=BY, election=vote.election)
    send(desk, address("keys", vote), {"trial": "yes"})
    assert Trial.objects.get().agrees is True
    again = begin_trial(by=BY, keys=KeySet.objects.get())
    assert (Trial.objects.get(), again.agrees) == (again, True)


def test_interrupted_work_is_taken_up_again(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    close_book(vote, desk)
    contest = vote.executive
    tallying.begin(by=BY, contest=contest)
    tallying.open_by_server(by=BY, contest=contest)  # and the process ended before it kept the verdict
    assert running.is_servers(contest)
    assert running.start(by=BY, contest=contest).verdict == "verified"
    assert not running.is_servers(contest)


def test_process_of_its_own_opens_a_board_of_many_ballots(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    close_book(vote, desk)
    BoardOpening.objects.create(contest=vote.executive, state=OpeningState.WORKING)
    call_command("open_ballots", vote.executive.pk, BY)
    assert BoardOpening.objects.get(contest=vote.executive).state == OpeningState.VERIFIED


def test_voided_contest_says_that_it_is_never_opened(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    booth_room.void_poll(by=BY, poll=vote.poll(vote.youth), notice="A name was missing on the paper.")
    Contest.objects.filter(pk=vote.youth.pk).update(state=ContestState.VOIDED)
    close_book(vote, desk)
    path = address("contest_opening", vote, vote.youth.slug)
    assert "its ballots are never opened" in desk.get(path).text
    assert "nothing for the server to do" in desk.post(path, {"go": "yes"}, follow=True).text


def test_page_at_work_looks_again_by_itself_until_it_stands_still(vote: Polled, desk: Client) -> None:
    with_server_key(vote)
    opening = BoardOpening.objects.create(contest=vote.executive, state=OpeningState.WORKING, step="x")
    path = address("contest_opening", vote, vote.executive.slug)
    assert desk.get(path).headers["Refresh"] == "2"
    assert "Refresh" not in desk.get(f"{path}?still=1").headers
    opening.delete()
    assert "Refresh" not in desk.get(path).headers
