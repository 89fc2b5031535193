"""The rehearsal of the opening: trial ballots, encrypted to the real key, opened by the same people before the poll.

It shows that the key works, that enough key holders have their files, and that they know the commands. Its board has an
identifier of its own, stands in a file of the data folder and has no contest: nothing of it can be counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.belenios.v1 import authority
from hustings.belenios.v1.archive import open_archive, scan
from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.board import read_board
from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.election import make_election
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.host import BoardInUse, Host
from hustings.belenios.v1.papers import choice_of, profile_of, ranking_question
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.trustees import election_public_key, read_trustees
from hustings.belenios.v1.verify import verify
from hustings_site.elections.keys import server_key
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.faults import why
from hustings_site.elections.keys.models import KeyHolder, KeySet
from hustings_site.elections.opening.models import Trial
from hustings_site.journal import clock
from hustings_site.journal.services import record

QUESTION = ranking_question("Rehearsal of the opening", ("Amber", "Birch", "Cedar"), 1)
CAST = ((0, 1, 2), (2, 0), (1,), (0, 1, 2), ())
"""Five trial votes, the last of them blank."""

_OPEN_SYSTEM = SystemRandomness()


@dataclass(frozen=True, slots=True)
class TrialProgress:
    """Which key holders (numbers from 1) have shuffled and decrypted, and what is asked for now."""

    shuffled: tuple[int, ...]
    decrypted: tuple[int, ...]
    shuffling: bool


@transaction.atomic
def begin_trial(*, by: str, keys: KeySet, rng: Randomness = _OPEN_SYSTEM) -> Trial:
    """Put trial ballots on a board of their own; where the server holds the key, open them at once.

    A rehearsal before is replaced. Raises ValidationError before the key is made.
    """
    if not keys.trustees:
        raise ValidationError(_("The key is not made yet."))
    Trial.objects.filter(keys=keys).delete()
    trial = Trial.objects.create(keys=keys, made_at=clock.now(), cast=[list(paper) for paper in CAST])
    record(by=by, act="elections.begin_trial", subject=keys.scope, details={"ballots": len(CAST)})
    _fill(trial, rng)
    if keys.kind == KeyKind.SERVER:
        _open_by_server(trial, server_key.secret_of(keys.election), rng)
        _finish(by, trial)
    return trial


def trial_progress(trial: Trial) -> TrialProgress:
    """How far the rehearsal has come."""
    board, _findings = read_board(scan(open_archive(path_of(trial)))[0])
    return TrialProgress(
        tuple(item.owner for item in board.shuffles),
        tuple(item.owner for item in board.decryptions),
        board.stage in {"EncryptedTally", "Shuffle"},
    )


def trial_board(trial: Trial) -> bytes:
    """The board as key holders download it."""
    return path_of(trial).read_bytes()


@transaction.atomic
def take_trial_shuffle(*, by: str, holder: KeyHolder, trial: Trial, body: bytes) -> None:
    """A key holder's shuffle of the trial ballots; the last one needed ends the shuffles."""
    with _board(trial) as host, _refusals():
        host.add_shuffle(holder.index, body.strip())
        if len(host.shuffled_by) >= trial.keys.threshold:
            host.end_shuffles()
    record(by=by, act="elections.shuffle_trial", subject=trial.keys.scope, details={"holder": holder.index})


@transaction.atomic
def take_trial_decryption(*, by: str, holder: KeyHolder, trial: Trial, body: bytes) -> None:
    """A key holder's part of the decryption; the last one needed opens the trial ballots."""
    with _board(trial) as host, _refusals():
        host.add_decryption(holder.index, body.strip())
        enough = len(host.decrypted_by) >= trial.keys.threshold
        if enough:
            host.publish()
    record(by=by, act="elections.decrypt_trial", subject=trial.keys.scope, details={"holder": holder.index})
    if enough:
        _finish(by, trial)


def path_of(trial: Trial) -> Path:
    """Where the board of a rehearsal is."""
    return Path(settings.DATA) / "trials" / f"{trial.pk}.bel"


def _fill(trial: Trial, rng: Randomness) -> None:
    """Draw codes, vote with them, forget them, and close."""
    trustees = read_trustees(ED25519, trial.keys.trustees.encode())
    election = make_election(
        name="Rehearsal of the opening",
        description=str(trial.keys.election.organisation),
        group=ED25519,
        public_key=election_public_key(ED25519, trustees),
        questions=(QUESTION,),
        uuid=draw_base58(rng, 14),
    )
    voters = [(str(number), 1) for number in range(1, len(CAST) + 1)]
    book = authority.draw(ED25519, {election.uuid: voters}, 0, rng)
    path = path_of(trial)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with Host.create(
        path,
        timestamp=int(trial.made_at.timestamp()),
        election=election.body,
        trustees=trial.keys.trustees.encode(),
        credentials=authority.public_half(book, election.uuid),
    ) as host:
        for (_number, code), paper in zip(authority.mailing(book), CAST, strict=True):
            host.cast(make_ballot(election, code, [choice_of(QUESTION, paper)], rng))
        host.close()


def _open_by_server(trial: Trial, secret: int, rng: Randomness) -> None:
    with _board(trial) as host:
        host.add_shuffle(1, write_shuffle(ED25519, shuffle_tally(host.election, host.to_shuffle(), rng)))
        host.end_shuffles()
        part = decrypt_tally(host.election, host.to_decrypt(), secret, rng)
        host.add_decryption(1, write_decryption(host.election, part))
        host.publish()


def _finish(by: str, trial: Trial) -> None:
    """Compare what came out with what was put in."""
    report = verify(path_of(trial).read_bytes())
    with _board(trial) as host:
        (papers,) = host.published()
    profile = profile_of(QUESTION, [paper for paper in papers if isinstance(paper, tuple)], "").profile
    came_out = sorted([list(p.preferences) for p in profile.plain for _paper in range(p.papers)])
    came_out = [[]] * profile.blank + came_out
    trial.agrees = report.verdict == "verified" and came_out == sorted(trial.cast)
    trial.opened_at = clock.now()
    trial.save(update_fields=["agrees", "opened_at"])
    record(by=by, act="elections.open_trial", subject=trial.keys.scope, details={"verdict": report.verdict})


@contextmanager
def _board(trial: Trial) -> Iterator[Host]:
    try:
        with Host.resume(path_of(trial)) as host:
            yield host
    except BoardInUse:
        raise ValidationError(_("Somebody else is at this board in this very moment: try again.")) from None


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise ValidationError(_("This is refused: %(error)s.") % {"error": why(refused)}) from None
