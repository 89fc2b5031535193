"""Which move a poll may make when, who may vote, and what is never possible."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from polls import BY, CLOSES, MARKS, Vote, add_poll

from hustings.belenios.v1.play import Plan, Threshold, set_up
from hustings.belenios.v1.steps import Refused
from hustings_site.booth import casting, selectors, services
from hustings_site.booth.boards import head_of
from hustings_site.booth.enums import MOVES, REHEARSAL_MOVES, PollState, WhyRefused
from hustings_site.booth.models import Ballot, Booth, Credential, Datum, Event, Poll, RefusedCredential
from hustings_site.booth.services import NotAllowed
from hustings_site.journal.selectors import entries_about

Prepare = Callable[..., Vote]
pytestmark = pytest.mark.django_db
S = PollState
DEEDS: dict[str, Callable[[Vote], object]] = {
    "open": lambda vote: services.open_booth(by=BY, booth=vote.poll.booth),
    "pause": lambda vote: services.pause_poll(by=BY, poll=vote.poll, notice=""),
    "resume": lambda vote: services.resume_poll(by=BY, poll=vote.poll),
    "tell": lambda vote: services.tell_voters(by=BY, poll=vote.poll, notice="Ida Inch has withdrawn."),
    "extend": lambda vote: services.extend_poll(
        by=BY, poll=vote.poll, closes=vote.poll.closes + timedelta(1), notice=""
    ),
    "close": lambda vote: services.close_poll(by=BY, poll=vote.poll),
    "tally": lambda vote: services.publish_tally(by=BY, poll=vote.poll),
    "publish": lambda vote: services.publish_result(by=BY, poll=vote.poll),
    "void": lambda vote: services.void_poll(by=BY, poll=vote.poll, notice=""),
}
ALLOWED = {
    S.PREPARED: {"open", "tell", "extend", "void"},
    S.OPEN: {"pause", "tell", "extend", "close", "void"},
    S.PAUSED: {"resume", "tell", "extend", "close", "void"},
    S.CLOSED: {"tally", "void"},
    S.TALLIED: {"publish", "void"},
    S.DECRYPTED: set(),
    S.VOIDED: set(),
}


def bring(vote: Vote, state: PollState) -> None:
    """Take a poll of marks to a state."""
    paths = {
        S.PREPARED: [],
        S.OPEN: ["open"],
        S.PAUSED: ["open", "pause"],
        S.CLOSED: ["open", "close"],
        S.TALLIED: ["open", "close", "tally"],
        S.DECRYPTED: ["open", "close", "tally", "publish"],
        S.VOIDED: ["void"],
    }
    for deed in paths[state]:
        if deed == "publish":
            vote.decrypt(1)
        DEEDS[deed](vote)
        vote.poll.refresh_from_db()


@pytest.mark.parametrize(("state", "deed"), list(product(ALLOWED, DEEDS)), ids=str)
def test_move_is_made_where_the_table_allows_it_and_refused_elsewhere(
    prepare: Prepare, state: PollState, deed: str
) -> None:
    vote = prepare(MARKS)
    bring(vote, state)
    if (state, deed) == (S.TALLIED, "publish"):
        vote.decrypt(1)
    before = head_of(vote.poll).pk
    if deed in ALLOWED[state]:
        DEEDS[deed](vote)
        return
    with pytest.raises(NotAllowed):
        DEEDS[deed](vote)
    stored = Poll.objects.get(pk=vote.poll.pk)
    assert (stored.state, head_of(vote.poll).pk) == (state, before)


def test_every_state_has_its_line_in_the_tables() -> None:
    assert set(MOVES) == set(REHEARSAL_MOVES) == set(PollState)


def test_rehearsal_is_never_opened_as_a_vote(prepare: Prepare) -> None:
    """Check 19: whatever is decrypted in a rehearsal, it is no result that can be counted."""
    vote = prepare(MARKS, rehearsal=True)
    services.open_booth(by=BY, booth=vote.poll.booth)
    vote.cast(0, [1, 0, 0])
    services.close_poll(by=BY, poll=vote.poll)
    services.publish_tally(by=BY, poll=vote.poll)
    vote.decrypt(1)
    services.publish_result(by=BY, poll=vote.poll)
    assert Poll.objects.get().state == S.REHEARSED
    with pytest.raises(selectors.NoResult):
        selectors.result_of(vote.poll)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.update(state=S.DECRYPTED)


def test_ballot_of_a_rehearsal_fits_no_other_board_and_going_live_keeps_both(prepare: Prepare) -> None:
    """Check 19: the poll that is held is another one; neither board loses a ballot to the other."""
    rehearsal, live = prepare(rehearsal=True, seed=b"rehearsal"), prepare(seed=b"live")
    for vote in (rehearsal, live):
        services.open_booth(by=BY, booth=vote.poll.booth)
    tried = rehearsal.ballot(0, [1, 2, 3])
    rehearsal.poll.refresh_from_db()
    live.poll.refresh_from_db()
    casting.cast(poll=rehearsal.poll, body=tried)
    live.cast(0, [3, 2, 1])
    with pytest.raises(Refused):
        casting.cast(poll=live.poll, body=tried)
    assert (selectors.ballots_on(rehearsal.poll), selectors.ballots_on(live.poll)) == (1, 1)


def test_result_is_not_there_before_the_poll_is_opened(vote: Vote) -> None:
    with pytest.raises(selectors.NoResult):
        selectors.result_of(vote.poll)


def test_voided_poll_is_never_decrypted(prepare: Prepare) -> None:
    vote = prepare(MARKS)
    bring(vote, S.TALLIED)
    services.void_poll(by=BY, poll=vote.poll, notice="")
    with pytest.raises(NotAllowed):
        vote.decrypt(1)


def test_poll_past_its_close_takes_no_ballot_whoever_has_yet_to_act(vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3])
    with pytest.raises(casting.NotOpen):
        casting.cast(poll=vote.poll, body=body, now=vote.poll.closes)
    assert casting.cast(poll=vote.poll, body=body, now=vote.poll.closes - timedelta(microseconds=1)).new
    assert selectors.shown_state(vote.poll, vote.poll.closes) == "closed"


def test_close_decides_under_the_lock_even_for_a_ballot_that_was_checked_before(vote: Vote) -> None:
    """The caller's copy still says open: what the row says under the lock is what holds."""
    before = Poll.objects.get(pk=vote.poll.pk)
    services.close_poll(by=BY, poll=vote.poll)
    with pytest.raises(casting.NotOpen):
        casting.cast(poll=before, body=vote.ballot(0, [1, 2, 3]))
    assert head_of(vote.poll).type == "EndBallots"


def test_extended_poll_closes_later_and_never_earlier(vote: Vote) -> None:
    services.extend_poll(by=BY, poll=vote.poll, closes=CLOSES + timedelta(hours=2), notice="The server was down.")
    stored = Poll.objects.get(pk=vote.poll.pk)
    assert (stored.closes, stored.notice) == (CLOSES + timedelta(hours=2), "The server was down.")
    with pytest.raises(NotAllowed):
        services.extend_poll(by=BY, poll=vote.poll, closes=CLOSES, notice="")


def test_booth_without_a_poll_does_not_open(db: None) -> None:
    booth = services.prepare_booth(by=BY, server="http://127.0.0.1", title="T", organisation="O", languages=["en"])
    with pytest.raises(NotAllowed):
        services.open_booth(by=BY, booth=booth)


def test_open_booth_takes_no_further_poll(vote: Vote) -> None:
    election, trustees, credentials, _ = set_up(Plan("Other", (MARKS,), (), (1,)), b"other")
    with pytest.raises(NotAllowed):
        add_poll(vote.poll.booth, election, trustees, credentials)


def test_booth_does_not_open_with_a_poll_that_would_be_closed(prepare: Prepare) -> None:
    vote = prepare()
    with pytest.raises(NotAllowed):
        services.open_booth(by=BY, booth=vote.poll.booth, now=CLOSES)
    assert Booth.objects.get().page_sha256 == ""


def test_poll_that_the_verifier_would_refuse_is_not_prepared(prepare: Prepare) -> None:
    booth = prepare().poll.booth
    election, trustees, _, _ = set_up(Plan("Other", (MARKS,), (), (1,)), b"other")
    with pytest.raises(Refused) as refusal:
        add_poll(booth, election, trustees, b'["00"]')
    assert [finding.check for finding in refusal.value.findings] == ["credential-membership"]
    assert Poll.objects.count() == 1


def test_refused_credential_votes_no_more_and_one_that_has_voted_is_never_refused(vote: Vote) -> None:
    vote.cast(0, [1, 2, 3])
    answers = [
        services.refuse_credential(poll=vote.poll, public=vote.public(voter), why=WhyRefused.REPLACED)
        for voter in (0, 1, 1)
    ]
    assert answers == [False, True, True]
    assert list(RefusedCredential.objects.values_list("public", "why")) == [(vote.public(1), "replaced")]
    vote.cast(0, [3, 2, 1])
    with pytest.raises(casting.CredentialRefused):
        vote.cast(1, [1, 2, 3])
    with pytest.raises(Credential.DoesNotExist):
        services.refuse_credential(poll=vote.poll, public="0" * 64, why=WhyRefused.PAPER)


def test_credential_refused_while_its_ballot_was_being_checked_is_refused_under_the_lock(vote: Vote) -> None:
    waiting = casting._Waiting(body := vote.ballot(0, [1, 2, 3]), casting.hex_digest(body), vote.public(0))
    services.refuse_credential(poll=vote.poll, public=vote.public(0), why=WhyRefused.PAPER)
    with pytest.raises(casting.CredentialRefused):
        casting._stand_in_line(vote.poll, waiting)
    assert head_of(vote.poll).height == 0


def test_same_ballot_waiting_twice_has_one_place_and_is_new_once(vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3])
    waiting = [casting._Waiting(body, casting.hex_digest(body), vote.public(0)) for _ in range(3)]
    casting._append_together(vote.poll, waiting)
    assert [each.outcome.new for each in waiting] == [True, False, False]
    assert {each.outcome.receipt["signature"] for each in waiting} == {waiting[0].outcome.receipt["signature"]}
    assert head_of(vote.poll).height == 1


def test_marked_register_asks_which_of_many_credentials_have_a_ballot(prepare: Prepare) -> None:
    vote = prepare(voters=(1,) * 700)
    services.open_booth(by=BY, booth=vote.poll.booth)
    vote.cast(3, [1, 2, 3])
    vote.cast(650, [1, 2, 3])
    vote.cast(3, [1, 2, 3])
    asked = [vote.public(voter) for voter in range(700) if voter != 650]
    assert selectors.has_ballot(poll=vote.poll, credentials=asked) == {vote.public(3)}


def test_spares_are_published_after_the_close_and_their_ballots_counted(vote: Vote) -> None:
    spares = [vote.public(3), vote.public(4)]
    vote.cast(4, [1, 2, 3])
    with pytest.raises(NotAllowed):
        services.publish_spares(by=BY, poll=vote.poll, spares=spares)
    services.close_poll(by=BY, poll=vote.poll)
    with pytest.raises(Refused):
        services.publish_spares(by=BY, poll=vote.poll, spares=["0" * 64])
    services.publish_spares(by=BY, poll=vote.poll, spares=spares)
    stored = Poll.objects.get(pk=vote.poll.pk)
    assert (stored.spares, selectors.ballots_of_spares(stored)) == (sorted(spares), 1)
    with pytest.raises(NotAllowed):
        services.publish_spares(by=BY, poll=vote.poll, spares=[])


def test_steps_of_trustees_are_refused_with_the_verifiers_words(prepare: Prepare) -> None:
    vote = prepare(trustees=(Threshold(2, 3),))
    services.open_booth(by=BY, booth=vote.poll.booth)
    vote.cast(0, [1, 2, 3])
    vote.cast(1, [1, 2, 3])
    services.close_poll(by=BY, poll=vote.poll)
    services.publish_tally(by=BY, poll=vote.poll)

    def checks(deed: Callable[[], object]) -> list[str]:
        with pytest.raises(Refused) as refusal:
            deed()
        return sorted({finding.check for finding in refusal.value.findings})

    assert checks(lambda: vote.shuffle(4)) == ["shuffle-owner"]
    assert checks(lambda: services.take_shuffle(by=BY, poll=vote.poll, owner=1, body=b"{}")) == ["shuffle-form"]
    assert checks(lambda: vote.decrypt(1)) == ["event-grammar"]
    assert checks(lambda: services.end_shuffles(by=BY, poll=vote.poll)) == ["event-grammar"]
    vote.shuffle(2)
    assert checks(lambda: vote.shuffle(2)) == ["shuffle-owner-distinct"]
    services.end_shuffles(by=BY, poll=vote.poll)
    vote.decrypt(3)
    assert checks(lambda: vote.decrypt(3)) == ["decryption-owner-distinct"]
    vote.secrets.keys[1] += 1
    assert checks(lambda: vote.decrypt(1)) == ["decryption-proof"]
    assert checks(lambda: services.publish_result(by=BY, poll=vote.poll)) == ["decryption-enough"]


def test_each_act_stands_in_the_journal_and_no_ballot_does(vote: Vote) -> None:
    vote.cast(0, [1, 2, 3])
    services.refuse_credential(poll=vote.poll, public=vote.public(1), why=WhyRefused.PAPER)
    services.pause_poll(by=BY, poll=vote.poll, notice="")
    services.resume_poll(by=BY, poll=vote.poll)
    services.close_poll(by=BY, poll=vote.poll)
    services.publish_tally(by=BY, poll=vote.poll)
    services.void_poll(by=BY, poll=vote.poll, notice="")
    assert [entry.act for entry in entries_about(vote.poll.scope)] == [
        "booth.prepare_poll",
        "booth.pause_poll",
        "booth.resume_poll",
        "booth.close_poll",
        "booth.publish_tally",
        "booth.void_poll",
    ]
    assert [entry.act for entry in entries_about(vote.poll.booth.scope)] == ["booth.prepare_booth", "booth.open_booth"]


@pytest.mark.parametrize("model", [Credential, RefusedCredential, Event, Ballot, Datum])
@pytest.mark.parametrize("deed", ["change", "remove"])
def test_what_stands_on_a_board_can_be_neither_changed_nor_removed(vote: Vote, model: type, deed: str) -> None:
    vote.cast(0, [1, 2, 3])
    services.refuse_credential(poll=vote.poll, public=vote.public(1), why=WhyRefused.PAPER)
    rows = model.objects.filter(pk=model.objects.first().pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(poll=vote.poll) if deed == "change" else rows._raw_delete("default")


def test_check_4_board_has_no_column_for_person_address_or_time() -> None:
    """Check 4, as far as tables go: every column of this room's append-only tables, by name."""
    columns = {
        model.__name__: sorted(field.column for field in model._meta.fields)
        for model in (Credential, RefusedCredential, Event, Ballot, Datum)
    }
    assert columns == {
        "Credential": ["id", "poll_id", "public", "weight"],
        "RefusedCredential": ["id", "poll_id", "public", "why"],
        "Event": ["height", "id", "payload", "poll_id", "sha256", "size", "type"],
        "Ballot": ["body", "credential", "id", "number", "poll_id", "sha256"],
        "Datum": ["body", "height", "id", "place", "poll_id", "sha256"],
    }


def test_only_the_board_changes_when_a_ballot_is_cast(vote: Vote) -> None:
    """Check 4: no other table has a row more, or another one, because somebody voted."""

    def rows() -> dict[str, int]:
        with connection.cursor() as cursor:
            found = {}
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
                found[table] = cursor.fetchone()[0]
        return found

    before, poll = rows(), Poll.objects.values().get()
    vote.cast(0, [1, 2, 3])
    after = rows()
    assert {table: after[table] - before[table] for table in after if after[table] != before[table]} == {
        "booth_event": 1,
        "booth_ballot": 1,
    }
    assert Poll.objects.values().get() == poll
