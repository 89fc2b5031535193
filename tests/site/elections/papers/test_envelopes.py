"""What becomes of each envelope, and that nothing of it leads to a vote."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from on_paper import WATCHER, ask, close, codes, late, receive
from polled import BY, PASSPHRASE, Polled

from hustings_site.elections.papers.enums import EnvelopeState
from hustings_site.elections.papers.envelopes import count_found, open_envelopes, receive_envelope, rule_on_envelope
from hustings_site.elections.papers.models import Envelope
from hustings_site.journal import clock
from hustings_site.journal.models import Entry
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(poll: Polled) -> Polled:
    return poll


def states(vote: Polled) -> list[tuple[str, str]]:
    return list(Envelope.objects.filter(election=vote.election).values_list("number", "state"))


def test_an_envelope_of_whoever_was_given_paper_waits(vote: Polled) -> None:
    ask(vote, "0001")
    receive(vote, "0001")
    assert states(vote) == [("0001", EnvelopeState.WAITING)]


def test_a_second_envelope_is_set_aside(vote: Polled) -> None:
    ask(vote, "0001")
    receive(vote, "0001", "0001")
    assert states(vote) == [("0001", EnvelopeState.WAITING), ("0001", EnvelopeState.SECOND)]


def test_an_envelope_after_the_last_close_is_late(vote: Polled) -> None:
    ask(vote, "0001", "0003")
    close(vote)
    receive(vote, "0001")
    late(vote, "0003")
    assert states(vote) == [("0001", EnvelopeState.WAITING), ("0003", EnvelopeState.LATE)]


def test_an_envelope_from_a_vote_held_apart_is_held_until_a_ruling(vote: Polled) -> None:
    RollEntry.objects.filter(roll=vote.executive.roll, number="0001").update(standing=EntryStanding.TENDERED)
    ask(vote, "0001")
    (held,) = receive(vote, "0001")
    assert (held.state, held.why_held) == (EnvelopeState.HELD, "The roll holds this vote apart.")
    ruled = rule_on_envelope(by=BY, envelope=held, counts=True, reason="Suspended without a hearing.")
    assert (ruled.state, ruled.ruling) == (EnvelopeState.WAITING, "Suspended without a hearing.")
    with pytest.raises(ValidationError, match="ruled on meanwhile"):
        rule_on_envelope(by=BY, envelope=held, counts=False, reason="No.")


def test_an_envelope_ruled_out_is_never_opened(vote: Polled) -> None:
    ask(vote, "0003")
    (held,) = receive(vote, "0001")
    assert held.why_held == "No paper was given to this elector."
    with pytest.raises(ValidationError, match="Say why"):
        rule_on_envelope(by=BY, envelope=held, counts=False, reason=" ")
    rule_on_envelope(by=BY, envelope=held, counts=False, reason="Not one of our papers.")
    receive(vote, "0003")
    close(vote)
    open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    assert states(vote) == [("0001", EnvelopeState.RULED_OUT), ("0003", EnvelopeState.OPENED)]


def test_an_envelope_can_be_held_apart_by_the_officer_and_one_of_who_was_struck_always_is(vote: Polled) -> None:
    ask(vote, "0001", "0003")
    RollEntry.objects.filter(roll=vote.executive.roll, number="0003").update(standing=EntryStanding.STRUCK)
    receive_envelope(by=BY, election=vote.election, number="0001", hold="Not signed.")
    receive(vote, "0003")
    held = Envelope.objects.filter(election=vote.election)
    assert [(each.number, each.state, each.why_held) for each in held] == [
        ("0001", EnvelopeState.HELD, "Not signed."),
        ("0003", EnvelopeState.HELD, "Struck from the roll."),
    ]


def test_ruled_in_beside_another_it_is_a_second_one(vote: Polled) -> None:
    ask(vote, "0001")
    held = receive_envelope(by=BY, election=vote.election, number="0001", hold="Not signed.")
    receive(vote, "0001")
    assert rule_on_envelope(by=BY, envelope=held, counts=True, reason="Signed.").state == EnvelopeState.SECOND


def test_opening_sets_aside_who_has_voted_on_screen_in_any_contest(vote: Polled) -> None:
    code = codes(vote)
    vote.cast(vote.youth, code["0002"], [1, 0, 0])
    ask(vote, "0001", "0002")
    receive(vote, "0001", "0002")
    close(vote)
    opening = open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    assert states(vote) == [("0001", EnvelopeState.OPENED), ("0002", EnvelopeState.VOTED_ON_SCREEN)]
    assert (opening.number, opening.envelopes, opening.watched_by) == (1, 1, WATCHER)


def test_opening_brings_the_register_up_to_date_first(vote: Polled) -> None:
    vote.cast(vote.executive, codes(vote)["0001"], [1, 0, 0])
    ask(vote, "0001", "0003")
    receive(vote, "0001", "0003")
    close(vote)
    issue = vote.issue
    issue.marked_at = clock.now() - timedelta(hours=3)
    issue.save()
    vote.executive.marks.all().delete()
    with pytest.raises(ValidationError, match="not the passphrase"):
        open_envelopes(by=BY, election=vote.election, watched_by=WATCHER, passphrase="eight lamps in a row")
    open_envelopes(by=BY, election=vote.election, watched_by=WATCHER, passphrase=PASSPHRASE)
    assert states(vote) == [("0001", EnvelopeState.VOTED_ON_SCREEN), ("0003", EnvelopeState.OPENED)]


def test_what_opening_refuses(vote: Polled) -> None:
    ask(vote, "0001")
    receive(vote, "0001")
    with pytest.raises(ValidationError, match="when every poll of this election is closed"):
        open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    close(vote)
    with pytest.raises(ValidationError, match="Say who watches"):
        open_envelopes(by=BY, election=vote.election, watched_by=" ")
    opening = open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    with pytest.raises(ValidationError, match="No envelope waits"):
        open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    batches = count_found(by=BY, opening=opening, contest=vote.executive, papers=27, without=0)
    assert [(batch.number, batch.papers) for batch in batches] == [(1, 25), (2, 2)]
    with pytest.raises(ValidationError, match="counted already"):
        count_found(by=BY, opening=opening, contest=vote.executive, papers=27, without=0)


def test_an_envelope_from_tomorrow_is_refused(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="has not come yet"):
        receive_envelope(by=BY, election=vote.election, number="0001", received_at=clock.now() + timedelta(days=1))


def test_the_journal_says_what_was_done_with_envelopes_and_names_nobody(vote: Polled) -> None:
    ask(vote, "0001")
    receive(vote, "0001")
    entry = Entry.objects.get(act="elections.receive_envelope")
    assert (entry.subject, entry.details) == (vote.election.scope, {"state": "waiting"})
