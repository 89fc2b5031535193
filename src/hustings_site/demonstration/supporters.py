"""A vote on a supporters' list, from the codes to the verified ballots: one officer, a key of the server's."""

from hustings.belenios.v1.workers import Workers
from hustings_site.demonstration.act_6 import PASSPHRASE
from hustings_site.demonstration.voters import rng
from hustings_site.elections import life, secrecy
from hustings_site.elections.codes import reminders, sending
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.codes.running import work
from hustings_site.elections.keys.services import election_key, make_server_key
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening import closing, running
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.elections.polling import prepare_polls


def send_codes(by: str, election: Election, server: str, seed: str) -> dict[str, str]:
    """Draw the codes of an election with one contest and mail them; code by membership number."""
    drawn = rng(seed)
    make_server_key(by=by, election=election, rng=drawn)
    prepare_polls(
        by=by,
        election=election,
        contests=[election.contests.get()],
        key=election_key(election),
        passphrase=PASSPHRASE,
        server=server,
        rng=drawn,
    )
    issue = Issue.objects.get(election=election)
    given = secrecy.mailing(by=by, issue=issue, passphrase=PASSPHRASE)
    sending.mail(by=by, issue=issue, given=given)
    return {each.holder.number: each.code for each in given}


def remind(by: str, election: Election) -> None:
    """Who has not voted half-way gets a mail, and the promise of it is kept."""
    run = reminders.begin_reminders(by=by, issue=Issue.objects.get(election=election), passphrase=PASSPHRASE)
    work(run, lambda told: reminders.remind(by=by, run=run, told=told))


def open_ballots(by: str, contest: Contest, workers: Workers) -> None:
    """The vote closes, the book is erased, the ballots are opened and the whole archive is verified."""
    life.close_poll(by=by, contest=contest)
    issue = Issue.objects.get(election=contest.election)
    closing.close_book(by=by, issue=issue, passphrase=PASSPHRASE)
    closing.propose_erasing(by=by, issue=issue)
    opening = BoardOpening.objects.create(contest=contest)
    running.work(contest.pk, by, workers)
    opening.refresh_from_db()
    assert opening.state == OpeningState.VERIFIED, (opening.why_stopped, opening.failures)
