"""The life of a poll, the kinds of its ballot papers, and why a credential may not vote."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PollState(models.TextChoices):
    """Where a poll stands."""

    PREPARED = "prepared", _("prepared")
    OPEN = "open", _("open")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("closed")
    TALLIED = "tallied", _("closed, its encrypted tally on the board")
    DECRYPTED = "decrypted", _("opened")
    REHEARSED = "rehearsed", _("rehearsed")
    VOIDED = "voided", _("voided")


_S = PollState
MOVES: dict[PollState, frozenset[PollState]] = {
    _S.PREPARED: frozenset({_S.OPEN, _S.VOIDED}),
    _S.OPEN: frozenset({_S.PAUSED, _S.CLOSED, _S.VOIDED}),
    _S.PAUSED: frozenset({_S.OPEN, _S.CLOSED, _S.VOIDED}),
    _S.CLOSED: frozenset({_S.TALLIED, _S.VOIDED}),
    _S.TALLIED: frozenset({_S.DECRYPTED, _S.VOIDED}),
    _S.DECRYPTED: frozenset(),
    _S.REHEARSED: frozenset(),
    _S.VOIDED: frozenset(),
}
"""From each state, where a poll may go."""

REHEARSAL_MOVES: dict[PollState, frozenset[PollState]] = MOVES | {_S.TALLIED: frozenset({_S.REHEARSED, _S.VOIDED})}
"""The same for a rehearsal, which is never counted: whatever is decrypted, it ends as rehearsed."""


class PaperKind(models.TextChoices):
    """How the voter's page asks: the four kinds of ballot paper."""

    RANKING = "ranking", _("ranking")
    PACKED = "packed", _("ranking of more than 30")
    MARKS = "marks", _("marks")
    YES_NO = "yes_no", _("yes or no")


class WhyRefused(models.TextChoices):
    """Why a credential of the list may not vote any more."""

    REPLACED = "replaced", _("replaced by another code")
    PAPER = "paper", _("its holder votes on paper")
    STRUCK = "struck", _("its holder was struck from the roll, or votes apart")
