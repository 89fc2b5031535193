"""Why a count cannot start, or cannot go on."""

from hustings.ballots.sentences import FaultError


class CountError(FaultError):
    """A count that cannot be held as asked; the message says why and what to change."""
