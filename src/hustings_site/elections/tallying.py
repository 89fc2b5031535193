"""Opening the ballots of a closed contest: encrypted tally, shuffles, partial decryptions, and what came out.

The book of the codes is erased first (`secrecy.erase_book`): from then on nobody can join people and ballots, and only
then is anything decrypted. A voided contest is never opened. This file knows the booth and never the roll.
"""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.ballots.profile import Profile
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.papers import candidates_of, profile_of
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.verify import Report, verify
from hustings.belenios.v1.workers import THIS_PROCESS, Workers
from hustings_site.booth import selectors, services
from hustings_site.booth.boards import archive, election_of, head_of, owned_by
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.elections.boards import poll_of
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState, Shown
from hustings_site.elections.keys import server_key
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.faults import why
from hustings_site.elections.keys.models import KeyHolder, KeySet
from hustings_site.elections.models import Contest
from hustings_site.journal.services import record

_OPEN_SYSTEM = SystemRandomness()


class TallyStep(Enum):
    """What is to be done next with the ballots of a contest."""

    WAIT = "wait"  # the poll is not closed
    ERASE = "erase"  # the book still joins people and credentials
    TALLY = "tally"
    SHUFFLE = "shuffle"
    DECRYPT = "decrypt"
    COMBINE = "combine"
    DONE = "done"
    NEVER = "never"  # voided


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the opening of a contest stands: the next step, and which key holders (numbers from 1) did theirs."""

    step: TallyStep
    needed: int
    shuffled: tuple[int, ...] = ()
    decrypted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What came out of a board: papers for a rule that ranks, or marks for each answer and how many were blank."""

    profile: Profile | None = None
    unreadable: int = 0
    marks: tuple[tuple[str, int], ...] = ()
    blank: int = 0


def progress(contest: Contest) -> Progress:
    """What has been done and what comes next."""
    poll = _require_poll(contest)
    keys = _keys(contest)
    if contest.state == ContestState.VOIDED or poll.state == PollState.VOIDED:
        return Progress(TallyStep.NEVER, keys.threshold)
    if poll.state in {PollState.PREPARED, PollState.OPEN, PollState.PAUSED}:
        return Progress(TallyStep.WAIT, keys.threshold)
    if poll.state == PollState.CLOSED:
        step = TallyStep.ERASE if _book_is_kept(poll) else TallyStep.TALLY
        return Progress(step, keys.threshold)
    shuffled = tuple(item.owner for item in owned_by(poll, "Shuffle", bodies=False))
    decrypted = tuple(item.owner for item in owned_by(poll, "PartialDecryption", bodies=False))
    if poll.state != PollState.TALLIED:
        step = TallyStep.DONE
    elif election_of(poll).shuffled and head_of(poll).type in {"EncryptedTally", "Shuffle"}:
        step = TallyStep.SHUFFLE
    else:
        step = TallyStep.COMBINE if len(decrypted) >= keys.threshold else TallyStep.DECRYPT
    return Progress(step, keys.threshold, shuffled, decrypted)


def begin(*, by: str, contest: Contest, workers: Workers = THIS_PROCESS) -> None:
    """Publish the encrypted tally. Raises ValidationError before the close, or while the book is kept.

    From here on the board is under embargo: what is decrypted becomes public with the result (`release`).
    """
    _require_step(contest, TallyStep.TALLY)
    poll = _require_poll(contest)
    services.publish_tally(by=by, poll=poll, workers=workers)
    services.embargo(by=by, poll=poll)


def release(*, by: str, contest: Contest) -> None:
    """Let everybody have the whole board with what was decrypted, unless the terms say that papers are not published.

    A contest without a board has nothing to release.
    """
    poll = poll_of(contest)
    if poll is not None and poll.embargoed and contest.election.papers_shown != Shown.NEVER:
        services.release(by=by, poll=poll)


def open_by_server(
    *, by: str, contest: Contest, rng: Randomness = _OPEN_SYSTEM, workers: Workers = THIS_PROCESS
) -> Report:
    """The simple set-up: shuffle and decrypt with the server's key, and verify the whole archive."""
    if _keys(contest).kind != KeyKind.SERVER:
        raise ValidationError(_("The key holders open these ballots, not the server."))
    poll = _require_poll(contest)
    election = election_of(poll)
    if progress(contest).step == TallyStep.SHUFFLE:
        made = shuffle_tally(election, selectors.to_shuffle(poll), rng, workers)
        services.take_shuffle(by=by, poll=poll, owner=1, body=write_shuffle(election.group, made), workers=workers)
        services.end_shuffles(by=by, poll=poll)
    if progress(contest).step == TallyStep.DECRYPT:
        secret = server_key.secret_of(contest.election)
        part = decrypt_tally(election, selectors.to_decrypt(poll), secret, rng, workers)
        body = write_decryption(election, part)
        services.take_partial_decryption(by=by, poll=poll, owner=1, body=body, workers=workers)
    return combine(by=by, contest=contest, workers=workers)


def take_shuffle(*, by: str, holder: KeyHolder, contest: Contest, body: bytes, workers: Workers = THIS_PROCESS) -> None:
    """A key holder's shuffle, as `hustings trustee shuffle` wrote it."""
    _require_step(contest, TallyStep.SHUFFLE)
    poll = _require_poll(contest)
    try:
        services.take_shuffle(by=by, poll=poll, owner=holder.index, body=body.strip(), workers=workers)
    except Refused as refused:
        raise ValidationError(_("This shuffle is refused: %(error)s.") % {"error": why(refused)}) from None


@transaction.atomic
def end_shuffles(*, by: str, contest: Contest) -> None:
    """No more shuffles. As many key holders as are needed have shuffled, so that no fewer know the order."""
    found = _require_step(contest, TallyStep.SHUFFLE)
    if len(found.shuffled) < found.needed:
        raise ValidationError(
            _("%(shuffled)d of %(needed)d key holders who are needed have shuffled: wait for the others.")
            % {"shuffled": len(found.shuffled), "needed": found.needed}
        )
    services.end_shuffles(by=by, poll=_require_poll(contest))


def take_decryption(
    *, by: str, holder: KeyHolder, contest: Contest, body: bytes, workers: Workers = THIS_PROCESS
) -> None:
    """A key holder's partial decryption, as `hustings trustee decrypt` wrote it."""
    if progress(contest).step != TallyStep.COMBINE:  # more than are needed do no harm
        _require_step(contest, TallyStep.DECRYPT)
    poll = _require_poll(contest)
    try:
        services.take_partial_decryption(by=by, poll=poll, owner=holder.index, body=body.strip(), workers=workers)
    except Refused as refused:
        raise ValidationError(_("This partial decryption is refused: %(error)s.") % {"error": why(refused)}) from None


def combine(*, by: str, contest: Contest, workers: Workers = THIS_PROCESS) -> Report:
    """Put the partial decryptions together and verify the whole archive; the report, with every finding.

    Nothing else of the result is published before the report has no failure.
    """
    _require_step(contest, TallyStep.COMBINE)
    services.publish_result(by=by, poll=_require_poll(contest), workers=workers)
    return verify_board(by=by, contest=contest, workers=workers)


def verify_board(*, by: str, contest: Contest, workers: Workers = THIS_PROCESS) -> Report:
    """Verify the whole archive of an opened contest, as anybody can; the report, with every finding."""
    poll = _require_poll(contest)
    report = verify(b"".join(archive(poll)), workers=workers)
    record(
        by=by,
        act="elections.verify_archive",
        subject=contest.scope,
        details={"verdict": report.verdict, "failures": len(report.failures)},
    )
    return report


def opened(contest: Contest) -> Opened:
    """The votes of a contest, for counting. Raises `booth.selectors.NoResult` before the ballots are opened."""
    poll = _require_poll(contest)
    (question,), (answer,) = election_of(poll).questions, selectors.result_of(poll)
    if isinstance(question, NonHomomorphic):
        papers = [row for row in answer if isinstance(row, tuple)]
        read = profile_of(question, papers, contest.title)
        assert len(candidates_of(question)) == contest.candidates.on_the_paper().count()
        return Opened(profile=read.profile, unreadable=read.unreadable, blank=read.profile.blank)
    assert isinstance(question, Homomorphic), "no other question is asked (ballot_papers.question_of)"
    sums = [mark for mark in answer if isinstance(mark, int)]
    blank = sums.pop(0) if question.blank else 0
    return Opened(marks=tuple(zip(question.answers, sums, strict=True)), blank=blank)


def _book_is_kept(poll: Poll) -> bool:
    return Issue.objects.filter(booth=poll.booth.uuid, sealed=True, erased_at__isnull=True).exists()


def _require_step(contest: Contest, step: TallyStep) -> Progress:
    found = progress(contest)
    if found.step != step:
        raise ValidationError(_MESSAGES[found.step]())
    return found


def _require_poll(contest: Contest) -> Poll:
    poll = poll_of(contest)
    if poll is None:
        raise ValidationError(_("%(contest)s has no poll.") % {"contest": contest})
    return poll


def _keys(contest: Contest) -> KeySet:
    return KeySet.objects.get(election=contest.election)


_MESSAGES = {
    TallyStep.WAIT: lambda: _("The poll is not closed yet."),
    TallyStep.ERASE: lambda: _("Erase the book of the codes first: nothing is opened while it joins people and codes."),
    TallyStep.TALLY: lambda: _("Publish the encrypted tally first."),
    TallyStep.SHUFFLE: lambda: _("The ballots are being shuffled: key holders shuffle, then end the shuffles."),
    TallyStep.DECRYPT: lambda: _("Key holders decrypt their part now."),
    TallyStep.COMBINE: lambda: _("Enough key holders have decrypted: put their parts together."),
    TallyStep.DONE: lambda: _("The ballots are opened already."),
    TallyStep.NEVER: lambda: _("This contest was voided: its ballots are never opened."),
}
