"""The life of a contest: from which state to which it may go, and by which act. One service for each act.

Guards (dates, two officers, a balanced ballot account) stand in the services; here is only the map.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hustings_site.elections.enums import ContestState as S


@dataclass(frozen=True, slots=True)
class Move:
    """One act: where it may begin and where it ends. `to` None: it leaves the state as it is (an extended poll)."""

    start: frozenset[S]
    to: S | None


def _from(*start: S, to: S | None) -> Move:
    return Move(frozenset(start), to)


MOVES: Mapping[str, Move] = {
    "open_nominations": _from(S.DRAFT, to=S.NOMINATIONS),
    "take_back_opening": _from(S.NOMINATIONS, to=S.DRAFT),
    "close_nominations": _from(S.NOMINATIONS, to=S.NOMINATIONS_CLOSED),
    "reopen_nominations": _from(S.NOMINATIONS_CLOSED, S.TOO_FEW, S.VALIDATED, S.UNOPPOSED, to=S.NOMINATIONS),
    "publish_candidates": _from(S.NOMINATIONS_CLOSED, to=S.VALIDATED),
    "find_unopposed": _from(S.NOMINATIONS_CLOSED, S.VALIDATED, to=S.UNOPPOSED),
    "find_too_few": _from(S.NOMINATIONS_CLOSED, S.VALIDATED, to=S.TOO_FEW),
    "open_poll": _from(S.VALIDATED, to=S.POLL_OPEN),
    "pause_poll": _from(S.POLL_OPEN, to=S.PAUSED),
    "resume_poll": _from(S.PAUSED, to=S.POLL_OPEN),
    "extend_poll": _from(S.POLL_OPEN, S.PAUSED, to=None),
    "close_poll": _from(S.POLL_OPEN, S.PAUSED, to=S.CLOSED),
    "find_inquorate": _from(S.CLOSED, to=S.INQUORATE),
    "void": _from(
        S.VALIDATED, S.POLL_OPEN, S.PAUSED, S.CLOSED, S.INQUORATE, S.PROVISIONAL, S.UNDER_COMPLAINT, to=S.VOIDED
    ),
    "declare": _from(S.CLOSED, S.UNOPPOSED, S.TOO_FEW, to=S.PROVISIONAL),
    "take_up_complaint": _from(S.PROVISIONAL, to=S.UNDER_COMPLAINT),
    "settle_complaint": _from(S.UNDER_COMPLAINT, to=S.PROVISIONAL),
    "make_final": _from(S.PROVISIONAL, to=S.FINAL),
}


def moves_from(state: S) -> list[str]:
    """The acts that may be done in this state, in the order of the table."""
    return [act for act, move in MOVES.items() if state in move.start]
