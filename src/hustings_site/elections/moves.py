"""The life of a contest: from which state to which it may go, and by which act. One service for each act.

Guards (dates, two officers, a balanced ballot account) stand in the services; here is only the map.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import ContestState as S


@dataclass(frozen=True, slots=True)
class Move:
    """One act: where it may begin and where it ends. `to` None: it leaves the state as it is (an extended poll)."""

    start: frozenset[S]
    to: S | None
    title: str | Promise
    """What the act is called, as on its button."""


def _from(*start: S, to: S | None, title: str | Promise) -> Move:
    return Move(frozenset(start), to, title)


MOVES: Mapping[str, Move] = {
    "open_nominations": _from(S.DRAFT, to=S.NOMINATIONS, title=_("Open nominations")),
    "take_back_opening": _from(S.NOMINATIONS, to=S.DRAFT, title=_("Take back the opening of nominations")),
    "close_nominations": _from(S.NOMINATIONS, to=S.NOMINATIONS_CLOSED, title=_("Close nominations")),
    "reopen_nominations": _from(
        S.NOMINATIONS_CLOSED, S.TOO_FEW, S.VALIDATED, S.UNOPPOSED, to=S.NOMINATIONS, title=_("Open nominations again")
    ),
    "publish_candidates": _from(S.NOMINATIONS_CLOSED, to=S.VALIDATED, title=_("Publish the candidates")),
    "carry_candidates_over": _from(S.DRAFT, to=S.VALIDATED, title=_("Take the candidates over")),
    "find_unopposed": _from(
        S.NOMINATIONS_CLOSED, S.VALIDATED, to=S.UNOPPOSED, title=_("Find that there is no contest")
    ),
    "find_too_few": _from(
        S.NOMINATIONS_CLOSED, S.VALIDATED, to=S.TOO_FEW, title=_("Find that there are too few candidates")
    ),
    "open_poll": _from(S.VALIDATED, to=S.POLL_OPEN, title=_("Open the poll")),
    "pause_poll": _from(S.POLL_OPEN, to=S.PAUSED, title=_("Pause the poll")),
    "resume_poll": _from(S.PAUSED, to=S.POLL_OPEN, title=_("Resume the poll")),
    "extend_poll": _from(S.POLL_OPEN, S.PAUSED, to=None, title=_("Extend the poll")),
    "close_poll": _from(S.POLL_OPEN, S.PAUSED, to=S.CLOSED, title=_("Close the poll")),
    "find_inquorate": _from(S.CLOSED, to=S.INQUORATE, title=_("Find that too few have voted")),
    "void": _from(
        S.VALIDATED,
        S.POLL_OPEN,
        S.PAUSED,
        S.CLOSED,
        S.INQUORATE,
        S.PROVISIONAL,
        S.UNDER_COMPLAINT,
        to=S.VOIDED,
        title=_("Void this contest"),
    ),
    "declare": _from(S.CLOSED, S.UNOPPOSED, S.TOO_FEW, to=S.PROVISIONAL, title=_("Declare the result")),
    "take_up_complaint": _from(S.PROVISIONAL, to=S.UNDER_COMPLAINT, title=_("Take up a complaint")),
    "settle_complaint": _from(S.UNDER_COMPLAINT, to=S.PROVISIONAL, title=_("Settle the complaint")),
    "make_final": _from(S.PROVISIONAL, to=S.FINAL, title=_("Make the result final")),
}


def moves_from(state: S) -> list[str]:
    """The acts that may be done in this state, in the order of the table."""
    return [act for act, move in MOVES.items() if state in move.start]
