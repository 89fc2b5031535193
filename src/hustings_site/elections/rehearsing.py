"""Rehearsing the booth before the poll: the real questions on boards of their own, with codes for those who try.

Its key is drawn and forgotten at once, so that nobody can ever open what is cast, and the booth refuses to call it
opened. The real poll has other identifiers, codes and boards; beginning it touches nothing here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.belenios.v1.credentials import PublicCredential, draw_base58, draw_code, public_credential
from hustings.belenios.v1.credentials import write_credentials as written
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import Randomness, SystemRandomness, scalar
from hustings.belenios.v1.trustees import Single, prove_key
from hustings_site.booth import services as booth_room
from hustings_site.booth.models import Booth
from hustings_site.elections.codes.models import Rehearsal
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Election
from hustings_site.elections.polling import ElectionKey, set_up
from hustings_site.journal import clock
from hustings_site.journal.services import record

LASTS = timedelta(days=7)
_OPEN_SYSTEM = SystemRandomness()


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal that is open: its booth, and the codes, which are kept nowhere."""

    booth: Booth
    codes: Sequence[str]

    def __repr__(self) -> str:
        """Without the codes."""
        return f"Rehearsed({self.booth.uuid})"


@transaction.atomic
def rehearse(*, by: str, election: Election, codes: int, server: str, rng: Randomness = _OPEN_SYSTEM) -> Rehearsed:
    """Open a booth to try out for a week. Raises ValidationError before the candidates of a contest are published."""
    contests = list(election.contests.filter(state__in=[ContestState.VALIDATED, ContestState.POLL_OPEN]))
    if not contests:
        raise ValidationError(_("No contest has its candidates published: there is no ballot paper to try."))
    drawn = [draw_code(rng) for _each in range(codes)]
    polls = {draw_base58(rng, 14): contest for contest in contests}
    halves = {
        uuid: written([PublicCredential(ED25519.text(public_credential(ED25519, uuid, code))) for code in drawn])
        for uuid in polls
    }
    forgotten = ElectionKey((Single(prove_key(ED25519, scalar(rng, ED25519.order), rng)),), booth_room.OPERATOR)
    booth = set_up(
        by=by,
        election=election,
        polls=polls,
        halves=halves,
        key=forgotten,
        server=server,
        booth_uuid=draw_base58(rng, 14),
        rehearsal_until=clock.now() + LASTS,
    )
    try:
        booth_room.open_booth(by=by, booth=booth, now=clock.now())
    except booth_room.NotAllowed as refusal:
        raise ValidationError(str(refusal)) from refusal
    Rehearsal.objects.create(election=election, booth=booth.uuid, at=clock.now(), codes=codes)
    record(by=by, act="elections.rehearse", subject=election.scope, details={"booth": booth.uuid, "codes": codes})
    booth.refresh_from_db()
    return Rehearsed(booth, drawn)
