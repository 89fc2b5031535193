"""Which papers are valid: the rule's ruling on each distinct paper, applied once to the whole profile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from hustings.ballots.profile import MarkedPapers, Profile, plain_marks
from hustings.ballots.rankings import DistinctRanking, RankingList, Rankings
from hustings.ballots.stores import Pile, Store, open_store
from hustings.count.arithmetic import Votes
from hustings.count.contest import Contest


class Ruling(NamedTuple):
    """What a rule makes of one paper: the preferences that stand (None: the paper is invalid), and why.

    `preferences` are candidates, best first, each once; for approval marks their order means nothing. `reason` is
    empty where the paper stands as marked. Where the rule lets equal preferences stand, `levels` holds those of a
    paper that has any, best first, and `preferences` is empty.
    """

    preferences: tuple[int, ...] | None
    reason: str = ""
    levels: tuple[tuple[int, ...], ...] = ()


class RuledPapers(NamedTuple):
    """One distinct paper on which a ruling was needed, with that ruling."""

    paper: MarkedPapers
    ruling: Ruling


class Parcel(NamedTuple):
    """Papers that reached a candidate together: how many, what each is worth, the pile, at which stage, and in which
    batch of the whole count (from 1); parcels of one batch came at one moment, from one or several candidates."""

    papers: int
    value: Votes
    pile: Pile
    stage: int
    batch: int


class EqualPapers(NamedTuple):
    """One distinct valid paper with equal preferences: `levels` of candidates, best first, borne by `papers` papers,
    weights applied."""

    levels: tuple[tuple[int, ...], ...]
    papers: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Papers:
    """The papers of a count: papers read = `valid` + `invalid` + `blank`, each as many times as its weight.

    `rankings` are the valid ones, save those with equal preferences, which are `equal`; `rulings` every distinct
    paper that needed a ruling, valid in part or invalid; `candidates` how many candidates the columns count.
    Weights are in units of 10**-`weight_decimals` of a vote: 0 but where papers carry a part of a vote on from another
    count, for a rule that asks for majorities only.
    """

    rankings: Rankings
    candidates: int
    valid: int
    invalid: int
    blank: int
    rulings: tuple[RuledPapers, ...] = ()
    store: str = "auto"
    weight_decimals: int = 0
    equal: tuple[EqualPapers, ...] = ()

    def open_store(self) -> Store:
        """A fresh store of the valid papers, for one count."""
        return open_store(self.rankings, self.candidates, self.store)


def rule_on(
    profile: Profile,
    contest: Contest,
    ruling: Callable[[MarkedPapers, Contest], Ruling],
    most_marks: int | None = None,
    store: str = "auto",
) -> Papers:
    """Apply a rule's ruling to every distinct paper that is not plain, or that bears more than `most_marks` names.

    A plain paper within the limit is valid as it stands in every rule, and is not looked at one by one.
    """
    plain, doubtful = profile.plain, profile.marked
    if most_marks is not None and plain.longest() > most_marks:
        within = [d for d in plain if len(d.preferences) <= most_marks]
        over = (d for d in plain if len(d.preferences) > most_marks)
        plain = RankingList.of(within)
        doubtful += tuple(MarkedPapers(plain_marks(profile.kind, d.preferences), *d[1:]) for d in over)
    rulings = tuple(RuledPapers(paper, ruling(paper, contest)) for paper in doubtful)
    equal = [r for r in rulings if r.ruling.levels]
    invalid = sum(r.paper.papers * r.paper.weight for r in rulings if not r.ruling.preferences and not r.ruling.levels)
    read = [DistinctRanking(r.ruling.preferences, *r.paper[1:]) for r in rulings if r.ruling.preferences]
    if read:
        plain = plain.followed_by(read)
    shared = tuple(EqualPapers(r.ruling.levels, r.paper.papers * r.paper.weight) for r in equal)
    valid = plain.votes() + sum(e.papers for e in shared)
    return Papers(plain, len(profile.candidates), valid, invalid, profile.blank, rulings, store, equal=shared)
