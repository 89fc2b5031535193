"""The boards of an election's polls, moved along with its contests. This file knows the booth and never the roll.

A contest without a poll on a board (its code list is not drawn yet, or it needs no poll) moves alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError

from hustings_site.booth import services
from hustings_site.booth.durability import NotDurable
from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Booth, Poll
from hustings_site.booth.selectors import ballots_of_spares, counted_ballots_of
from hustings_site.elections.models import Contest, Election


def open_booth(*, by: str, election: Election, now: datetime) -> None:
    """Open every board of the election, where it has a booth."""
    if election.booth:
        with _refusals():
            services.open_booth(by=by, booth=Booth.objects.get(uuid=election.booth), now=now)


def pause(*, by: str, contest: Contest) -> None:
    """Take no ballots for now; voters read the contest's notice."""
    if poll := poll_of(contest):
        with _refusals():
            services.pause_poll(by=by, poll=poll, notice=contest.notice)


def resume(*, by: str, contest: Contest) -> None:
    """Take ballots again."""
    if poll := poll_of(contest):
        with _refusals():
            services.resume_poll(by=by, poll=poll, notice=contest.notice)


def extend(*, by: str, contest: Contest, closes: datetime) -> None:
    """Take ballots until later."""
    if poll := poll_of(contest):
        with _refusals():
            services.extend_poll(by=by, poll=poll, closes=closes, notice=contest.notice)


def tell(*, by: str, contest: Contest) -> None:
    """Let voters read the contest's notice."""
    if poll := poll_of(contest):
        with _refusals():
            services.tell_voters(by=by, poll=poll, notice=contest.notice)


def close(*, by: str, contest: Contest) -> None:
    """Take no more ballots."""
    if poll := poll_of(contest):
        with _refusals():
            services.close_poll(by=by, poll=poll, notice=contest.notice)


def void(*, by: str, contest: Contest) -> None:
    """Never decrypt what stands on the board. Where it was decrypted before, the board stays as it is."""
    poll = poll_of(contest)
    if poll is not None and poll.state != PollState.DECRYPTED:
        with _refusals():
            services.void_poll(by=by, poll=poll, notice=contest.notice)


def voted_on_screen(contest: Contest) -> int:
    """How many codes have a ballot on the contest's board."""
    poll = poll_of(contest)
    return sum(1 for _ballot in counted_ballots_of(poll)) if poll else 0


def spares_voted(contest: Contest) -> int:
    """How many of the published spare codes have a ballot on the contest's board."""
    poll = poll_of(contest)
    return ballots_of_spares(poll) if poll else 0


def poll_of(contest: Contest) -> Poll | None:
    """The contest's poll in the booth, or None."""
    return Poll.objects.get(uuid=contest.poll) if contest.poll else None


@contextmanager
def _refusals() -> Iterator[None]:
    """What the booth refuses is refused on the desk in the same words."""
    try:
        yield
    except (services.NotAllowed, NotDurable) as refusal:
        raise ValidationError(str(refusal)) from refusal
