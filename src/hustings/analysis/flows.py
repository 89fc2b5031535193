"""Who gave votes to whom at each stage, read off a transcript."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.count.transcript import LostToRounding, NotTransferred, SetAside, StageEnded, Transcript, Transfer

Unit = CandidateId | None
"""A candidate, or nobody: the non-transferable votes."""


class Flow(NamedTuple):
    """Votes that went from a candidate to another at one stage; `target` None: to nobody (non-transferable).

    `source` None: from nobody, where all votes are credited anew and a rounding gives some back. `votes` are in the
    transcript's units, above 0.
    """

    source: Unit
    target: Unit
    votes: int


def flows_by_stage(transcript: Transcript) -> list[tuple[Flow, ...]]:
    """The flows of each stage, in the order of `transcript.stages()`; none at the first.

    What each candidate gains and loses by them is exactly the difference of the two tables. Where the events do not
    account for a difference (a rule that credits all votes anew at each stage), the losses of the stage are shared
    out among its gains in proportion.
    """
    stages = transcript.stages()
    if not stages:
        return []
    found: list[tuple[Flow, ...]] = [()]
    for before, ended in pairwise(stages):
        recorded = tuple(_recorded(transcript, ended.stage))
        found.append(recorded if _accounts_for(recorded, before, ended) else _in_proportion(before, ended))
    return found


def _recorded(transcript: Transcript, stage: int) -> Iterator[Flow]:
    votes: dict[tuple[Unit, Unit], int] = {}
    for event in transcript.of_stage(stage):
        if isinstance(event, Transfer) and event.source is not None:
            pair: tuple[Unit, Unit] = (event.source, event.target)
        elif isinstance(event, LostToRounding | SetAside | NotTransferred):
            pair = (event.source, None)
        else:
            continue
        votes[pair] = votes.get(pair, 0) + event.votes
    return (Flow(source, target, n) for (source, target), n in votes.items() if n > 0 and source != target)


def _accounts_for(flows: Sequence[Flow], before: StageEnded, ended: StageEnded) -> bool:
    votes: list[int] = list(before.votes)
    for source, target, moved in flows:
        if source is not None:
            votes[source] -= moved
        if target is not None:
            votes[target] += moved
    return votes == list(ended.votes)


def _in_proportion(before: StageEnded, ended: StageEnded) -> tuple[Flow, ...]:
    """Every loss shared among all gains in proportion, to the unit: what whole numbers leave over goes from the first
    losers to the first gainers."""
    changes: list[tuple[Unit, int]] = [
        (CandidateId(c), now - was) for c, (now, was) in enumerate(zip(ended.votes, before.votes, strict=True))
    ]
    changes.append((None, ended.non_transferable - before.non_transferable))
    losses = [(unit, -change) for unit, change in changes if change < 0]
    gains = [(unit, change) for unit, change in changes if change > 0]
    total = sum(gain for _, gain in gains)
    shares = {(source, target): loss * gain // total for source, loss in losses for target, gain in gains}
    for source, loss in losses:
        for target, gain in gains:
            left = loss - sum(shares[source, other] for other, _ in gains)
            room = gain - sum(shares[other, target] for other, _ in losses)
            shares[source, target] += min(left, room)
    return tuple(Flow(source, target, votes) for (source, target), votes in shares.items() if votes)
