"""Each move of a contest: from where, when, by whom, and what it leaves behind."""

from datetime import timedelta
from itertools import product

import pytest
from desks import CLOSE, CLOSE_NOMINATIONS, COMPLAINTS, DAY, FREEZE, MINUTE, OPEN, OPEN_NOMINATIONS, Desk, at
from desks import desk as another_desk
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hustings_site.elections import life
from hustings_site.elections.approved_acts import propose_closing_early, propose_freeze, propose_opening, propose_void
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.moves import MOVES, moves_from
from hustings_site.elections.rolls import freeze_rolls
from hustings_site.elections.terms import propose_correction
from hustings_site.journal.approvals import approve
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.roll.use import why_closed, why_fixed, why_kept

pytestmark = pytest.mark.django_db


def placed(desk: Desk, state: ContestState) -> Contest:
    """A contest in this state, its election announced."""
    contest = desk.contest()
    desk.announce()
    Contest.objects.filter(pk=contest.pk).update(state=state)
    contest.refresh_from_db()
    return contest


def alone(desk: Desk) -> None:
    desk.organisation.two_officers = False
    desk.organisation.save()
    desk.election.refresh_from_db()


def act(desk: Desk, contest: Contest, name: str) -> Contest:
    """Do a move with whatever else it needs."""
    by = desk.orla.scope
    calls = {
        "open_nominations": lambda: life.open_nominations(by=by, contest=contest),
        "take_back_opening": lambda: life.take_back_opening(by=by, contest=contest, reason="r"),
        "close_nominations": lambda: life.close_nominations(by=by, contest=contest),
        "reopen_nominations": lambda: life.reopen_nominations(
            by=by, contest=contest, until=FREEZE + 3 * DAY, reason="r"
        ),
        "publish_candidates": lambda: life.publish_candidates(by=by, contest=contest),
        "pause_poll": lambda: life.pause_poll(by=by, contest=contest, reason="r"),
        "resume_poll": lambda: life.resume_poll(by=by, contest=contest),
        "extend_poll": lambda: life.extend_poll(by=by, contest=contest, lost_minutes=5, reason="r"),
        "close_poll": lambda: life.close_poll(by=by, contest=contest),
        "void": lambda: life.void(by=by, contest=contest, reason="r"),
        "declare": lambda: life.declare(by=by, contest=contest),
        "take_up_complaint": lambda: life.take_up_complaint(by=by, contest=contest, complaint="1"),
        "settle_complaint": lambda: life.settle_complaint(by=by, contest=contest, complaint="1"),
        "make_final": lambda: life.make_final(by=by, contest=contest),
    }
    return calls[name]()


WHEN = {
    "open_nominations": OPEN_NOMINATIONS,
    "take_back_opening": OPEN_NOMINATIONS,
    "close_nominations": CLOSE_NOMINATIONS,
    "reopen_nominations": FREEZE,
    "publish_candidates": FREEZE,
    "pause_poll": OPEN,
    "resume_poll": OPEN,
    "extend_poll": OPEN,
    "close_poll": CLOSE,
    "void": OPEN,
    "declare": CLOSE,
    "take_up_complaint": CLOSE,
    "settle_complaint": CLOSE,
    "make_final": COMPLAINTS,
}


@pytest.mark.parametrize("name", WHEN)
def test_move_is_possible_from_the_states_of_the_table_alone(desk: Desk, name: str) -> None:
    alone(desk)
    contest = placed(desk, ContestState.DRAFT)
    desk.stand(contest, "Alma Ardent", "Bela Brook")
    after = {state: after_trying(desk, contest, name, state) for state in ContestState}
    assert after == {
        state: (MOVES[name].to or state) if state in MOVES[name].start else f"its state is “{state.label}”"
        for state in ContestState
    }


def after_trying(desk: Desk, contest: Contest, name: str, state: ContestState) -> str:
    """The state in which a move ends that begins in this one, or why it does not begin."""
    Contest.objects.filter(pk=contest.pk).update(state=state)
    try:
        with at(WHEN[name]):
            return act(desk, contest, name).state
    except ValidationError as refusal:
        return refusal.messages[0].partition("since ")[2].removesuffix(".")


def test_every_state_but_the_last_ones_can_be_left() -> None:
    last = [state for state in ContestState if not moves_from(state)]
    assert last == [ContestState.RECORDED, ContestState.VOIDED, ContestState.FINAL]


@pytest.mark.parametrize(
    ("name", "state", "moment", "refusal"),
    [
        ("open_nominations", "draft", OPEN_NOMINATIONS - MINUTE, "Nominations open on 1 March 2100, 09:00, not before"),
        ("open_nominations", "draft", CLOSE_NOMINATIONS, "Nominations closed on 15 March 2100, 12:00: it is too late"),
        ("close_nominations", "nominations", CLOSE_NOMINATIONS - MINUTE, "Nominations close on 15 March 2100, 12:00"),
        ("close_poll", "poll_open", CLOSE - MINUTE, "The poll closes on 9 April 2100, 13:00, not before"),
        ("resume_poll", "paused", CLOSE, "The poll closed on 9 April 2100, 13:00: it is too late"),
        ("extend_poll", "poll_open", CLOSE, "The poll closed on 9 April 2100, 13:00: it is too late"),
        (
            "make_final",
            "provisional",
            COMPLAINTS - MINUTE,
            "Complaints can be made on 16 April 2100, 13:00, not before",
        ),
    ],
)
def test_move_out_of_its_time(desk: Desk, name: str, state: str, moment: object, refusal: str) -> None:
    alone(desk)
    contest = placed(desk, ContestState(state))
    with at(moment), pytest.raises(ValidationError, match=refusal):
        act(desk, contest, name)
    contest.refresh_from_db()
    assert contest.state == state


def test_nominations_do_not_open_before_the_terms_are_announced(desk: Desk) -> None:
    contest = desk.contest()
    with at(OPEN_NOMINATIONS), pytest.raises(ValidationError, match="not announced yet"):
        life.open_nominations(by=desk.orla.scope, contest=contest)


@pytest.mark.parametrize("name", ["take_back_opening", "reopen_nominations", "pause_poll", "void", "extend_poll"])
def test_move_that_everybody_is_told_of_needs_a_reason(desk: Desk, name: str) -> None:
    alone(desk)
    contest = placed(desk, next(iter(sorted(MOVES[name].start))))
    by = desk.orla.scope
    calls = {
        "take_back_opening": lambda: life.take_back_opening(by=by, contest=contest, reason=" "),
        "reopen_nominations": lambda: life.reopen_nominations(by=by, contest=contest, until=FREEZE + DAY, reason=""),
        "pause_poll": lambda: life.pause_poll(by=by, contest=contest, reason=""),
        "void": lambda: life.void(by=by, contest=contest, reason="\n"),
        "extend_poll": lambda: life.extend_poll(by=by, contest=contest, lost_minutes=1, reason=""),
    }
    with at(WHEN[name]), pytest.raises(ValidationError, match="Say why"):
        calls[name]()


def test_move_by_whoever_runs_another_organisation(desk: Desk) -> None:
    contest = placed(desk, ContestState.DRAFT)
    stranger = another_desk(name="Wickmakers").orla
    with at(OPEN_NOMINATIONS), pytest.raises(PermissionDenied):
        life.open_nominations(by=stranger.scope, contest=contest)


def test_move_stands_in_the_journal_with_where_it_came_from(desk: Desk) -> None:
    contest = placed(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        life.pause_poll(by=desk.orla.scope, contest=contest, reason="Power cut in Alderby.")
    entry = Entry.objects.get(act="elections.pause_poll")
    assert (entry.by, entry.subject, entry.at) == (desk.orla.scope, contest.scope, OPEN)
    assert entry.details == {"from": "poll_open", "to": "paused", "reason": "Power cut in Alderby."}


# Two officers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["extend_poll", "void", "declare", "make_final"])
def test_check_22_what_needs_two_officers_is_refused_to_one(desk: Desk, name: str) -> None:
    contest = placed(desk, next(iter(sorted(MOVES[name].start))))
    with at(WHEN[name]), pytest.raises(ValidationError, match="This needs two officers"):
        act(desk, contest, name)
    with at(OPEN), pytest.raises(ValidationError, match="This needs two officers"):
        life.close_early(by=desk.orla.scope, contest=contest, reason="r")


def test_check_22_freezing_and_opening_need_two_officers_even_by_the_clock(desk: Desk) -> None:
    contest = placed(desk, ContestState.VALIDATED)
    for moment, call in (
        (FREEZE, lambda: freeze_rolls(by="worker", election=desk.election)),
        (OPEN, lambda: life.open_poll(by="worker", election=desk.election)),
    ):
        with at(moment), pytest.raises(ValidationError, match="This needs two officers"):
            call()
    contest.refresh_from_db()
    assert (contest.state, contest.roll) == (ContestState.VALIDATED, None)


def test_check_22_proposal_and_approval_stand_in_the_journal_by_both(desk: Desk) -> None:
    contest = placed(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
        assert desk.agree(proposal) == "Secretary: voided."
    entries = Entry.objects.filter(subject=contest.scope).exclude(act="elections.add_contest")
    assert [(entry.by, entry.act) for entry in entries] == [
        (desk.orla.scope, "journal.propose"),
        (desk.tam.scope, "elections.void"),
        (desk.tam.scope, "journal.approve"),
    ]


def test_what_one_officer_proposed_he_cannot_approve(desk: Desk) -> None:
    contest = placed(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
        with pytest.raises(ValidationError, match="You proposed this yourself"):
            approve(by=desk.orla.scope, proposal=proposal)
    contest.refresh_from_db()
    assert contest.state == ContestState.POLL_OPEN


def test_officer_of_another_organisation_cannot_approve(desk: Desk) -> None:
    contest = placed(desk, ContestState.POLL_OPEN)
    stranger = another_desk(name="Wickmakers").orla
    with at(OPEN):
        proposal = propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing.")
        with pytest.raises(PermissionDenied):
            approve(by=stranger.scope, proposal=proposal)


def test_organisation_with_one_officer_acts_at_once(desk: Desk) -> None:
    alone(desk)
    contest = placed(desk, ContestState.POLL_OPEN)
    with at(OPEN):
        propose_closing_early(by=desk.orla.scope, contest=contest, reason="Everybody has voted.")
    contest.refresh_from_db()
    assert (contest.state, contest.closes_at, contest.notice) == (ContestState.CLOSED, OPEN, "Everybody has voted.")


def test_agreed_freeze_is_done_by_the_timetable_at_its_time(desk: Desk) -> None:
    contest = placed(desk, ContestState.NOMINATIONS_CLOSED)
    with at(FREEZE - DAY):
        assert desk.agree(propose_freeze(by=desk.orla.scope, election=desk.election)) == (
            "Agreed: the rolls are frozen at the announced time."
        )
    contest.refresh_from_db()
    assert contest.roll is None
    desk.work_until(FREEZE)
    contest.refresh_from_db()
    assert (contest.roll.size, contest.roll.frozen_at) == (10, FREEZE)
    done = ScheduledAct.objects.get(act="elections.freeze_rolls")
    assert (done.state, done.by, done.outcome) == (ActState.DONE, "worker", "Frozen: All members, 10 entitled.")


def test_freeze_nobody_agreed_on_fails_in_sight_and_is_done_once_approved(desk: Desk) -> None:
    contest = placed(desk, ContestState.NOMINATIONS_CLOSED)
    desk.work_until(FREEZE)
    waiting = ScheduledAct.objects.get(act="elections.freeze_rolls")
    assert (waiting.state, waiting.attempts) == (ActState.DUE, 1)
    assert waiting.outcome == "This needs two officers: one proposes it, another approves it."
    with at(FREEZE + 3 * MINUTE):
        proposal = propose_freeze(by=desk.orla.scope, election=desk.election)
        assert desk.agree(proposal) == "Frozen: All members, 10 entitled."
    waiting.refresh_from_db()
    contest.refresh_from_db()
    assert (waiting.state, waiting.by, contest.roll.frozen_at) == (
        ActState.DONE,
        desk.tam.scope,
        FREEZE + 3 * MINUTE,
    )


def test_what_was_agreed_falls_with_a_correction_of_the_terms(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    with at(FREEZE - 20 * DAY):
        desk.agree(propose_freeze(by=desk.orla.scope, election=desk.election))
    with at(FREEZE - 19 * DAY):
        desk.agree(
            propose_correction(
                by=desk.orla.scope, election=desk.election, of=desk.election, changes={"spares": 3}, reason="Few."
            )
        )
    with at(FREEZE), pytest.raises(ValidationError, match="two officers"):
        freeze_rolls(by="worker", election=desk.election)


# The roll -----------------------------------------------------------------------------------------------------------


def test_two_contests_of_one_electorate_share_one_roll(desk: Desk) -> None:
    alone(desk)
    contests = [desk.contest(title) for title in ("Secretary", "Treasurer")]
    desk.announce()
    with at(FREEZE):
        assert len(freeze_rolls(by=desk.orla.scope, election=desk.election)) == 1
        with pytest.raises(ValidationError, match="frozen roll already"):
            freeze_rolls(by=desk.orla.scope, election=desk.election)
    for contest in contests:
        contest.refresh_from_db()
    assert contests[0].roll == contests[1].roll


def test_freeze_before_its_time(desk: Desk) -> None:
    alone(desk)
    placed(desk, ContestState.DRAFT)
    with at(FREEZE - MINUTE), pytest.raises(ValidationError, match="has not come yet"):
        freeze_rolls(by=desk.orla.scope, election=desk.election)


def test_roll_says_while_it_is_needed(desk: Desk) -> None:
    alone(desk)
    contest = desk.contest()
    assert why_fixed(desk.electorate) == ""
    desk.announce()
    assert why_fixed(desk.electorate) == "It is a term of Lampwrights: Election 2100, announced to everybody."
    with at(FREEZE):
        (roll,) = freeze_rolls(by=desk.orla.scope, election=desk.election)
    assert (why_closed(roll), why_kept(roll)) == ("", "Lampwrights: Election 2100 is not final yet.")
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED)
    assert why_closed(roll) == "The poll that it was frozen for is closed."
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.FINAL)
    assert (why_fixed(desk.electorate), why_kept(roll)) == ("", "")


# Candidates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vacancies", "standing", "state"),
    [
        (1, 0, "too_few"),
        (1, 1, "unopposed"),
        (1, 2, "validated"),
        (3, 2, "too_few"),
        (3, 3, "unopposed"),
        (3, 4, "validated"),
    ],
)
def test_publishing_the_candidates_finds_whether_there_is_a_contest(
    desk: Desk, vacancies: int, standing: int, state: str
) -> None:
    contest = desk.contest(vacancies=vacancies)
    desk.announce()
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.NOMINATIONS_CLOSED)
    desk.stand(contest, *[f"Candidate {n}" for n in range(standing)])
    with at(FREEZE):
        assert desk.publish(contest).state == state


def test_candidates_are_not_published_before_each_is_ruled_on(desk: Desk) -> None:
    contest = placed(desk, ContestState.NOMINATIONS_CLOSED)
    first, _second = desk.stand(contest, "Alma Ardent", "Bela Brook")
    for standing in (Standing.NOMINATED, Standing.ACCEPTED):
        first.standing = standing
        first.save()
        with at(FREEZE), pytest.raises(ValidationError, match="ruled on yet \\(1 left\\)"):
            life.publish_candidates(by=desk.orla.scope, contest=contest)


def test_candidates_are_not_published_before_each_has_a_place(desk: Desk) -> None:
    contest = placed(desk, ContestState.NOMINATIONS_CLOSED)
    contest.candidates.create(name="Alma Ardent", standing=Standing.VALIDATED)
    with at(FREEZE), pytest.raises(ValidationError, match="draw the order first"):
        life.publish_candidates(by=desk.orla.scope, contest=contest)


# Opening ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", [OPEN - MINUTE, CLOSE])
def test_poll_out_of_its_time(desk: Desk, moment: object) -> None:
    alone(desk)
    placed(desk, ContestState.VALIDATED)
    with at(moment), pytest.raises(ValidationError, match=r"The poll (opens|closed) on"):
        life.open_poll(by=desk.orla.scope, election=desk.election)


def test_poll_without_a_roll_or_a_ballot_paper(desk: Desk) -> None:
    alone(desk)
    placed(desk, ContestState.VALIDATED)
    with at(OPEN), pytest.raises(ValidationError, match="Secretary has no frozen roll"):
        life.open_poll(by=desk.orla.scope, election=desk.election)
    with at(FREEZE):
        freeze_rolls(by=desk.orla.scope, election=desk.election)
    with at(OPEN), pytest.raises(ValidationError, match="Secretary has no ballot paper yet"):
        life.open_poll(by=desk.orla.scope, election=desk.election)


def test_poll_without_candidates_published(desk: Desk) -> None:
    alone(desk)
    placed(desk, ContestState.NOMINATIONS_CLOSED)
    with at(OPEN), pytest.raises(ValidationError, match="No contest is ready for a poll"):
        propose_opening(by=desk.orla.scope, election=desk.election)


# Quorum -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("percent", "voted"), [*product((0, 10, 45, 50, 100), (0, 1, 4, 5, 10))])
def test_quorum_is_met_to_the_last_vote(desk: Desk, percent: int, voted: int) -> None:
    alone(desk)
    contest = desk.contest(quorum_percent=percent)
    desk.announce()
    with at(FREEZE):
        freeze_rolls(by=desk.orla.scope, election=desk.election)
    contest.refresh_from_db()
    assert life.is_inquorate(contest, voted) is (voted / 10 < percent / 100)


def test_worker_does_what_is_due_in_each_contest(desk: Desk) -> None:
    contests = [desk.contest(title) for title in ("Secretary", "Treasurer")]
    desk.announce()
    desk.work_until(CLOSE_NOMINATIONS + timedelta(seconds=1))
    assert [act.outcome for act in ScheduledAct.objects.filter(state=ActState.DONE)] == [
        "Done for: Secretary, Treasurer.",
        "Done for: Secretary, Treasurer.",
    ]
    assert [desk.journal(contest)[1:] for contest in contests] == [
        ["elections.open_nominations", "elections.close_nominations"]
    ] * 2


def test_first_declaration_dates_the_election_and_a_later_one_does_not(desk: Desk) -> None:
    contest = placed(desk, ContestState.CLOSED)
    alone(desk)
    with at(CLOSE):
        act(desk, contest, "declare")
    desk.election.refresh_from_db()
    assert desk.election.closed_on == timezone.localdate(CLOSE)
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED)
    with at(CLOSE + 3 * DAY):
        act(desk, contest, "declare")
    desk.election.refresh_from_db()
    assert desk.election.closed_on == timezone.localdate(CLOSE)
