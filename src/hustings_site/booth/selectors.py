"""What may be read of a booth and its boards: all of it is public, save a rehearsal's result, which there is not."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Subquery

from hustings.belenios.v1.decryption import opened_tally
from hustings.belenios.v1.group import Ciphertext
from hustings.belenios.v1.result import Result, read_result
from hustings.belenios.v1.shuffle import Shuffle, read_shuffle
from hustings.belenios.v1.steps import decrypting_stages, require_stage
from hustings.belenios.v1.tally import Tally, read_tally
from hustings_site.booth.boards import datum, election_of, head_of, step_at
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Ballot, Credential, Event, Poll, RefusedCredential

_AT_A_TIME = 500
"""Credentials in one question to the database."""


class NoResult(LookupError):
    """A poll without a result that may be counted: not opened yet, voided, or a rehearsal."""


def has_ballot(*, poll: Poll, credentials: Iterable[str]) -> frozenset[str]:
    """Those of the public credentials of which a ballot stands on the board: for the marked register.

    It looks at all of them alike and writes nothing; a credential that is not on the list has no ballot.
    """
    wanted = list(credentials)
    runs = (wanted[at : at + _AT_A_TIME] for at in range(0, len(wanted), _AT_A_TIME))
    return frozenset(
        public
        for run in runs
        for public in Ballot.objects.filter(poll=poll, credential__in=run).values_list("credential", flat=True)
    )


def ballots_on(poll: Poll) -> int:
    """How many ballots stand on the board, replaced ones included."""
    return Ballot.objects.filter(poll=poll).order_by("-number").values_list("number", flat=True).first() or 0


def counted_ballots_of(poll: Poll) -> Iterator[tuple[str, int]]:
    """Hash and weight of the last ballot of each credential, newest first."""
    later = Ballot.objects.filter(poll=poll, credential=OuterRef("credential"), number__gt=OuterRef("number"))
    weight = Credential.objects.filter(poll=poll, public=OuterRef("credential")).values("weight")
    last = Ballot.objects.filter(~Exists(later), poll=poll).annotate(weight=Subquery(weight)).order_by("-number")
    yield from last.values_list("sha256", "weight").iterator(chunk_size=_AT_A_TIME)


def ballots_of_spares(poll: Poll) -> int:
    """How many of the published spares have voted: never more than the public log assigned."""
    return len(has_ballot(poll=poll, credentials=poll.spares or ()))


def credentials_with_prefix(poll: Poll, prefix: str) -> tuple[list[str], list[str]]:
    """The public credentials that begin so, sorted, and those of them that are refused."""
    listed, refused = (
        list(rows.filter(poll=poll, public__startswith=prefix).order_by("public").values_list("public", flat=True))
        for rows in (Credential.objects, RefusedCredential.objects)
    )
    return listed, refused


def result_of(poll: Poll) -> Result:
    """The decrypted result, for counting: what the board publishes, question by question.

    Raises `NoResult` unless the poll is opened; a rehearsal never is.
    """
    if poll.rehearsal or poll.state != PollState.DECRYPTED:
        raise NoResult(f"{poll}: {poll.get_state_display()}{', a rehearsal' if poll.rehearsal else ''}")
    return read_result(election_of(poll), datum(poll, step_at(poll, "Result"), 0))


def to_shuffle(poll: Poll) -> tuple[tuple[Ciphertext, ...], ...]:
    """The columns that the next trustee shuffles (`belenios.v1.shuffle.shuffle_tally`). Raises `Refused`."""
    require_stage("shuffle", head_of(poll).type, "EncryptedTally", "Shuffle")
    election, tally, last = election_of(poll), encrypted_tally_of(poll), _last_shuffle(poll)
    return last.ciphertexts if last else tuple(tally[place] for place in election.shuffled)


def to_decrypt(poll: Poll) -> Tally:
    """What each trustee decrypts (`belenios.v1.decryption.decrypt_tally`). Raises `Refused`."""
    require_stage("decrypt", head_of(poll).type, *decrypting_stages(election_of(poll)))
    return opened_tally(election_of(poll), encrypted_tally_of(poll), _last_shuffle(poll))


def encrypted_tally_of(poll: Poll) -> Tally:
    """The encrypted tally as it stands on the board. Raises `Refused` before that."""
    return read_tally(election_of(poll), datum(poll, step_at(poll, "EncryptedTally"), 0))


def _last_shuffle(poll: Poll) -> Shuffle | None:
    """The last shuffle; read without its proof, which was checked when it was taken."""
    height = (
        Event.objects.filter(poll=poll, type="Shuffle").order_by("-height").values_list("height", flat=True).first()
    )
    if height is None:
        return None
    election, tally = election_of(poll), encrypted_tally_of(poll)
    lengths = [len(tally[place]) for place in election.shuffled]
    return read_shuffle(election.group, datum(poll, height, 0), lengths)
