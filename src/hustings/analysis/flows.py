"""Who gave votes to whom at each stage, read off a transcript."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.count.transcript import LostToRounding, NotTransferred, SetAside, StageEnded, Transcript, Transfer


class Flow(NamedTuple):
    """Votes that went from a candidate to another at one stage; `target` None: to nobody (non-transferable).

    `votes` are in the transcript's units, above 0.
    """

    source: CandidateId
    target: CandidateId | None
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
    votes: dict[tuple[CandidateId, CandidateId | None], int] = {}
    for event in transcript.of_stage(stage):
        if isinstance(event, Transfer) and event.source is not None:
            pair = (event.source, event.target)
        elif isinstance(event, LostToRounding | SetAside | NotTransferred):
            pair = (event.source, None)
        else:
            continue
        votes[pair] = votes.get(pair, 0) + event.votes
    return (Flow(source, target, n) for (source, target), n in votes.items() if n > 0 and source != target)


def _accounts_for(flows: Sequence[Flow], before: StageEnded, ended: StageEnded) -> bool:
    votes = list(before.votes)
    for flow in flows:
        votes[flow.source] = type(votes[0])(votes[flow.source] - flow.votes)
        if flow.target is not None:
            votes[flow.target] = type(votes[0])(votes[flow.target] + flow.votes)
    return votes == list(ended.votes)


def _in_proportion(before: StageEnded, ended: StageEnded) -> tuple[Flow, ...]:
    """Every loser's votes shared among all gainers in proportion to their gains, to the unit."""
    changes = [now - was for now, was in zip(ended.votes, before.votes, strict=True)]
    losses = [(CandidateId(c), -change) for c, change in enumerate(changes) if change < 0]
    gains: list[tuple[CandidateId | None, int]] = [(CandidateId(c), n) for c, n in enumerate(changes) if n > 0]
    if (nobody := ended.non_transferable - before.non_transferable) > 0:
        gains.append((None, nobody))
    total = sum(n for _, n in gains)
    flows = []
    open_gains = dict(gains)
    for source, lost in losses:
        rest = lost
        for target, gain in gains:
            share = min(-(-lost * gain // total), rest, open_gains[target])
            rest -= share
            open_gains[target] -= share
            if share:
                flows.append(Flow(source, target, share))
    return tuple(flows)
