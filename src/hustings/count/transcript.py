"""What happened in a count: an append-only list of events, each with its clause.

Sheets, charts, narration and comparisons are all read off the transcript. Its bytes (`to_bytes`) are the same on every
machine and store for the same papers, contest, rule and lots, so their hash names the count.

Votes are integers in units of 10**-`decimals` of a vote. Candidates are numbers (`CandidateId`); None stands for
nobody: as a source the ballot box, as a target no further preference.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.count.arithmetic import Votes
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Parcel

FORMAT = 1
"""Version of the transcript's JSON form, docs/specs/transcript.md."""


class QuotaSet(NamedTuple):
    """The quota, from `basis` votes (the valid votes, or what of them is still in play)."""

    stage: int
    clause: str
    quota: Votes
    basis: Votes


class Transfer(NamedTuple):
    """`papers` papers go from `source` to `target`, each worth `value`: `votes` = papers x value are credited.

    Where a text cuts the vote of each receiver and not the value of a paper, `value` is cut only to be shown, and
    `votes` is what was credited.

    Source None: from the ballot box, at the first stage. Target None: no further preference, non-transferable.
    """

    stage: int
    clause: str
    source: CandidateId | None
    target: CandidateId | None
    papers: int
    value: Votes
    votes: Votes


class LostToRounding(NamedTuple):
    """Votes that no paper carries on because transfer values were cut; below zero where cutting has gained some, since
    papers of one value that had been cut apart were cut together."""

    stage: int
    clause: str
    source: CandidateId
    votes: Votes


class SetAside(NamedTuple):
    """Votes of a surplus that stay behind as non-transferable: only papers without a further preference held them."""

    stage: int
    clause: str
    source: CandidateId
    votes: Votes


class NotTransferred(NamedTuple):
    """Votes of an excluded candidate whose papers need not move, since the last vacancies are filled."""

    stage: int
    clause: str
    source: CandidateId
    votes: Votes


class KeepValuesSet(NamedTuple):
    """All votes were credited anew, each candidate keeping so much of every vote that reached them.

    `keep` has one entry a candidate, by number, in the units of votes (all of a vote: 10**decimals; nothing: 0); under
    Warren's method it is the price that each paper pays. It was worked out in `revisions` steps since the last such
    event.
    """

    stage: int
    clause: str
    keep: tuple[Votes, ...]
    revisions: int


class CountedAnew(NamedTuple):
    """All papers were counted anew from their first preferences, those excluded left out as if they had never stood.

    `elected` reached the quota in this pass, in order; their surpluses are transferred in the table of the stage. They
    are elected for good only if nobody need be excluded any more.
    """

    stage: int
    clause: str
    elected: tuple[CandidateId, ...]


class Deferred(NamedTuple):
    """Surpluses left where they are for now: `candidates` hold them, `votes` is their total."""

    stage: int
    clause: str
    candidates: tuple[CandidateId, ...]
    votes: Votes


class Elected(NamedTuple):
    """A candidate is deemed elected with `votes`, as number `place` in order of election (from 1)."""

    stage: int
    clause: str
    candidate: CandidateId
    votes: Votes
    place: int


class Excluded(NamedTuple):
    """A candidate is excluded, holding `votes`."""

    stage: int
    clause: str
    candidate: CandidateId
    votes: Votes


class Tied(NamedTuple):
    """`tied` candidates had equal votes; `chosen` was taken first for `purpose`.

    `decided_by` is "stage N" (or "stage N, batch M") where an earlier point told them apart, "lot" where the lot did.
    Where the clause narrowed the tied before the lot, `narrowed` is who was left; otherwise it repeats `tied`.
    """

    stage: int
    clause: str
    tied: tuple[CandidateId, ...]
    purpose: Purpose
    narrowed: tuple[CandidateId, ...]
    decided_by: str
    chosen: CandidateId


class Guarded(NamedTuple):
    """From here on a candidate may not be excluded: without them the constraints can no longer be met. `clause` is
    the constraint in words."""

    stage: int
    clause: str
    candidate: CandidateId


class Doomed(NamedTuple):
    """From here on a candidate cannot be elected, and is excluded next: with them the constraints can no longer be
    met. `clause` is the constraint in words."""

    stage: int
    clause: str
    candidate: CandidateId


class Stands(NamedTuple):
    """A further "re-open nominations" stands from here on, since the one before it is elected."""

    stage: int
    clause: str
    candidate: CandidateId


class BatchEnded(NamedTuple):
    """The table after one batch of a stage that moves papers batch by batch; its fields are those of `StageEnded`.

    `batch` counts from 1 in the stage. Who is elected after a batch receives nothing from the next.
    """

    stage: int
    clause: str
    batch: int
    votes: tuple[Votes, ...]
    no_further_preference: Votes
    lost_to_rounding: Votes
    not_transferred: Votes
    quota: Votes | None

    @property
    def non_transferable(self) -> int:
        """All votes that no candidate holds."""
        return self.no_further_preference + self.lost_to_rounding + self.not_transferred


class StageEnded(NamedTuple):
    """The table at the end of a stage.

    `action` is "first preferences", "surplus", "exclusion" or another that the rule names; `candidates` are those
    whose papers moved; `votes` has one entry a candidate, by number; the rest of all votes is `no_further_preference`
    + `lost_to_rounding` + `not_transferred`. `quota` is the quota in force, None where the rule has none.
    """

    stage: int
    clause: str
    action: str
    candidates: tuple[CandidateId, ...]
    votes: tuple[Votes, ...]
    no_further_preference: Votes
    lost_to_rounding: Votes
    not_transferred: Votes
    quota: Votes | None

    @property
    def non_transferable(self) -> int:
        """All votes that no candidate holds."""
        return self.no_further_preference + self.lost_to_rounding + self.not_transferred


Event = (
    QuotaSet
    | Transfer
    | LostToRounding
    | SetAside
    | NotTransferred
    | KeepValuesSet
    | CountedAnew
    | Deferred
    | Elected
    | Excluded
    | Guarded
    | Doomed
    | Stands
    | Tied
    | BatchEnded
    | StageEnded
)

EVENT_NAMES: Mapping[type[Event], str] = {
    QuotaSet: "quota",
    Transfer: "transfer",
    LostToRounding: "lost_to_rounding",
    SetAside: "set_aside",
    NotTransferred: "not_transferred",
    KeepValuesSet: "keep_values",
    CountedAnew: "counted_anew",
    Deferred: "deferred",
    Elected: "elected",
    Excluded: "excluded",
    Guarded: "guarded",
    Doomed: "doomed",
    Stands: "stands",
    Tied: "tied",
    BatchEnded: "batch",
    StageEnded: "stage",
}


class PapersCounted(NamedTuple):
    """papers read = `valid` + `invalid` + `blank` + `only_withdrawn` (papers that name withdrawn candidates alone).

    `informal` says why papers are invalid or stand in part: (reason, papers), most papers first. A paper counts as
    many times as its weight. `votes` is what the valid ones are worth at the first stage, in whole votes: one for
    each paper, or one for each mark.
    """

    valid: int
    invalid: int
    blank: int
    only_withdrawn: int
    votes: int
    informal: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True, repr=False)
class Transcript:
    """A count under one rule: what went in (`contest`, `papers`, `lots`), and all `events` in order.

    `held_when_elected` has the parcels of each candidate at the moment of election, for a countback. It is no part of
    the transcript's bytes, and empty under rules that keep no papers with a candidate.
    """

    rule: str
    decimals: int
    contest: Contest
    papers: PapersCounted
    lots: Lots
    events: list[Event] = field(default_factory=list)
    held_when_elected: dict[CandidateId, tuple[Parcel, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def elected(self) -> tuple[CandidateId, ...]:
        """Candidates in order of election."""
        return tuple(e.candidate for e in self.events if isinstance(e, Elected))

    def stages(self) -> list[StageEnded]:
        """The table at the end of each stage, in order."""
        return [e for e in self.events if isinstance(e, StageEnded)]

    def of_stage(self, stage: int) -> Iterator[Event]:
        """The events of one stage (from 1), in order."""
        return (e for e in self.events if e.stage == stage)

    def to_json(self) -> dict[str, object]:
        """The transcript as plain JSON values, by docs/specs/transcript.schema.json."""
        contest = self.contest
        return {
            "format": FORMAT,
            "rule": self.rule,
            "decimals": self.decimals,
            "contest": {
                "title": contest.title,
                "vacancies": contest.vacancies,
                "candidates": [
                    {"id": c.id, "name": c.name, "categories": sorted(c.categories)} for c in contest.candidates
                ],
                "constraints": [c._asdict() for c in contest.constraints],
                "withdrawn": sorted(contest.withdrawn),
                "passed_over": sorted(contest.passed_over),
                "protected": sorted(contest.protected),
                "reopening": contest.reopening._asdict() if contest.reopening else None,
            },
            "papers": self.papers._asdict(),
            "lots": {
                "source": self.lots.source,
                "order": self.lots.order,
                "draws": [d._asdict() for d in self.lots.draws],
            },
            "events": [{"event": EVENT_NAMES[type(e)], **e._asdict()} for e in self.events],
        }

    def to_bytes(self) -> bytes:
        """Canonical JSON: UTF-8, keys sorted, no white space; what `digest` hashes."""
        return json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def digest(self) -> str:
        """SHA-256 (hex) of `to_bytes`: two people who get the same digest held the same count."""
        return hashlib.sha256(self.to_bytes()).hexdigest()
