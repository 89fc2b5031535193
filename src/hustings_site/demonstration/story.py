"""The whole story from start to end, step by step, so that whoever waits sees what is being played."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from hustings.belenios.v1.workers import Workers, all_cores
from hustings_site.accounts.models import User
from hustings_site.campaign.lanternmakers import play as put_programme
from hustings_site.demonstration import (
    act_1,
    act_2,
    act_3,
    act_4,
    act_5,
    act_6,
    act_7,
    act_8,
    act_9,
    cast,
    codes,
    endorsement,
    on_paper,
)
from hustings_site.demonstration.executive import find_executive
from hustings_site.demonstration.stage import Stage, find_stage, seat_members, set_stage
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Election
from hustings_site.journal import clock
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.slates import lanternmakers as slate_story

ELECTION, AFTER = 10, 78
"""Weeks from the first announcement to the day on which those elected sit down, and eighteen months from then on. The
story ends yesterday; what is left open is of today (decision 0260)."""

WEEKS = ELECTION + AFTER
TREASURERS = 5
"""Weeks before the end in which the treasurer's by-election is prepared."""


def began(today: datetime) -> datetime:
    """When week 0 of the story begins, so that it ends yesterday at noon; act 1 is three years before."""
    yesterday = (today - timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    return yesterday - timedelta(weeks=WEEKS)


def play(server: str, today: datetime, say: Callable[[str], None]) -> Iterator[str]:
    """Play what has not been played yet; a line for each thing that happened. `say` is told of long work."""
    start = began(today)
    if find_stage(start) is not None:
        yield "played before; everything is as it was left"
        return
    with clock.standing_at(start + timedelta(weeks=act_1.SAT_DOWN)):
        stage = set_stage(start)
    yield f"Act 1: {act_1.play(stage)}"
    yield f"Act 2: {act_2.play(find_executive(stage))}"
    taken = stage.at(0, lambda: act_3.import_members(stage))
    seat_members(stage, (cast.CANDIDATES[0], cast.MEMBER))
    electorates = stage.at(0.1, lambda: act_3.define_electorates(stage))
    yield f"Act 3: {taken.rows} rows imported, {taken.rejected} rejected with line and cure"
    election = stage.at(0.2, lambda: act_4.announce(stage, electorates))
    slates = _slates(stage, election)
    stage.at(0.3, slates.begin)
    yield from _nominations(stage, election, server, slates)
    stage.at(6.2, lambda: act_6.make_key(stage, election))
    stage.at(6.3, lambda: on_paper.hold_apart(stage, election))
    say("drawing and sending the voting codes")
    issue = stage.at(6.5, lambda: codes.issue_codes(stage, election, server))
    with all_cores(None) as workers:
        yield from _poll(stage, election, issue, workers, say)
        yield from _count_night(stage, election, workers, say)
        executive = find_executive(stage)
        yield f"Act 8: {act_8.play(executive, election)}"
        yield f"Act 9: {act_9.play(executive, election, server)}"
        yield f"Act 9: {endorsement.play(stage, election, server, workers)}"
    stage.at(WEEKS - slate_story.UNANSWERED / 7, slates.apply_in_vain)
    stage.at(WEEKS, do_what_is_due)
    todays = stage.at(WEEKS - TREASURERS, lambda: act_3.define_todays_electorates(stage))
    codes.open_treasurers_poll(stage, todays["Members"], server)
    yield "Left open: Treasurer, by-election, until tomorrow"
    act_4.open_nominations_of_gorsehead(stage, todays)
    yield "Left open: nominations for Gorsehead’s delegate"


def _slates(stage: Stage, election: Election) -> slate_story.Story:
    bodies = stage.at(0.3, lambda: slate_story.load_bodies(by=stage.officer, organisation=stage.union))
    return slate_story.Story(election.contests.get(title=act_4.EXECUTIVE), bodies, stage.officer, stage.week(0.3))


def _nominations(stage: Stage, election: Election, server: str, slates: slate_story.Story) -> Iterator[str]:
    """Acts 4 and 5."""
    made = stage.at(2, lambda: act_4.nominate(stage, election))
    contest = election.contests.get(title=act_4.EXECUTIVE)
    stage.at(2, lambda: act_4.accept_for_the_executive(stage, election))
    with all_cores(None) as workers:
        order = act_5.hold_poll(stage, contest, slates.slates["Anchor"], server, workers)
    stage.at(2.2, lambda: slates.recommend(order))
    yield f"Act 5: {slate_story.consulted(order)}"
    stage.at(3, lambda: act_4.suspend(stage, election))
    stage.at(5, lambda: act_4.reinstate(stage, election))
    stage.at(5.2, lambda: act_4.answer(stage, election))
    standing = stage.at(6.05, lambda: act_4.publish(stage, election))
    stage.at(6.06, lambda: act_8.tell_slates_apart(stage, election))
    stands = ", ".join(f"{name} {number}" for name, number in standing.items())
    yield f"Act 4: {made} nominations; candidates: {stands}"
    put_programme(contest=contest, officers=_two_officers(stage), site=server, begins=stage.week(1))
    yield "Act 4: twelve points put to twenty candidates, and a hustings meeting"
    yield "Act 5: three slates made in three ways; a substitute stands in for two weeks"
    election.refresh_from_db()


def _poll(
    stage: Stage, election: Election, issue: Issue, workers: Workers, say: Callable[[str], None]
) -> Iterator[str]:
    """Act 6."""

    def told(done: int, total: int) -> None:
        say(f"{done} of {total} ballots cast")

    stage.at(7.01, lambda: codes.open_poll(stage, election))
    elmwick = election.contests.get(title=act_4.ELMWICK)
    early = stage.at(7.1, lambda: act_6.vote(stage, [elmwick], issue, workers, told))
    stage.at(7.2, lambda: codes.give_codes_again(stage, issue))
    stage.at(7.25, lambda: on_paper.void_elmwick(stage, elmwick))
    yield f"Act 6: {elmwick.title} voided on day 2, {early} ballots stay sealed; it is run again"
    stage.at(7.3, lambda: on_paper.hand_over(stage, election, issue))
    stage.at(7.35, lambda: on_paper.send_papers(stage, election))
    polled = list(election.contests.filter(state=ContestState.POLL_OPEN).order_by("position"))
    stage.at(8, lambda: codes.remind(stage, issue))
    ballots = stage.at(8, lambda: act_6.vote(stage, polled, issue, workers, told))
    stage.at(8.5, lambda: act_6.stuff(polled[0]))
    stage.at(8.6, lambda: on_paper.receive(stage, election))
    stage.at(8.86, lambda: codes.remind(stage, issue))
    stage.at(8.99, lambda: on_paper.lose_twenty_minutes(stage, polled))
    stage.at(9.01, lambda: act_6.close(stage, election, issue))
    stage.at(9.02, lambda: on_paper.open_papers(stage, election))
    stage.at(9.03, lambda: act_6.erase(stage, issue))
    yield f"Act 6: {issue.voters} codes, {issue.spares_given.count()} given again, {ballots} ballots cast on screen"
    yield f"Act 6: {act_6.ON_PAPER} envelopes opened, {on_paper.BOTH_WAYS} set aside, {on_paper.LATE} late"


def _count_night(stage: Stage, election: Election, workers: Workers, say: Callable[[str], None]) -> Iterator[str]:
    """Act 7."""
    for contest in election.contests.filter(state=ContestState.CLOSED).order_by("position"):
        say(f"{contest.title}: shuffling, decrypting, verifying")
        kept = stage.at(9.05, lambda contest=contest: act_6.open_ballots(stage, contest, workers))  # type: ignore[misc]
        result = stage.at(9.1, lambda contest=contest: act_7.count(stage, contest))  # type: ignore[misc]
        elected = ", ".join(place.candidate.name for place in result.elected.all())
        yield f"Act 7: {contest.title}: {elected} (hustings verify {kept})"
    stage.at(9.1, lambda: act_8.declare_unopposed(stage, election))
    stage.at(9.2, lambda: on_paper.complain_about_the_count(stage, election.contests.get(title=act_4.EXECUTIVE)))
    stage.at(act_8.FINAL, lambda: act_8.make_final(stage, election))


def _two_officers(stage: Stage) -> tuple[User, User]:
    """The returning officer and the deputy."""
    emails = [player.email for player in cast.OFFICERS if player.name in {"Orla Wick", "Tam Rill"}]
    return stage.users[emails[0]], stage.users[emails[1]]
