"""Preparing the polls of an election: a board for each contest, one booth, one code for each voter.

The list of candidates is published, the rolls are frozen, the key holders have made their key: then `prepare_polls`
fixes the bytes of every election.json and nothing on a ballot paper changes any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.election import make_election
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
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
from hustings_site.elections.secrecy import issue_credentials
from hustings_site.journal import clock
from hustings_site.journal.services import record

_OPEN_SYSTEM = SystemRandomness()


@dataclass(frozen=True, slots=True)
class ElectionKey:
    """The trustees whose key encrypts the ballots, and what voters are told about it."""

    trustees: tuple[Trustee, ...]
    secrecy: booth_room.Secrecy


@transaction.atomic
def prepare_polls(
    *,
    by: str,
    election: Election,
    contests: Sequence[Contest],
    key: ElectionKey,
    passphrase: str,
    server: str,
    rng: Randomness = _OPEN_SYSTEM,
) -> Booth:
    """Draw the codes and set up a board for each contest, all behind one booth, which is not open yet.

    `passphrase` seals the book of the codes; `server` is the site's address as voters type it. Raises ValidationError
    where a contest is not ready, or has its poll already.
    """
    _require_ready(election, contests, key)
    booth_uuid = draw_base58(rng, 14)
    polls = {draw_base58(rng, 14): contest for contest in contests}
    public_halves = issue_credentials(
        by=by,
        election=election,
        booth_uuid=booth_uuid,
        polls=polls,
        spares=election.spares,
        passphrase=passphrase,
        rng=rng,
    )
    booth = booth_room.prepare_booth(
        by=by,
        server=server,
        title=election.title,
        organisation=election.organisation.name,
        languages=_languages(election),
        secrecy=key.secrecy,
        help_text=_("Your helpline: no code came, a code does not work, a question."),
        help_url=server.rstrip("/") + reverse("elections:no_code", args=[election.slug]),
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
            credential_authority="server",
        )
        closes = contest.closes_at or election.poll_closes
        assert closes is not None, "checked above"
        booth_room.prepare_poll(
            by=by,
            booth=booth,
            election=made.body,
            trustees=write_trustees(ED25519, key.trustees),
            credentials=public_halves[uuid],
            title=contest.title,
            kind=kind_of(contest),
            closes=closes,
            printed=printed_beside(contest),
            notes=notes_of(contest),
            instructions=instructions_of(contest),
            starts=starts_of(contest),
            now=clock.now(),
        )
        contest.poll = uuid
        contest.save(update_fields=["poll"])
    if election.booth is None:
        election.booth = booth_uuid
        election.save(update_fields=["booth"])
    record(by=by, act="elections.prepare_polls", subject=election.scope, details={"booth": booth_uuid})
    return booth


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
