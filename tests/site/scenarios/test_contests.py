"""What goes wrong in elections is ordinary work: each row of the table of scenarios that the desk itself answers."""

from datetime import timedelta
from pathlib import Path

import pytest
from desks import (
    CLOSE,
    CLOSE_NOMINATIONS,
    COMPLAINTS,
    DAY,
    FREEZE,
    MINUTE,
    OPEN,
    PASSPHRASE,
    TIMETABLE,
    Desk,
    at,
    changed,
)
from django.core.exceptions import PermissionDenied, ValidationError

from hustings_site.accounts.services import suspend_office
from hustings_site.booth import services as booth_room
from hustings_site.booth.boards import head_of
from hustings_site.booth.casting import NotOpen
from hustings_site.booth.enums import PollState
from hustings_site.elections import life, secrecy
from hustings_site.elections.again import call_by_election, run_again
from hustings_site.elections.approved_acts import (
    propose_declaration,
    propose_extension,
    propose_final,
    propose_freeze,
    propose_opening,
    propose_void,
)
from hustings_site.elections.boards import poll_of, voted_on_screen
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.sending import mail
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.rolls import freeze_rolls
from hustings_site.elections.setting_up import change_contest, change_election
from hustings_site.elections.terms import announce
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.journal.schedule import do_now
from hustings_site.roll.enums import EntryStanding, MemberStatus
from hustings_site.roll.models import Member
from hustings_site.roll.selectors import entitled_now, entry_numbered
from hustings_site.roll.services import enter_branch

pytestmark = pytest.mark.django_db

PUBLISHED = FREEZE + DAY


def nominated(desk: Desk, contest: Contest) -> None:
    """Announce, and let the worker open and close nominations."""
    desk.announce()
    with at(TIMETABLE["nominations_open"]):
        desk.agree(propose_freeze(by=desk.orla.scope, election=desk.election))
        desk.agree(propose_opening(by=desk.orla.scope, election=desk.election))
    desk.work_until(CLOSE_NOMINATIONS)
    contest.refresh_from_db()
    assert contest.state == ContestState.NOMINATIONS_CLOSED


def published(desk: Desk, contest: Contest) -> Contest:
    desk.work_until(FREEZE)
    with at(PUBLISHED):
        return desk.publish(contest)


def opened(desk: Desk, contest: Contest, folder: Path, settings: object) -> None:
    """Three stand, ten may vote, and the worker opens the poll."""
    nominated(desk, contest)
    desk.stand(contest, "Alma Ardent", "Bela Brook", "Ida Inch")
    published(desk, contest)
    contest.refresh_from_db()
    with at(TIMETABLE["codes_at"]):
        desk.prepare(contest, folder=folder, settings=settings)
    desk.work_until(OPEN)
    contest.refresh_from_db()
    assert (contest.state, poll_of(contest).state) == (ContestState.POLL_OPEN, PollState.OPEN)


def declared(desk: Desk, contest: Contest, moment: object) -> Contest:
    with at(moment):
        desk.agree(propose_declaration(by=desk.orla.scope, contest=contest))
    contest.refresh_from_db()
    return contest


def test_promise_to_send_codes_is_kept_once_every_code_has_gone_out(
    desk: Desk, tmp_path: Path, settings: object
) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    promised = ScheduledAct.objects.get(act="elections.send_codes")
    assert promised.outcome == "0 of 10 voting codes have gone out: draw and send them from the desk."
    issue = Issue.objects.get(election=desk.election)
    given = secrecy.mailing(by=desk.orla.scope, issue=issue, passphrase=PASSPHRASE)
    mail(by=desk.orla.scope, issue=issue, given=given)
    with at(OPEN + MINUTE):
        done = do_now(by=desk.orla.scope, act=promised)
    assert (done.state, done.outcome) == (ActState.DONE, "All 10 voting codes have gone out.")


def test_deputy_takes_the_desk_while_the_officer_is_suspended(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    suspend_office(by="test", role=desk.orla.roles.get(), reason="under inquiry")
    with at(TIMETABLE["nominations_open"]):
        with pytest.raises(PermissionDenied):
            life.open_nominations(by=desk.orla.scope, contest=contest)
        assert life.open_nominations(by=desk.tam.scope, contest=contest).state == ContestState.NOMINATIONS


def test_moved_branch_after_the_freeze_changes_neither_roll_nor_vote(
    desk: Desk, tmp_path: Path, settings: object
) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    elsewhere = enter_branch(by="test", organisation=desk.organisation, code="hazelport", name="Hazelport")
    Member.objects.of(desk.organisation).filter(number="0003").update(branch=elsewhere)
    entry = entry_numbered(contest.roll, "0003")
    assert (entry.branch, entitled_now(contest.roll)) == (desk.branch, 10)
    desk.cast(contest, "0003", [1, 0, 0])
    assert voted_on_screen(contest) == 1


# Before the poll ----------------------------------------------------------------------------------------------------


def test_unopposed(desk: Desk) -> None:
    contest = desk.contest()
    nominated(desk, contest)
    desk.stand(contest, "Alma Ardent")
    assert published(desk, contest).state == ContestState.UNOPPOSED
    desk.work_until(CLOSE)
    opening = ScheduledAct.objects.get(act="elections.open_poll")
    assert (opening.state, opening.outcome) == (ActState.DONE, "No contest of this election needs a poll.")
    assert declared(desk, contest, CLOSE).state == ContestState.PROVISIONAL
    with at(COMPLAINTS):
        desk.agree(propose_final(by=desk.orla.scope, contest=contest))
    contest.refresh_from_db()
    assert contest.state == ContestState.FINAL


def test_too_few_and_nominations_opened_again(desk: Desk) -> None:
    contest = desk.contest(vacancies=2)
    nominated(desk, contest)
    desk.stand(contest, "Alma Ardent")
    assert published(desk, contest).state == ContestState.TOO_FEW
    until = PUBLISHED + 3 * DAY
    with at(PUBLISHED):
        contest = life.reopen_nominations(
            by=desk.orla.scope, contest=contest, until=until, reason="One candidate for two places."
        )
    assert (contest.state, contest.notice) == (ContestState.NOMINATIONS, "One candidate for two places.")
    desk.work_until(until - MINUTE)
    contest.refresh_from_db()
    assert contest.state == ContestState.NOMINATIONS
    desk.work_until(until)
    contest.refresh_from_db()
    assert contest.state == ContestState.NOMINATIONS_CLOSED
    desk.stand(contest, "Bela Brook", "Ida Inch")
    with at(until + MINUTE):
        assert desk.publish(contest).state == ContestState.VALIDATED


def test_too_few_and_declared_with_a_place_left_vacant(desk: Desk) -> None:
    contest = desk.contest(vacancies=2)
    nominated(desk, contest)
    desk.stand(contest, "Alma Ardent")
    published(desk, contest)
    assert declared(desk, contest, CLOSE).state == ContestState.PROVISIONAL


def test_none(desk: Desk) -> None:
    contest = desk.contest()
    nominated(desk, contest)
    assert published(desk, contest).state == ContestState.TOO_FEW
    found = Entry.objects.get(act="elections.find_too_few")
    assert (found.details["candidates"], found.details["vacancies"]) == (0, 1)
    with at(OPEN), pytest.raises(ValidationError, match="No contest is ready for a poll"):
        life.open_poll(by=desk.orla.scope, election=desk.election)


def test_withdrawn_before_nominations_close_is_not_on_the_paper(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    alma, _bela = desk.stand(contest, "Alma Ardent", "Bela Brook")
    desk.work_until(TIMETABLE["nominations_open"])
    changed(alma, Standing.WITHDRAWN, TIMETABLE["nominations_open"] + DAY)
    desk.work_until(CLOSE_NOMINATIONS)
    with at(PUBLISHED):
        contest = desk.publish(contest)
    assert (contest.state, [c.name for c in life.standing(contest)]) == (ContestState.UNOPPOSED, ["Bela Brook"])


def test_withdrawn_before_the_proof_leaves_a_contest_of_the_others(desk: Desk) -> None:
    contest = desk.contest()
    nominated(desk, contest)
    alma, *_others = desk.stand(contest, "Alma Ardent", "Bela Brook", "Ida Inch")
    published(desk, contest)
    changed(alma, Standing.WITHDRAWN, PUBLISHED + DAY)
    with at(PUBLISHED + DAY):
        contest = life.look_again(by=desk.orla.scope, contest=contest)
    assert (contest.state, sorted(c.name for c in life.standing(contest))) == (
        ContestState.VALIDATED,
        ["Bela Brook", "Ida Inch"],
    )


def test_withdrawn_before_the_proof_may_end_the_contest(desk: Desk) -> None:
    contest = desk.contest()
    nominated(desk, contest)
    alma, _bela = desk.stand(contest, "Alma Ardent", "Bela Brook")
    published(desk, contest)
    changed(alma, Standing.DIED, PUBLISHED + DAY)
    with at(PUBLISHED + DAY):
        assert life.look_again(by=desk.orla.scope, contest=contest).state == ContestState.UNOPPOSED


def test_suspended_candidate_still_stands_since_the_suspension_may_end(desk: Desk) -> None:
    contest = desk.contest()
    nominated(desk, contest)
    alma, _bela = desk.stand(contest, "Alma Ardent", "Bela Brook")
    changed(alma, Standing.SUSPENDED, PUBLISHED)
    assert published(desk, contest).state == ContestState.VALIDATED


def test_withdrawn_after_dispatch_the_paper_stays_and_the_poll_is_held(
    desk: Desk, tmp_path: Path, settings: object
) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    alma = contest.candidates.get(name="Alma Ardent")
    desk.cast(contest, "0001", [1, 2, 3])
    before = head_of(poll_of(contest)).sha256
    changed(alma, Standing.WITHDRAWN, OPEN + DAY)
    with at(OPEN + DAY):
        assert life.look_again(by=desk.orla.scope, contest=contest).state == ContestState.POLL_OPEN
    assert head_of(poll_of(contest)).sha256 == before
    desk.cast(contest, "0002", [1, 2, 3])
    assert voted_on_screen(contest) == 2
    with at(OPEN + DAY), pytest.raises(ValidationError, match="made already"):
        life.reopen_nominations(by=desk.orla.scope, contest=contest, until=OPEN + 2 * DAY, reason="r")


@pytest.mark.parametrize("state", [ContestState.CLOSED, ContestState.PROVISIONAL])
def test_withdrawn_after_the_close_and_after_the_count_moves_no_contest(desk: Desk, state: ContestState) -> None:
    contest = desk.contest()
    desk.announce()
    alma, _bela = desk.stand(contest, "Alma Ardent", "Bela Brook")
    Contest.objects.filter(pk=contest.pk).update(state=state)
    changed(alma, Standing.WITHDRAWN, CLOSE + DAY)
    with at(CLOSE + DAY):
        assert life.look_again(by=desk.orla.scope, contest=contest).state == state


# Members ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "row"),
    [
        (MemberStatus.EXPELLED, "expelled after the freeze"),
        (MemberStatus.DIED, "died"),
        (MemberStatus.SUSPENDED, "suspended"),
    ],
)
def test_check_6_member_revoked_after_the_freeze_stays_on_the_roll_and_votes(
    desk: Desk, tmp_path: Path, settings: object, status: MemberStatus, row: str
) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    Member.objects.of(desk.organisation).filter(number="0007").update(status=status)
    entry = entry_numbered(contest.roll, "0007")
    assert (entry.standing, entitled_now(contest.roll)) == (EntryStanding.ENTITLED, 10)
    desk.cast(contest, "0007", [1, 0, 0])
    assert voted_on_screen(contest) == 1


# During the poll ----------------------------------------------------------------------------------------------------


def test_outage_in_the_last_hour_is_made_good_to_the_minute(desk: Desk, tmp_path: Path, settings: object) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    desk.cast(contest, "0001", [1, 2, 3])
    with at(CLOSE - 50 * MINUTE):
        contest = life.pause_poll(by=desk.orla.scope, contest=contest, reason="Power cut in Alderby.")
    with pytest.raises(NotOpen):
        desk.cast(contest, "0002", [1, 0, 0])
    with at(CLOSE - 30 * MINUTE):
        life.resume_poll(by=desk.orla.scope, contest=contest)
        proposal = propose_extension(
            by=desk.orla.scope, contest=contest, lost_minutes=20, reason="Power cut in Alderby, 20 minutes lost."
        )
        assert desk.agree(proposal) == "Secretary: poll open."
    later = CLOSE + 20 * MINUTE
    contest.refresh_from_db()
    assert (contest.closes_at, contest.lost_minutes) == (later, 20)
    assert contest.notice == "Power cut in Alderby, 20 minutes lost."
    assert (poll_of(contest).closes, poll_of(contest).state) == (later, PollState.OPEN)
    desk.work_until(CLOSE + MINUTE)
    contest.refresh_from_db()
    assert contest.state == ContestState.POLL_OPEN
    desk.cast(contest, "0002", [1, 0, 0])
    desk.work_until(later)
    contest.refresh_from_db()
    assert (contest.state, poll_of(contest).state) == (ContestState.CLOSED, PollState.CLOSED)
    assert voted_on_screen(contest) == 2
    extended = Entry.objects.get(act="elections.extend_poll")
    assert extended.details == {
        "from": "poll_open",
        "to": "poll_open",
        "reason": "Power cut in Alderby, 20 minutes lost.",
        "closes": later.isoformat(),
        "lost_minutes": 20,
    }


def test_inquorate(desk: Desk, tmp_path: Path, settings: object) -> None:
    contest = desk.contest(quorum_percent=30)
    opened(desk, contest, tmp_path, settings)
    for number in ("0001", "0002"):
        desk.cast(contest, number, [1, 2, 3])
    desk.cast(contest, "0002", [2, 1, 3])
    desk.work_until(CLOSE)
    contest.refresh_from_db()
    voted = voted_on_screen(contest)
    assert voted == 2
    with at(CLOSE):
        proposal = propose_declaration(by=desk.orla.scope, contest=contest, voted=voted)
        with pytest.raises(ValidationError, match="find the poll inquorate instead"):
            desk.agree(proposal)
        contest = life.find_inquorate(by=desk.orla.scope, contest=contest, voted=voted)
    assert contest.state == ContestState.INQUORATE
    assert Entry.objects.get(act="elections.find_inquorate").details == {
        "from": "closed",
        "to": "inquorate",
        "voted": 2,
        "entitled": 10,
        "percent": 30,
    }


def test_quorate_by_one_vote_is_not_found_inquorate(desk: Desk, tmp_path: Path, settings: object) -> None:
    contest = desk.contest(quorum_percent=30)
    opened(desk, contest, tmp_path, settings)
    desk.work_until(CLOSE)
    contest.refresh_from_db()
    with at(CLOSE), pytest.raises(ValidationError, match="3 of 10 voted, and the terms ask for 30 per cent"):
        life.find_inquorate(by=desk.orla.scope, contest=contest, voted=3)


def test_voided_and_run_again_on_the_same_roll(desk: Desk, tmp_path: Path, settings: object) -> None:
    contest = desk.contest()
    opened(desk, contest, tmp_path, settings)
    desk.cast(contest, "0001", [1, 2, 3])
    with at(OPEN + 2 * DAY):
        desk.agree(propose_void(by=desk.orla.scope, contest=contest, reason="A name is missing on the paper."))
    contest.refresh_from_db()
    poll = poll_of(contest)
    assert (contest.state, poll.state) == (ContestState.VOIDED, PollState.VOIDED)
    with pytest.raises(booth_room.NotAllowed):
        booth_room.publish_tally(by=desk.orla.scope, poll=poll)

    with at(OPEN + 3 * DAY):
        again = run_again(
            by=desk.orla.scope, contest=contest, same_candidates=True, reason="A name was missing on the paper."
        )
        with pytest.raises(ValidationError, match="being run again already"):
            run_again(by=desk.tam.scope, contest=contest, same_candidates=True, reason="r")
        dates = {
            "codes_at": OPEN + 10 * DAY,
            "poll_opens": OPEN + 12 * DAY,
            "poll_closes": OPEN + 20 * DAY,
            "complaints_by": OPEN + 27 * DAY,
        }
        second = change_election(by=desk.orla.scope, election=again.election, version=0, changes=dates)
        announce(by=desk.orla.scope, election=second)
        desk.agree(propose_opening(by=desk.orla.scope, election=second))
    again.refresh_from_db()
    assert (again.state, again.run_again_of, again.roll, again.rule) == (
        ContestState.VALIDATED,
        contest,
        contest.roll,
        contest.rule,
    )
    assert sorted(c.name for c in again.candidates.on_the_paper()) == ["Alma Ardent", "Bela Brook", "Ida Inch"]
    assert set(ScheduledAct.objects.filter(subject=second.scope).values_list("act", flat=True)) == {
        "elections.send_codes",
        "elections.open_poll",
        "elections.remind_midway",
        "elections.remind_last_day",
        "elections.close_poll",
        "elections.end_complaints",
    }
    with at(dates["codes_at"]):
        desk.prepare(again, folder=tmp_path, settings=settings)
    desk.work_until(dates["poll_opens"])
    desk.cast(again, "0001", [3, 1, 2])
    desk.work_until(dates["poll_closes"])
    again.refresh_from_db()
    assert (again.state, voted_on_screen(again)) == (ContestState.CLOSED, 1)
    assert (voted_on_screen(contest), poll_of(contest).state) == (1, PollState.VOIDED)


def test_only_what_came_to_nothing_is_run_again(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    with pytest.raises(ValidationError, match="only what was voided, or in which too few voted"):
        run_again(by=desk.orla.scope, contest=contest, same_candidates=True, reason="r")
    assert Election.objects.count() == 1


def test_by_election_inherits_rule_and_term_and_may_take_another_rule(desk: Desk) -> None:
    term = (COMPLAINTS + timedelta(days=700)).date()
    contest = desk.contest(
        "Executive", vacancies=9, term_ends=term, constraints=[{"category": "women", "min": 4, "max": None}]
    )
    desk.announce()
    with at(COMPLAINTS + 30 * DAY):
        seat = call_by_election(by=desk.orla.scope, contest=contest, vacancies=1, reason="A2 has resigned.")
    assert (seat.rule, seat.term_ends, seat.vacancies, seat.by_election_of) == ("scotland_2011", term, 1, contest)
    assert (seat.election.kind, seat.election.title, seat.constraints) == ("by_election", "By-election: Executive", [])
    given = {"rule": "irv", "rule_adopted_by": "Executive committee", "rule_adopted_on": COMPLAINTS.date()}
    seat = change_contest(by=desk.orla.scope, contest=seat, version=0, terms=given)
    contest.refresh_from_db()
    assert (seat.rule, contest.rule) == ("irv", "scotland_2011")


@pytest.mark.parametrize("vacancies", [0, 10])
def test_by_election_for_other_than_its_places(desk: Desk, vacancies: int) -> None:
    contest = desk.contest("Executive", vacancies=9)
    with pytest.raises(ValidationError, match="between 1 and 9 of them can be vacant"):
        call_by_election(by=desk.orla.scope, contest=contest, vacancies=vacancies, reason="r")


def test_by_election_after_the_term(desk: Desk) -> None:
    contest = desk.contest(term_ends=CLOSE.date())
    with at(CLOSE + DAY), pytest.raises(ValidationError, match="The term of Secretary has ended"):
        call_by_election(by=desk.orla.scope, contest=contest, vacancies=1, reason="r")


def test_complaint_holds_the_result_back_until_it_is_settled(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.PROVISIONAL)
    with at(CLOSE + DAY):
        life.take_up_complaint(by=desk.orla.scope, contest=contest, complaint="3")
    desk.work_until(COMPLAINTS)
    said = ScheduledAct.objects.get(act="elections.end_complaints").outcome
    assert said == "No more complaints are taken; still under complaint: Secretary."
    with at(COMPLAINTS):
        proposal = propose_final(by=desk.orla.scope, contest=contest)
        with pytest.raises(ValidationError, match="its state is “under complaint”"):
            desk.agree(proposal)
        life.settle_complaint(by=desk.orla.scope, contest=contest, complaint="3")
        assert desk.agree(proposal) == "Secretary: final."


def test_freeze_rolls_does_not_touch_a_roll_that_is_there(desk: Desk) -> None:
    first, second = desk.contest("Secretary"), desk.contest("Treasurer")
    desk.announce()
    with at(FREEZE):
        desk.agree(propose_freeze(by=desk.orla.scope, election=desk.election))
    first.refresh_from_db()
    Contest.objects.filter(pk=second.pk).update(roll=None)
    with at(FREEZE + MINUTE):
        (roll,) = freeze_rolls(by=desk.orla.scope, election=desk.election)
    second.refresh_from_db()
    assert second.roll == roll != first.roll
