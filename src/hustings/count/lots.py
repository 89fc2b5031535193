"""Lots: what decides when votes do not. A lot is input to the count, never made inside it.

A lot is an order of candidates: the clause takes the tied candidate who stands first in it (transferred first,
excluded first; for a place, elected first).
"""

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.count.contest import Contest


class Purpose(StrEnum):
    """What the lot decides: who is first among the tied."""

    TRANSFER = "transfer"
    EXCLUDE = "exclude"
    ELECT = "elect"


class Draw(NamedTuple):
    """One lot drawn on the night: the tied candidates in the order drawn, what for, and a note (by whom, watched by
    whom). It is used for that tie wherever it comes up, so a recount reuses it."""

    order: tuple[CandidateId, ...]
    purpose: Purpose
    note: str = ""


class LotNeeded(Exception):
    """The count stops here until the returning officer draws a lot: who of `tied` is first, for `purpose`?

    `stage` is the stage that the lot decides, `clause` the clause that asks for it.
    """

    def __init__(self, contest: Contest, tied: tuple[CandidateId, ...], purpose: Purpose, stage: int, clause: str):
        what = {
            Purpose.TRANSFER: "whose surplus is transferred first",
            Purpose.EXCLUDE: "who is excluded",
            Purpose.ELECT: "who is elected",
        }[purpose]
        names = contest.names(tied)
        listed = " or ".join(names) if len(names) == 2 else ", ".join(names[:-1]) + f" or {names[-1]}"
        self.question = f"lot needed at stage {stage} ({clause}): {what}, {listed}?"
        super().__init__(self.question)
        self.tied, self.purpose, self.stage, self.clause = tied, purpose, stage, clause
        self.names = tuple(names)


class Lots(NamedTuple):
    """The lots of a count: an order of all candidates (`order`, empty for none), draws recorded, and what they are.

    `source` is printed with the result: "candidate order (a trial, not a lot)", "order committed on ...".
    """

    order: tuple[CandidateId, ...] = ()
    draws: tuple[Draw, ...] = ()
    source: str = "none"

    def first(self, tied: Iterable[CandidateId], purpose: Purpose) -> CandidateId | None:
        """The tied candidate who stands first in the lot for this purpose; None: nothing was drawn for this tie.

        A recorded draw serves if it holds all the tied; draws go before the order.
        """
        candidates = set(tied)
        for draw in self.draws:
            if draw.purpose is purpose and candidates <= set(draw.order):
                return next(c for c in draw.order if c in candidates)
        return next((c for c in self.order if c in candidates), None) if candidates <= set(self.order) else None

    def digest(self) -> str:
        """SHA-256 (hex) of the lots: the order and the draws by candidates' numbers, source and notes left out."""
        lines = [">".join(str(c + 1) for c in self.order)]
        lines += [f"{d.purpose}:" + ">".join(str(c + 1) for c in d.order) for d in self.draws]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


NO_LOTS = Lots()


def candidate_order(contest: Contest) -> Lots:
    """Lots for trials: the order of the candidates on the list. Not a lot; results say so."""
    order = tuple(CandidateId(c) for c in range(len(contest.candidates)))
    return Lots(order, source="candidate order (a trial, not a lot)")
