"""Codes on their way: drawn, sealed, sent by mail and letter, given again; and the by-election that is left open."""

from datetime import timedelta

from hustings_site.accounts.enums import Office
from hustings_site.demonstration import act_4, post_room
from hustings_site.demonstration.act_6 import PASSPHRASE, REISSUED
from hustings_site.demonstration.stage import Stage
from hustings_site.demonstration.voters import rng
from hustings_site.elections import secrecy
from hustings_site.elections.approved_acts import propose_opening
from hustings_site.elections.codes import reminders, sending
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.running import work
from hustings_site.elections.keys import services as keys
from hustings_site.elections.models import Election
from hustings_site.elections.polling import prepare_polls
from hustings_site.elections.preparing import contests_to_prepare
from hustings_site.journal import clock
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import Electorate


def issue_codes(stage: Stage, election: Election, server: str) -> Issue:
    """Week 6: the boards are set up, the codes drawn, sealed and sent by mail and by letter."""
    by = stage.user(Office.CODE_OFFICE)
    prepared = prepare_polls(
        by=by,
        election=election,
        contests=contests_to_prepare(election),
        key=keys.election_key(election),
        passphrase=PASSPHRASE,
        server=server,
        rng=rng(f"codes {election.slug}"),
    )
    issue = Issue.objects.get(booth=prepared.uuid)
    given = secrecy.mailing(by=by, issue=issue, passphrase=PASSPHRASE)
    sending.mail(by=by, issue=issue, given=sending.by_channel(given, Channel.EMAIL))
    if by_post := sending.by_channel(given, Channel.POST):
        letters = sending.print_letters(by=by, issue=issue, given=by_post)
        post_room.keep(f"letters-{election.slug}.pdf", letters)
    stage.agree(propose_opening(by=stage.officer, election=election))
    return issue


def open_poll(_stage: Stage, election: Election) -> None:
    """Week 7: the timetable opens the poll that two officers agreed on."""
    do_what_is_due()
    election.refresh_from_db()


def give_codes_again(stage: Stage, issue: Issue) -> None:
    """Thirty-one whose code did not come are given another."""
    by = stage.user(Office.CODE_OFFICE)
    for holder in list(issue.holders.select_related("entry__branch"))[20 : 20 + 40 * REISSUED : 40]:
        given = secrecy.reissue(
            by=by, issue=issue, entry=holder.entry, passphrase=PASSPHRASE, rng=rng(f"spare {holder.number}")
        )
        sending.mail(by=by, issue=issue, given=[given])


def remind(stage: Stage, issue: Issue) -> None:
    """Weeks 8 and 9: the register is marked, and who has not voted by then gets a mail; the promises are kept."""
    by = stage.user(Office.CODE_OFFICE)
    run = reminders.begin_reminders(by=by, issue=issue, passphrase=PASSPHRASE)
    work(run, lambda told: reminders.remind(by=by, run=run, told=told))


def open_treasurers_poll(stage: Stage, electorate: Electorate, server: str) -> Election:
    """Left open: a by-election with six candidates, a vote to cast until tomorrow, your letter in the Post Room."""
    now = clock.now()
    dates = {
        "nominations_open": -21,
        "nominations_close": -14,
        "accept_by": -13,
        "proofs_by": -12,
        "freeze_at": -12,
        "codes_at": -4,
        "poll_opens": -0.75,  # so short that one reminder is promised, and that one is still to come
        "poll_closes": 1,
        "complaints_by": 8,
    }
    moments = {name: now + timedelta(days=days) for name, days in dates.items()}
    with clock.standing_at(now - timedelta(days=28)):
        election = act_4.set_up_treasurer(stage, electorate, moments)
    with clock.standing_at(now - timedelta(days=20)):
        act_4.nominate_treasurers(stage, election)
    with clock.standing_at(now - timedelta(days=13, hours=1)):
        act_4.answer(stage, election)
    with clock.standing_at(now - timedelta(days=12) + timedelta(hours=1)):
        act_4.publish(stage, election)
        keys.make_server_key(by=stage.officer, election=election, rng=rng("treasurer"))
    election.refresh_from_db()
    with clock.standing_at(now - timedelta(days=4)):
        issue_codes(stage, election, server)
    with clock.standing_at(moments["poll_opens"] + timedelta(minutes=1)):
        open_poll(stage, election)
    return election
