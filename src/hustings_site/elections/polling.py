"""Preparing the polls of an election: a board for each contest, one booth, one code for each voter.

The list of candidates is published, the rolls are frozen, the key holders have made their key: then `prepare_polls`
fixes the bytes of every election.json and nothing on a ballot paper changes any more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.belenios.v1.authority import Book
from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.election import make_election
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.trustees import Trustee, election_public_key, write_trustees
from hustings_site.booth import services as booth_room
from hustings_site.booth.models import Booth
from hustings_site.elections.ballot_papers import (
    instructions_of,
    kind_of,
    notes_of,
    printed_beside,
    question_of,
    starts_of,
)
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.secrecy import draw_codes, issue_credentials, receive_credentials
from hustings_site.journal import clock
from hustings_site.journal.services import record

_OPEN_SYSTEM = SystemRandomness()


@dataclass(frozen=True, slots=True)
class ElectionKey:
    """The trustees whose key encrypts the ballots, and what voters are told about it."""

    trustees: tuple[Trustee, ...]
    secrecy: booth_room.Secrecy


def prepare_polls(
    *,
    by: str,
    election: Election,
    contests: Sequence[Contest],
    key: ElectionKey,
    passphrase: str,
    server: str,
    rng: Randomness = _OPEN_SYSTEM,
    booth_uuid: str = "",
    told: Callable[[int], object] = lambda _drawn: None,
) -> Booth:
    """Draw the codes and set up a board for each contest, all behind one booth, which is not open yet.

    `passphrase` seals the book of the codes; `server` is the site's address as voters type it; `booth_uuid`: one drawn
    before; `told` hears how many codes are drawn. The codes are drawn before the transaction, so that nobody waits for
    it meanwhile. Raises ValidationError where a contest is not ready, or has its poll already.
    """
    _require_ready(election, contests, key)
    booth_uuid = booth_uuid or draw_base58(rng, 14)
    polls = {draw_base58(rng, 14): contest for contest in contests}
    book = draw_codes(polls=polls, spares=election.spares, rng=rng, told=told)
    return _prepare_drawn(by, election, polls, key, passphrase, server, booth_uuid, book)


@transaction.atomic
def _prepare_drawn(
    by: str,
    election: Election,
    polls: Mapping[str, Contest],
    key: ElectionKey,
    passphrase: str,
    server: str,
    booth_uuid: str,
    book: Book,
) -> Booth:
    Election.objects.select_for_update().get(pk=election.pk)
    _require_ready(election, list(Contest.objects.filter(pk__in=[each.pk for each in polls.values()])), key)
    public_halves = issue_credentials(
        by=by, election=election, booth_uuid=booth_uuid, polls=polls, book=book, passphrase=passphrase
    )
    booth = set_up(
        by=by, election=election, polls=polls, halves=public_halves, key=key, server=server, booth_uuid=booth_uuid
    )
    _attach(by, election, polls, booth)
    return booth


@transaction.atomic
def prepare_polls_of_office(
    *,
    by: str,
    election: Election,
    polls: Mapping[str, Contest],
    key: ElectionKey,
    halves: Mapping[str, bytes],
    server: str,
    rng: Randomness = _OPEN_SYSTEM,
) -> Booth:
    """The same where an independent code office drew the codes: the server is given the public half of each board.

    `polls` maps the identifier that the office drew with to its contest (`codes/independent.py`). Raises
    ValidationError where a half is not one, or has another number of codes than electors and spares.
    """
    _require_ready(election, list(polls.values()), key)
    booth_uuid = draw_base58(rng, 14)
    receive_credentials(
        by=by, election=election, booth_uuid=booth_uuid, polls=polls, halves=halves, spares=election.spares
    )
    try:
        booth = set_up(
            by=by,
            election=election,
            polls=polls,
            halves=halves,
            key=key,
            server=server,
            booth_uuid=booth_uuid,
            drawn_by=_("independent code office"),
        )
    except Refused as refusal:
        raise ValidationError(_("The list of codes is refused: %(why)s.") % {"why": refusal}) from None
    _attach(by, election, polls, booth)
    return booth


def set_up(
    *,
    by: str,
    election: Election,
    polls: Mapping[str, Contest],
    halves: Mapping[str, bytes],
    key: ElectionKey,
    server: str,
    booth_uuid: str,
    drawn_by: str = "server",
    rehearsal_until: datetime | None = None,
) -> Booth:
    """A booth and its boards, by identifier, with the list of codes of each; a rehearsal belongs to no contest."""
    booth = booth_room.prepare_booth(
        by=by,
        server=server,
        title=election.title,
        organisation=election.organisation.name,
        languages=_languages(election),
        secrecy=key.secrecy,
        help_text=_("Your helpline: no code came, a code does not work, a question."),
        help_url=server.rstrip("/") + reverse("elections:no_code", args=[election.slug]),
        rehearsal=rehearsal_until is not None,
        uuid=booth_uuid,
    )
    for uuid, contest in polls.items():
        made = make_election(
            name=f"{election.title}: {contest.title}",
            description=str(election.organisation),
            group=ED25519,
            public_key=election_public_key(ED25519, key.trustees),
            questions=(question_of(contest),),
            uuid=uuid,
            administrator=str(election.organisation),
            credential_authority=drawn_by,
        )
        closes = rehearsal_until or contest.closes_at or election.poll_closes
        assert closes is not None, "the timetable says it"
        booth_room.prepare_poll(
            by=by,
            booth=booth,
            election=made.body,
            trustees=write_trustees(ED25519, key.trustees),
            credentials=halves[uuid],
            title=contest.title,
            kind=kind_of(contest),
            closes=closes,
            printed=printed_beside(contest),
            notes=notes_of(contest),
            instructions=instructions_of(contest),
            starts=starts_of(contest),
            now=clock.now(),
        )
    return booth


def _attach(by: str, election: Election, polls: Mapping[str, Contest], booth: Booth) -> None:
    """Let the contests and the election know their boards."""
    for uuid, contest in polls.items():
        contest.poll = uuid
        contest.save(update_fields=["poll"])
    if election.booth is None:
        election.booth = booth.uuid
        election.save(update_fields=["booth"])
    record(by=by, act="elections.prepare_polls", subject=election.scope, details={"booth": booth.uuid})


def _require_ready(election: Election, contests: Sequence[Contest], key: ElectionKey) -> None:
    if election.poll_closes is None:
        raise ValidationError(_("Say in the timetable when the poll closes."))
    if election.statutory and not key.secrecy.names:
        raise ValidationError(_("In a poll that the law prescribes, several people hold the key, not the server."))
    if not contests:
        raise ValidationError(_("No contest of this election has its candidates published."))
    for contest in contests:
        if contest.state != ContestState.VALIDATED:
            raise ValidationError(
                _("%(contest)s: %(state)s. Publish its candidates first.")
                % {"contest": contest, "state": contest.get_state_display()}
            )
        if contest.poll is not None:
            raise ValidationError(_("%(contest)s has its poll already.") % {"contest": contest})


def _languages(election: Election) -> list[str]:
    first = election.organisation.language
    return [first, *(other for other in ("en", "fr") if other != first)]
