"""An election whose polls are closed, its ballots opened by the server and verified, as the desk would leave it."""

from django.test import Client
from key_holders import browser, person
from polled import BY, PASSPHRASE, Polled, polled

from hustings.belenios.v1.encoding import Json
from hustings_site.accounts.enums import Office
from hustings_site.booth import services as booth_room
from hustings_site.elections import secrecy
from hustings_site.elections.enums import ContestState, ElectionKind
from hustings_site.elections.keys.services import election_key, make_server_key
from hustings_site.elections.models import Contest
from hustings_site.elections.opening import running
from hustings_site.elections.opening.closing import close_book
from hustings_site.journal import clock

EXECUTIVE: dict[str, Json] = {"0001": [1, 2, 3], "0002": [0, 1, 0], "0003": [2, 1, 0]}
"""Bela Brook 2, Alma Ardent 1 first preferences."""
TIED: dict[str, Json] = {"0001": [1, 0, 0], "0002": [0, 1, 0]}


def opened_poll(
    votes: dict[str, Json] = EXECUTIVE,
    youth: dict[str, Json] | None = None,
    kind: ElectionKind = ElectionKind.MEMBERS,
    **terms: object,
) -> Polled:
    """`votes` are cast for the executive, `youth` for the other contest; `terms` are those of both contests."""
    vote = polled()
    vote.election.kind = kind
    vote.election.announced_at = vote.election.poll_closes
    vote.election.save()
    for contest in (vote.executive, vote.youth):
        for name, value in terms.items():
            setattr(contest, name, value)
        contest.save()
    make_server_key(by=BY, election=vote.election)
    vote.key = election_key(vote.election)
    vote.open()
    given = {each.holder.number: each.code for each in secrecy.mailing(by=BY, issue=vote.issue, passphrase=PASSPHRASE)}
    for contest, cast in ((vote.executive, votes), (vote.youth, youth or {})):
        for number, choice in cast.items():
            vote.cast(contest, given[number], choice)
    for contest in (vote.executive, vote.youth):
        booth_room.close_poll(by=BY, poll=vote.poll(contest))
        Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED, closes_at=clock.now())
        contest.refresh_from_db()
    close_book(by=BY, issue=vote.issue, passphrase=PASSPHRASE)
    secrecy.erase_book(by=BY, issue=vote.issue)
    running.start(by=BY, contest=vote.executive)
    return vote


def officers(vote: Polled) -> tuple[Client, Client]:
    """The returning officer and the deputy, each in a browser."""
    return (
        browser(person("Orla", Office.RETURNING_OFFICER, vote.election)),
        browser(person("Dan", Office.DEPUTY, vote.election)),
    )
