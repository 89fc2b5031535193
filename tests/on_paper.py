"""An election of two contests that is voted on screen and on paper, and its close."""

from datetime import timedelta

from polled import BY, PASSPHRASE, Polled, polled

from hustings_site.booth import services as booth_room
from hustings_site.elections import secrecy
from hustings_site.elections.enums import ContestState, PaperRule
from hustings_site.elections.keys import services as keys
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.envelopes import count_found, open_envelopes, receive_envelope
from hustings_site.elections.papers.models import Batch, Envelope, PaperRequest, PrintRun
from hustings_site.elections.papers.requests import ask_for_paper, hand_over_paper
from hustings_site.journal import clock

WATCHER = "Wanda Watch, scrutineer"


def on_paper(rule: PaperRule = PaperRule.BOARD_STANDS) -> Polled:
    """Five members, three young of whom two are among the five; the poll is open, a hundred papers are printed."""
    made = polled()
    made.election.paper_rule = rule
    made.election.save()
    keys.make_server_key(by=BY, election=made.election)
    made.key = keys.election_key(made.election)
    made.open()
    for contest in (made.executive, made.youth):
        PrintRun.objects.create(contest=contest, first=1, last=100, language="en", at=clock.now())
    reopen(made)
    return made


def codes(vote: Polled) -> dict[str, str]:
    given = secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    return {each.holder.number: each.code for each in given}


def ask(vote: Polled, *numbers: str) -> list[PaperRequest]:
    """Each asks for paper and is handed it."""
    made = []
    for number in numbers:
        request = ask_for_paper(by=BY, election=vote.election, number=number, passphrase=PASSPHRASE)
        if request.state == "asked":
            hand_over_paper(by=BY, request=request)
        request.refresh_from_db()
        made.append(request)
    return made


def receive(vote: Polled, *numbers: str) -> list[Envelope]:
    """An envelope of each comes back, two hours ago."""
    at = clock.now() - timedelta(hours=2)
    return [receive_envelope(by=BY, election=vote.election, number=number, received_at=at) for number in numbers]


def late(vote: Polled, *numbers: str) -> list[Envelope]:
    """An envelope of each comes now."""
    return [receive_envelope(by=BY, election=vote.election, number=number) for number in numbers]


def reopen(vote: Polled) -> None:
    """The desk's side of the opening."""
    Contest.objects.filter(election=vote.election).update(state=ContestState.POLL_OPEN)
    _again(vote)


def close(vote: Polled) -> None:
    """An hour ago; the register marked, the spares published."""
    for contest in (vote.executive, vote.youth):
        booth_room.close_poll(by=BY, poll=vote.poll(contest))
    at = clock.now() - timedelta(hours=1)
    Contest.objects.filter(election=vote.election).update(state=ContestState.CLOSED, closes_at=at)
    _again(vote)
    secrecy.mark_register(by=BY, issue=vote.issue, passphrase=PASSPHRASE, why="at the close")
    secrecy.publish_spares(by=BY, issue=vote.issue, passphrase=PASSPHRASE)


def open_all(vote: Polled, found: dict[str, tuple[int, int]], batch: int = 25) -> list[Batch]:
    """Open what waits; `found` says for each contest's title how many papers, and how many envelopes without."""
    opening = open_envelopes(by=BY, election=vote.election, watched_by=WATCHER)
    batches = []
    for contest in (vote.executive, vote.youth):
        papers, without = found[contest.title]
        batches += count_found(by=BY, opening=opening, contest=contest, papers=papers, without=without, batch=batch)
    return batches


def _again(vote: Polled) -> None:
    vote.executive.refresh_from_db()
    vote.youth.refresh_from_db()
