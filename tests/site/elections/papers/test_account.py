"""The ballot account: it adds up from sources that do not know one another, and says where it does not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from on_paper import WATCHER, ask, close, codes, late, open_all, receive
from polled import BY, PASSPHRASE, Polled

from hustings.belenios.v1.result import write_result
from hustings_site.booth.boards import election_of, head_of
from hustings_site.booth.enums import PollState, WhyRefused
from hustings_site.booth.models import Ballot, Credential, Datum, Event, Poll, RefusedCredential
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.codes.barring import bar
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue, Mark, SpareGiven
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.account import (
    Account,
    ContestAccount,
    Sum,
    account_of,
    account_of_contest,
    must_balance,
    must_balance_by_code,
)
from hustings_site.elections.papers.entry import enter_batch
from hustings_site.elections.papers.enums import BatchState, EnvelopeState
from hustings_site.elections.papers.envelopes import open_envelopes, rule_on_envelope
from hustings_site.elections.papers.models import Batch, Envelope, Opening, PapersFound
from hustings_site.journal import clock
from hustings_site.roll.enums import Channel, EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(poll: Polled) -> Polled:
    return poll


def lines(of: Sum) -> tuple[dict[str, int], dict[str, int]]:
    return {line.name: line.number for line in of.given}, {line.name: line.number for line in of.became}


def of(vote: Polled, contest: Contest | None = None) -> ContestAccount:
    return account_of_contest(contest or vote.executive)


def tally(vote: Polled) -> None:
    """Erase the book and open the ballots of both contests."""
    must_balance_by_code(vote.election)
    secrecy.erase_book(by=BY, issue=vote.issue)
    for contest in (vote.executive, vote.youth):
        tallying.begin(by=BY, contest=contest)
        tallying.open_by_server(by=BY, contest=contest)


def twice(batch: Batch, text: str) -> None:
    enter_batch(by="user:1", batch=batch, text=text)
    assert enter_batch(by="user:2", batch=batch, text=text).state == BatchState.AGREED


def play(vote: Polled) -> None:
    """0001 votes on screen and on paper, 0002 on screen twice, 0003 on paper, 0004 late, 0005 with a spare."""
    code = codes(vote)
    vote.cast(vote.executive, code["0001"], [1, 2, 3])
    vote.cast(vote.executive, code["0002"], [0, 1, 0])
    vote.cast(vote.executive, code["0002"], [0, 1, 2])
    vote.cast(vote.youth, code["0002"], [0, 0, 0])
    given = secrecy.reissue(by=BY, issue=vote.issue, entry=vote.entry(vote.executive, "0005"), passphrase=PASSPHRASE)
    vote.cast(vote.executive, given.code, [1, 0, 0])
    ask(vote, "0001", "0003", "0004", "0006")
    receive(vote, "0001", "0003", "0006")
    close(vote)
    late(vote, "0004")


def test_account_of_a_poll_on_screen_and_paper_balances_from_the_close_to_the_count(vote: Polled) -> None:
    play(vote)
    batches = open_all(vote, {"Executive": (1, 0), "Youth officer": (1, 0)})
    for batch, text in zip(batches, ("B A", "!2"), strict=True):
        twice(batch, text)
    tally(vote)
    executive, youth = account_of(vote.election).contests
    assert lines(executive.codes) == (
        {"issued": 5, "given": 1, "cancelled": -1},
        {"on_screen": 3, "on_paper": 1, "late": 1, "unused": 0},
    )
    assert lines(executive.pieces) == (
        {"on_board": 3, "envelopes": 3},
        {"valid": 4, "invalid": 0, "blank": 0, "late": 1, "voted_on_screen": 1},
    )
    assert (executive.electors, executive.screen, executive.kiosk, executive.paper) == (5, 3, 0, 1)
    assert (executive.counted, executive.valid, executive.invalid, executive.blank) == (4, 4, 0, 0)
    assert lines(youth.codes) == (
        {"issued": 3, "given": 0, "cancelled": 0},
        {"on_screen": 1, "on_paper": 1, "late": 1, "unused": 0},
    )
    assert (youth.valid, youth.invalid, youth.blank) == (0, 1, 1)
    assert youth.invalid_reasons == (("what the voter meant cannot be seen", 1),)
    assert account_of(vote.election).balances
    must_balance(vote.election)


def test_account_of_a_poll_without_paper_balances(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    close(vote)
    tally(vote)
    must_balance(vote.election, vote.executive)
    assert lines(of(vote).codes)[1] == {"on_screen": 1, "on_paper": 0, "late": 0, "unused": 4}


def test_account_says_what_is_to_be_done_step_by_step(vote: Polled) -> None:
    ask(vote, "0003")
    receive(vote, "0003")
    assert of(vote).waiting_by_code == ("The poll is not closed.",)
    close(vote)
    assert of(vote).waiting_by_code == ()
    assert of(vote).waiting == ("Envelopes wait to be opened.", "The ballots on the board are not opened.")
    (batch,) = open_all(vote, {"Executive": (1, 0), "Youth officer": (0, 0)})
    assert of(vote).waiting == ("Batches are not entered and agreed.", "The ballots on the board are not opened.")
    assert lines(of(vote).pieces)[1] == {"unopened": 0, "to_enter": 1}
    twice(batch, "A")
    assert of(vote).waiting == ("The ballots on the board are not opened.",)
    with pytest.raises(ValidationError) as refused:
        must_balance(vote.election)
    assert refused.value.messages == [
        "The ballot account does not balance: nothing is certified.",
        "Executive: The ballots on the board are not opened.",
        "Youth officer: The ballots on the board are not opened.",
    ]


def test_book_is_kept_while_the_register_is_older_than_the_close(vote: Polled) -> None:
    close(vote)
    issue = vote.issue
    issue.marked_at = clock.now() - timedelta(hours=3)
    issue.save()
    with pytest.raises(ValidationError, match="not marked since the close"):
        must_balance_by_code(vote.election)


def test_book_is_kept_while_the_spares_are_not_published(vote: Polled) -> None:
    close(vote)
    Poll.objects.filter(uuid=vote.executive.poll).update(spares=None)
    assert of(vote).waiting_by_code == ("The list of spare codes is not published: publish it.",)


def test_account_finds_a_ballot_that_no_mark_answers_to(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    close(vote)
    Mark.objects.filter(contest=vote.executive).delete()
    unmarked, unequal = of(vote).findings_by_code
    assert unmarked.startswith("1 codes have a ballot on the board and the register marks 0 electors: mark the")
    assert unequal == "By code 5 were given and 6 are accounted for."


def test_account_finds_a_code_that_nobody_on_the_roll_holds(vote: Polled) -> None:
    close(vote)
    Credential.objects.create(poll=vote.poll(vote.executive), public="somebody's")
    assert of(vote).findings_by_code == (
        "6 codes are in force and 5 electors hold one: look for a code given or cancelled without its holder.",
        "By code 6 were given and 5 are accounted for.",
    )


def test_account_finds_a_code_cancelled_without_another_given(vote: Polled) -> None:
    close(vote)
    poll = vote.poll(vote.executive)
    own = Credential.objects.filter(poll=poll).exclude(public__in=poll.spares or []).first()
    assert own is not None
    RefusedCredential.objects.create(poll=poll, public=own.public, why=WhyRefused.REPLACED)
    assert of(vote).findings_by_code[0].startswith("4 codes are in force and 5 electors hold one")


def test_account_finds_more_ballots_of_spares_than_were_given_out(vote: Polled) -> None:
    given = secrecy.reissue(by=BY, issue=vote.issue, entry=vote.entry(vote.executive, "0005"), passphrase=PASSPHRASE)
    vote.cast(vote.executive, given.code, [1, 0, 0])
    close(vote)
    SpareGiven.objects.all().delete()
    assert "1 spare codes have a ballot and the public log has 0 given out." in of(vote).findings_by_code


def test_account_finds_papers_that_came_out_of_no_envelope(vote: Polled) -> None:
    ask(vote, "0003")
    receive(vote, "0003")
    close(vote)
    open_all(vote, {"Executive": (2, 0), "Youth officer": (0, 0)})
    assert of(vote).findings == (
        "1 envelopes were opened; 2 papers were found in them and 0 held none: count the papers again.",
        "By piece 1 came and 2 are accounted for.",
    )


def test_an_envelope_without_a_paper_of_one_contest_is_accounted_for(vote: Polled) -> None:
    ask(vote, "0004")
    receive(vote, "0004")
    close(vote)
    open_all(vote, {"Executive": (1, 0), "Youth officer": (0, 1)})
    assert of(vote, vote.youth).findings == ()
    assert lines(of(vote, vote.youth).pieces)[1] == {"unopened": 0, "without": 1}


def test_an_elector_struck_after_voting_is_accounted_for_and_the_ballot_stands(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    RollEntry.objects.filter(roll=vote.executive.roll, number__in=["0001", "0003"]).update(
        standing=EntryStanding.STRUCK
    )
    close(vote)
    assert of(vote).findings_by_code == ()
    assert lines(of(vote).codes)[1] == {
        "on_screen": 0,
        "gone_on_screen": 1,
        "on_paper": 0,
        "late": 0,
        "unused": 3,
        "gone": 1,
    }


def test_codes_taken_out_of_use_have_a_line_of_their_own_and_what_was_cast_before_stands(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    RollEntry.objects.filter(roll=vote.executive.roll, number__in=["0001", "0003"]).update(
        standing=EntryStanding.STRUCK
    )
    assert bar(by=BY, issue=vote.issue, passphrase=PASSPHRASE) == 2
    close(vote)
    assert of(vote).findings_by_code == ()
    assert lines(of(vote).codes) == (
        {"issued": 5, "given": 0, "cancelled": 0, "struck": -1},
        {"on_screen": 0, "gone_on_screen": 1, "on_paper": 0, "late": 0, "unused": 3},
    )
    assert (of(vote).electors, of(vote).screen) == (3, 0)


def test_an_elector_put_back_votes_with_a_spare_and_the_account_balances(vote: Polled) -> None:
    entry = vote.entry(vote.executive, "0003")
    RollEntry.objects.filter(pk=entry.pk, roll=entry.roll).update(standing=EntryStanding.TENDERED)
    bar(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    RollEntry.objects.filter(pk=entry.pk, roll=entry.roll).update(standing=EntryStanding.ENTITLED)
    given = secrecy.reissue(by=BY, issue=vote.issue, entry=entry, passphrase=PASSPHRASE)
    vote.cast(vote.executive, given.code, [0, 1, 0])
    close(vote)
    assert of(vote).findings_by_code == ()
    assert lines(of(vote).codes) == (
        {"issued": 5, "given": 1, "cancelled": 0, "struck": -1},
        {"on_screen": 1, "on_paper": 0, "late": 0, "unused": 4},
    )


def test_an_envelope_ruled_in_is_set_aside_where_its_sender_had_voted_before_being_held_apart(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0003"], [1, 0, 0])
    RollEntry.objects.filter(roll=vote.executive.roll, number="0003").update(standing=EntryStanding.TENDERED)
    ask(vote, "0003")
    (held,) = receive(vote, "0003")
    rule_on_envelope(by=BY, envelope=held, counts=True, reason="The suspension was lifted.")
    close(vote)
    open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    held.refresh_from_db()
    assert held.state == EnvelopeState.VOTED_ON_SCREEN


def test_a_vote_held_apart_and_ruled_in_counts_as_paper_without_a_code(vote: Polled) -> None:
    RollEntry.objects.filter(roll=vote.executive.roll, number="0003").update(standing=EntryStanding.TENDERED)
    ask(vote, "0003")
    (held,) = receive(vote, "0003")
    close(vote)
    assert (held.state, of(vote).pieces.number("held")) == (EnvelopeState.HELD, 1)
    Envelope.objects.filter(election=vote.election).update(state=EnvelopeState.WAITING)
    open_all(vote, {"Executive": (1, 0), "Youth officer": (0, 0)})
    assert of(vote).findings_by_code == ()
    assert lines(of(vote).codes) == (
        {"issued": 5, "given": 0, "cancelled": 0, "without_code": 1},
        {"on_screen": 0, "on_paper": 1, "late": 0, "unused": 4, "gone": 1},
    )


def test_with_an_independent_code_office_unused_is_what_is_left_and_nobody_gets_paper(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    close(vote)
    Mark.objects.filter(contest=vote.executive).delete()
    Issue.objects.update(sealed=False, marked_at=None)
    Poll.objects.update(spares=None)
    account = of(vote)
    assert lines(account.codes)[1] == {"on_screen": 1, "on_paper": 0, "late": 0, "unused": 4}
    assert (account.screen, account.branches) == (1, ())
    told = "The list of spare codes is not published: the code office brings it."
    assert (account.findings_by_code, account.waiting_by_code) == ((), (told,))
    Credential.objects.create(poll=vote.poll(vote.executive), public="somebody's")
    assert of(vote).findings_by_code == ("6 codes are in force for 5 electors, and 1 have a ballot.",)
    Contest.objects.filter(election=vote.election).update(state="poll_open")
    with pytest.raises(ValidationError, match="An independent code office has the book"):
        ask(vote, "0003")


def test_a_voided_contest_has_no_account(vote: Polled) -> None:
    close(vote)
    Contest.objects.filter(pk=vote.youth.pk).update(state="voided")
    assert [each.contest.title for each in account_of(vote.election).contests] == ["Executive"]


def test_an_election_that_was_never_polled_has_nothing_to_account_for() -> None:
    assert Account(()).balances


def act_6(vote: Polled) -> None:
    """The executive of the demonstration: 1,950 electors, and papers whose every kind is known.

    The board is written row by row: what is looked at here is addition, not cryptography.
    """
    contest, poll, issue, roll = vote.executive, vote.poll(vote.executive), vote.issue, vote.executive.roll
    spares = [f"spare {n}" for n in range(31)]
    numbers = [f"{n:04}" for n in range(1, 1951)]
    RollEntry.objects.bulk_create(
        RollEntry(roll=roll, number=n, name=n, branch=vote.branch, channel=Channel.EMAIL) for n in numbers[5:]
    )
    entry = dict(RollEntry.objects.filter(roll=roll).values_list("number", "pk"))
    CodeHolder.objects.bulk_create(
        CodeHolder(issue=issue, number=n, entry_id=entry[n]) for n in numbers if n not in {*numbers[:5], "0006"}
    )
    Credential.objects.bulk_create(
        Credential(poll=poll, public=public) for public in [*spares[3:], *(f"credential {n}" for n in numbers[5:])]
    )
    RefusedCredential.objects.bulk_create(
        RefusedCredential(poll=poll, public=f"credential {n}", why=WhyRefused.REPLACED) for n in numbers[-31:]
    )
    SpareGiven.objects.bulk_create(
        SpareGiven(issue=issue, number=n + 1, branch=vote.branch, why="reissued", at=clock.now()) for n in range(31)
    )
    type(issue).objects.filter(pk=issue.pk).update(spares=31, marked_at=clock.now())
    on_screen, kiosk, by_paper, too_late = numbers[:944], numbers[921:944], numbers[944:1086], numbers[1086:1090]
    Ballot.objects.bulk_create(
        Ballot(poll=poll, number=n, sha256=f"{n:064x}", credential=f"credential {number}", body=b"")
        for n, number in enumerate(on_screen, start=1)
    )
    Mark.objects.bulk_create(Mark(contest=contest, entry_id=entry[number]) for number in on_screen)
    holders = CodeHolder.objects.filter(issue=issue, number__in=kiosk)
    Delivery.objects.bulk_create(
        Delivery(holder=holder, at=clock.now(), state=DeliveryState.HANDED_OVER, channel=Channel.POST)
        for holder in holders
    )
    came = {
        EnvelopeState.OPENED: by_paper,
        EnvelopeState.LATE: too_late,
        EnvelopeState.VOTED_ON_SCREEN: numbers[:2],
        EnvelopeState.SECOND: by_paper[:1],
    }
    Envelope.objects.bulk_create(
        Envelope(election=vote.election, entry_id=entry[n], number=n, received_at=clock.now(), state=state)
        for state, senders in came.items()
        for n in senders
    )
    opening = Opening.objects.create(
        election=vote.election, number=1, at=clock.now(), envelopes=142, watched_by="Wanda"
    )
    PapersFound.objects.create(opening=opening, contest=contest, papers=142, without=0)
    read = ["A B C"] * 140 + ["!1", "!2"]
    Batch.objects.create(contest=contest, number=1, papers=142, state=BatchState.AGREED, agreed=read)
    opened(poll, [(1, 2, 3)] * 940 + [(1, 1, 0)] * 4, spares)


def opened(poll: Poll, papers: list[tuple[int, ...]], spares: list[str]) -> None:
    """What the board says when it is opened."""
    head = head_of(poll)
    height = head.height + 1
    body = write_result(election_of(poll), (tuple(papers),))
    Event.objects.create(poll=poll, height=height, type="Result", sha256="f" * 64, size=head.size)
    Datum.objects.create(poll=poll, height=height, place=0, sha256="e" * 64, body=body)
    Poll.objects.filter(pk=poll.pk).update(state=PollState.DECRYPTED, spares=spares)


def test_account_of_the_demonstration_has_the_figures_of_act_6(vote: Polled) -> None:
    close(vote)
    act_6(vote)
    account = of(vote)
    assert lines(account.codes) == (
        {"issued": 1950, "given": 31, "cancelled": -31},
        {"on_screen": 944, "on_paper": 142, "late": 4, "unused": 860},
    )
    assert lines(account.pieces) == (
        {"on_board": 944, "envelopes": 149},
        {"valid": 1080, "invalid": 6, "blank": 0, "late": 4, "voted_on_screen": 2, "second": 1},
    )
    assert (account.codes.total, account.pieces.total) == (1950, 1093)
    assert (account.screen, account.paper, account.kiosk, account.counted) == (921, 142, 23, 1086)
    assert (account.findings, account.findings_by_code, account.waiting, account.waiting_by_code) == ((), (), (), ())
