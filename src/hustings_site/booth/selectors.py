"""What may be read of a booth and its boards: all of it is public, save a rehearsal's result, which there is not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404

from hustings.belenios.v1.decryption import opened_tally
from hustings.belenios.v1.group import Ciphertext
from hustings.belenios.v1.hashing import base64_of_hex
from hustings.belenios.v1.result import Result, read_result
from hustings.belenios.v1.shuffle import Shuffle, read_shuffle
from hustings.belenios.v1.steps import decrypting_stages, require_stage
from hustings.belenios.v1.tally import Tally, read_tally
from hustings_site.booth.boards import datum, election_of, head_of, step_at
from hustings_site.booth.enums import PollState, WhyRefused
from hustings_site.booth.models import Ballot, Booth, Credential, Event, Poll, RefusedCredential

_AT_A_TIME = 500
"""Credentials in one question to the database."""


class NoResult(LookupError):
    """A poll without a result that may be counted: not opened yet, voided, or a rehearsal."""


def poll_of(uuid: str, booth: str | None = None) -> Poll:
    """The poll of this identifier, perhaps only if it belongs to this booth. Raises `Http404`."""
    polls = Poll.objects.select_related("booth").filter(uuid=uuid)
    poll = (polls if booth is None else polls.filter(booth__uuid=booth)).first()
    if poll is None:
        raise Http404
    return poll


def booth_of(uuid: str) -> Booth:
    """The booth of this identifier. Raises `Booth.DoesNotExist`."""
    return Booth.objects.get(uuid=uuid)


def open_booth_of(uuid: str) -> Booth | None:
    """The booth, if its page is there to be served."""
    return Booth.objects.filter(uuid=uuid).exclude(page_sha256="").first()


class State(TypedDict):
    """How a poll stands, as the voter's page is told; `state` is one of rehearsal, open, paused, closed, voided."""

    state: str
    closes: str
    ballots: int
    notice: str


def states_of(booth: str, now: datetime) -> dict[str, State]:
    """How each poll of an open booth stands, by its identifier; empty where there is no such booth."""
    newest = Ballot.objects.filter(poll=OuterRef("pk")).order_by("-number").values("number")[:1]
    polls = Poll.objects.filter(booth__uuid=booth).exclude(booth__page_sha256="").annotate(ballots=Subquery(newest))
    return {
        poll.uuid: State(
            state=shown_state(poll, now),
            closes=poll.closes.isoformat(),
            ballots=poll.ballots or 0,
            notice=poll.notice,
        )
        for poll in polls
    }


def shown_state(poll: Poll, now: datetime) -> str:
    """One word of the five that voters are told; a poll past its close is closed, whoever has yet to act."""
    if poll.state == PollState.VOIDED:
        return "voided"
    if poll.state not in {PollState.OPEN, PollState.PAUSED} or now >= poll.closes:
        return "closed"
    if poll.state == PollState.PAUSED:
        return "paused"
    return "rehearsal" if poll.rehearsal else "open"


def shown_head_of(poll: Poll) -> Event:
    """The last event that the public sees: the head, or under embargo the one before the first partial decryption."""
    if poll.embargoed:
        first = Event.objects.filter(poll=poll, type="PartialDecryption").order_by("height").first()
        if first is not None:
            return Event.objects.get(poll=poll, height=first.height - 1)
    return head_of(poll)


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


def on_the_list(*, poll: Poll, credentials: Iterable[str]) -> frozenset[str]:
    """Those of the public credentials that stand on the poll's list."""
    wanted = list(credentials)
    runs = (wanted[at : at + _AT_A_TIME] for at in range(0, len(wanted), _AT_A_TIME))
    return frozenset(
        public
        for run in runs
        for public in Credential.objects.filter(poll=poll, public__in=run).values_list("public", flat=True)
    )


def ballots_on(poll: Poll) -> int:
    """How many ballots stand on the board, replaced ones included."""
    return Ballot.objects.filter(poll=poll).order_by("-number").values_list("number", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """What a board tells of its codes, in numbers: for the ballot account.

    `listed` credentials are on its list, of which `replaced`, `on_paper` and `struck` are refused; `ballots` stand on
    it, the last ones of `counted` credentials. `spares` of the list were held in reserve (None: not published yet):
    `spares_replaced` of them are refused, `spares_voted` have a ballot.
    """

    listed: int
    replaced: int
    on_paper: int
    struck: int
    ballots: int
    counted: int
    spares: int | None
    spares_replaced: int
    spares_voted: int


def code_figures(poll: Poll) -> CodeFigures:
    """The board in numbers; no credential leaves this room."""
    refused = RefusedCredential.objects.filter(poll=poll)
    others = Counter(refused.exclude(why=WhyRefused.REPLACED).values_list("why", flat=True))
    replaced = set(refused.filter(why=WhyRefused.REPLACED).values_list("public", flat=True))
    return CodeFigures(
        listed=Credential.objects.filter(poll=poll).count(),
        replaced=len(replaced),
        on_paper=others[WhyRefused.PAPER],
        struck=others[WhyRefused.STRUCK],
        ballots=ballots_on(poll),
        counted=Ballot.objects.filter(poll=poll).values("credential").distinct().count(),
        spares=None if poll.spares is None else len(poll.spares),
        spares_replaced=len(replaced.intersection(poll.spares or ())),
        spares_voted=ballots_of_spares(poll),
    )


def counted_ballots_of(poll: Poll) -> Iterator[tuple[str, int]]:
    """Hash and weight of the last ballot of each credential, newest first."""
    for _, sha256, _, weight, replaced in _listed(poll).order_by("-number").iterator(chunk_size=_AT_A_TIME):
        if not replaced:
            yield sha256, weight


@dataclass(frozen=True, slots=True)
class ListedBallot:
    """A line of the ballot list. `counts`: no later ballot of its credential stands on the board."""

    number: int
    receipt: str
    sha256: str
    credential: str
    weight: int
    counts: bool


def _listed(poll: Poll) -> QuerySet[Ballot, tuple[int, str, str, int, bool]]:
    """Number, hash, credential, weight, and whether it was replaced."""
    later = Ballot.objects.filter(poll=poll, credential=OuterRef("credential"), number__gt=OuterRef("number"))
    weight = Credential.objects.filter(poll=poll, public=OuterRef("credential")).values("weight")
    return (
        Ballot.objects.filter(poll=poll)
        .annotate(weight=Subquery(weight), replaced=Exists(later))
        .values_list("number", "sha256", "credential", "weight", "replaced")
    )


def _line(row: tuple[int, str, str, int, bool]) -> ListedBallot:
    number, sha256, credential, weight, replaced = row
    return ListedBallot(number, base64_of_hex(sha256), sha256, credential, weight, not replaced)


def listed_ballots(poll: Poll) -> Iterator[ListedBallot]:
    """Every ballot in board order, read in runs."""
    after, upto = 0, ballots_on(poll)
    while after < upto:
        yield from ballots_between(poll, after + 1, min(after + _AT_A_TIME, upto), newest_first=False)
        after += _AT_A_TIME


def ballots_between(poll: Poll, first: int, last: int, *, newest_first: bool = True) -> list[ListedBallot]:
    """The ballots of these numbers, both included."""
    rows = _listed(poll).filter(number__gte=first, number__lte=last).order_by("-number" if newest_first else "number")
    return [_line(row) for row in rows]


def ballot_of_hash(poll: Poll, sha256: str) -> ListedBallot | None:
    """The ballot whose body has this hash."""
    row = _listed(poll).filter(sha256=sha256).first()
    return None if row is None else _line(row)


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
