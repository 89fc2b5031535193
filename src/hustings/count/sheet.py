"""The count sheet: the one thing that changes during a count.

A rule works on it with the verbs that a returning officer would use (`transfer`, `exclude`, `elect`, `end_stage`);
each writes an event into the transcript and keeps the sheet balanced:

    votes of all candidates + no further preference + lost to rounding + not transferred = votes at the first stage.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.sentences import say
from hustings.ballots.stores import NON_TRANSFERABLE, Pile
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.lots import LotNeeded, Lots, Purpose
from hustings.count.papers import Papers, Parcel
from hustings.count.ties import Reading
from hustings.count.transcript import (
    BatchEnded,
    CountedAnew,
    Deferred,
    Doomed,
    Elected,
    Event,
    Excluded,
    Guarded,
    KeepValuesSet,
    LostToRounding,
    NotTransferred,
    PapersCounted,
    QuotaSet,
    SetAside,
    StageEnded,
    Stands,
    Tied,
    Transcript,
    Transfer,
)

if TYPE_CHECKING:
    from hustings.count.constraints import Constraints, Standing


class Point(NamedTuple):
    """A moment of the count at which a rule may compare votes: its name, and the votes by candidate."""

    name: str
    votes: tuple[Votes, ...]


class SortedPapers(NamedTuple):
    """Parcels of `source` sorted by next continuing preference, not yet moved: piles and papers by candidate.

    `spent` papers (the pile `spent_pile`) name no continuing candidate further; `transferable` is all the others.
    """

    source: CandidateId | None
    piles: dict[CandidateId, Pile]
    papers: dict[CandidateId, int]
    spent: int
    spent_pile: Pile

    @property
    def transferable(self) -> int:
        """Papers that name a continuing candidate."""
        return sum(self.papers.values())

    def as_spent(self) -> "SortedPapers":
        """The same papers, all set to go no further; so may papers that are left without value."""
        return SortedPapers(self.source, {}, {}, self.spent + self.transferable, None)


class CountSheet:
    """Votes, parcels and standing of every candidate in one count, with the transcript that is written meanwhile.

    `one` is the value of a first preference in the rule's units. `stage` is the stage in hand, or the last one
    ended. `history` has the votes by candidate at the end of each stage; `points` has them also after each batch
    inside a stage, each with its name ("stage 3, batch 2").
    """

    def __init__(self, contest: Contest, papers: Papers, lots: Lots, *, rule: str, decimals: int = 0) -> None:
        if len(contest.candidates) != papers.candidates:
            msg = say(
                "the contest lists {candidates} candidates, the papers {others}",
                candidates=len(contest.candidates),
                others=papers.candidates,
            )
            raise CountError(msg)
        everybody = [CandidateId(c) for c in range(len(contest.candidates))]
        self.contest = contest
        self.lots = lots
        self.one = Votes(10**decimals)
        self.quota: Votes | None = None
        self.stage = 0
        self.votes: list[Votes] = [NO_VOTES] * len(everybody)
        self.parcels: list[list[Parcel]] = [[] for _ in everybody]
        self.elected: list[CandidateId] = []
        self.excluded: list[CandidateId] = []
        self.history: list[tuple[Votes, ...]] = []
        self.points: list[Point] = []
        self.total = NO_VOTES
        self._guarded: list[CandidateId] = []
        self._doomed: list[CandidateId] = []
        self._waiting = list(contest.reopening.chain[1:]) if contest.reopening else []
        away = {*contest.withdrawn, *contest.passed_over, *self._waiting}
        self._continuing = dict.fromkeys(c for c in everybody if c not in away)
        self._passed_over = bytearray(c in away for c in everybody)
        self._no_further_preference = self._lost = self._not_transferred = 0
        self._stage_open = False
        self._batch = 1
        self._batches_of_stage = 0
        self._constraints = self._constraints_of(contest) if contest.constraints else None
        self._store = papers.open_store()
        self._papers = papers
        self.transcript = Transcript(rule, decimals + papers.weight_decimals, contest, _counted(papers, 0, 0), lots)

    # -- who is where -------------------------------------------------------------------------------------------

    @property
    def continuing(self) -> list[CandidateId]:
        """Candidates neither elected nor excluded nor withdrawn, in the order of the list."""
        return list(self._continuing)

    @property
    def stage_open(self) -> bool:
        """Whether a stage has begun and not yet been ruled off."""
        return self._stage_open

    @property
    def unfilled(self) -> int:
        """Vacancies not yet filled; none where the election of "re-open nominations" has closed the contest."""
        reopening = self.contest.reopening
        if reopening and reopening.closes_contest and reopening.chain[0] in self.elected:
            return 0
        return self.contest.vacancies - len(self.elected)

    def surplus(self, candidate: CandidateId) -> Votes:
        """Votes above the quota, 0 where there are none."""
        return Votes(max(0, self.votes[candidate] - (self.quota or 0)))

    @property
    def batch(self) -> int:
        """The number of the batch in hand, as `Parcel.batch` will have it."""
        return self._batch

    @property
    def non_transferable(self) -> Votes:
        """All votes that no candidate holds any more."""
        return Votes(self._no_further_preference + self._lost + self._not_transferred)

    @property
    def no_further_preference(self) -> Votes:
        """Votes of papers that name nobody further."""
        return Votes(self._no_further_preference)

    def awaiting_transfer(self) -> Votes:
        """Votes still to be moved on: surpluses of the elected, and what excluded candidates still hold."""
        surpluses = sum(self.surplus(c) for c in self.elected)
        return Votes(surpluses + sum(self.votes[c] for c in self.excluded))

    def last_batch(self, candidate: CandidateId) -> list[Parcel]:
        """The parcels that a candidate received last, all in one batch; none where the candidate has no paper."""
        latest = max((parcel.batch for parcel in self.parcels[candidate]), default=0)
        return [parcel for parcel in self.parcels[candidate] if parcel.batch == latest]

    def excludable(self) -> list[CandidateId]:
        """Continuing candidates who may be excluded: all of them, save the protected, the guarded (without whom the
        constraints could not be met), and whoever stays to the end."""
        kept = {*self.contest.protected, *self._staying(), *self._guarded}
        return [c for c in self._continuing if c not in kept]

    def doomed(self) -> list[CandidateId]:
        """Continuing candidates for whom no place can be left; a rule excludes them next.

        Nobody, unless as many protected candidates continue as there are vacancies unfilled, the constraints could
        not be met with somebody, or whoever stays to the end has come last at the end.
        """
        if self._all_reserved():
            return [c for c in self._continuing if c not in self.contest.protected]
        last = self.by_votes(self._continuing)[-1:] if len(self._continuing) == self.unfilled + 1 else []
        return [c for c in self._continuing if c in self._doomed or (c in last and c in self._staying())]

    def electable(self, qualified: Iterable[CandidateId]) -> list[CandidateId]:
        """Those of the qualified who may be elected now: all of them, save the doomed."""
        doomed = self.doomed()
        return [c for c in qualified if c not in doomed]

    def _staying(self) -> list[CandidateId]:
        """The continuing "re-open nominations", where it stays to the end."""
        reopening = self.contest.reopening
        stays = reopening.chain if reopening and reopening.stays_to_the_end else ()
        return [c for c in stays if c in self._continuing]

    def _weigh_constraints(self) -> None:
        """See whom the constraints guard or doom now, and write down who is so for the first time."""
        if self._constraints is None:
            return
        if not self.unfilled:
            self._guarded, self._doomed = [], []
            return
        now = self._now()
        before = {*self._guarded, *self._doomed}
        self._guarded, self._doomed = self._constraints.guarded(now), self._constraints.doomed(now)
        for candidate in self._guarded:
            if candidate not in before and candidate not in self.contest.protected:
                why = self._constraints.why(now, candidate, excluded=True)
                self._write(Guarded(self.stage, why, candidate))
        for candidate in self._doomed:
            if candidate not in before:
                why = self._constraints.why(now, candidate, excluded=False)
                self._write(Doomed(self.stage, why, candidate))

    def _constraints_of(self, contest: Contest) -> "Constraints":
        from hustings.count.constraints import Constraints

        return Constraints(contest, self._now())

    def _now(self) -> "Standing":
        from hustings.count.constraints import Standing

        return Standing(tuple(self.elected), self.continuing, self.unfilled)

    def _all_reserved(self) -> bool:
        """Whether every unfilled vacancy is needed for a protected candidate."""
        reserved = sum(c in self.contest.protected for c in self._continuing)
        return 0 < reserved >= self.unfilled

    def by_votes(self, candidates: Iterable[CandidateId]) -> list[CandidateId]:
        """Candidates in descending order of votes; equal ones in the order of the list."""
        return sorted(candidates, key=lambda c: (-self.votes[c], c))

    # -- the first stage ----------------------------------------------------------------------------------------

    def sort_first_preferences(self, clause: str) -> None:
        """Sort all valid papers by first preference and credit one vote for each, weights applied.

        Stage 1 stays open, so that the quota can be set before `end_stage("first preferences", ...)`.
        """
        self._open_stage()
        looked_at = bytearray(over and c not in self.contest.passed_over for c, over in enumerate(self._passed_over))
        piles, papers = self._store.partition([self._store.everything()], looked_at)
        only_withdrawn = papers.pop(NON_TRANSFERABLE, 0)
        for candidate in papers:
            if candidate not in self.contest.passed_over:
                self._receive(clause, None, CandidateId(candidate), papers[candidate], self.one, piles[candidate])
        if passed := [pile for candidate, pile in piles.items() if candidate in self.contest.passed_over]:
            self._read_on(clause, passed)
        only_withdrawn += self._share_equal_first_preferences(looked_at, clause)
        self.transcript.papers = _counted(self._papers, only_withdrawn, self.total // self.one)

    def _read_on(self, clause: str, passed: list[Pile]) -> None:
        """Credit papers whose first preference is passed over to their next, or to nobody."""
        piles, papers = self._store.partition(passed, self._passed_over)
        for candidate, pile in piles.items():
            target = None if candidate == NON_TRANSFERABLE else CandidateId(candidate)
            self._receive(clause, None, target, papers[candidate], self.one, pile)

    def count_marks(self, clause: str) -> None:
        """Credit one vote to each candidate for each paper that marks them, weights applied; ends stage 1.

        Nothing moves afterwards, so no parcels are made. Marks for withdrawn candidates count for nobody.
        """
        self._open_stage()
        marks = {c: n for c, n in self._store.tally().items() if not self._passed_over[c]}
        self.transcript.papers = _counted(self._papers, 0, sum(marks.values()))
        for candidate, papers in marks.items():
            self._receive(clause, None, CandidateId(candidate), papers, self.one, None)
        self.end_stage("marks", (), clause)

    def _share_equal_first_preferences(self, looked_at: bytearray, clause: str) -> int:
        """Credit papers with several first preferences in equal shares; returns how many name withdrawn people
        alone."""
        sharing: Counter[tuple[CandidateId, ...]] = Counter()
        only_withdrawn = 0
        for paper in self._papers.equal:
            standing = (tuple(CandidateId(c) for c in level if not self._passed_over[c]) for level in paper.levels)
            if all(looked_at[c] for level in paper.levels for c in level):
                only_withdrawn += paper.papers
            else:
                sharing[next((level for level in standing if level), ())] += paper.papers
        for level, papers in sorted(sharing.items()):
            share = Votes(divide_down(self.one, max(1, len(level))))
            for target in level or (None,):
                self._receive(clause, None, target, papers, share, None)
            cut = (self.one - share * max(1, len(level))) * papers
            self.total = Votes(self.total + cut)
            self._lost += cut
        return only_withdrawn

    def set_quota(self, quota: Votes, basis: Votes, clause: str) -> None:
        """Record the quota in force from now on, and the votes that it was worked out from."""
        self.quota = quota
        self._write(QuotaSet(self.stage, clause, quota, basis))

    # -- moving papers ------------------------------------------------------------------------------------------

    def sort(self, source: CandidateId, parcels: Iterable[Parcel]) -> SortedPapers:
        """Take parcels from a candidate and sort them together by next continuing preference.

        They are no longer among the candidate's parcels; votes move only with `hand_over`.
        """
        return self.sort_each(source, [parcels])[0]

    def sort_each(self, source: CandidateId, groups: Iterable[Iterable[Parcel]]) -> list[SortedPapers]:
        """`sort` for several groups of a candidate's parcels, each by itself."""
        self._open_stage()
        taken = [list(parcels) for parcels in groups]
        gone = {id(parcel) for parcels in taken for parcel in parcels}
        self.parcels[source] = [parcel for parcel in self.parcels[source] if id(parcel) not in gone]
        found = self._store.partition_each(([p.pile for p in parcels] for parcels in taken), self._passed_over)
        return [_sorted_papers(source, piles, papers) for piles, papers in found]

    def sort_piles(self, piles: Iterable[Pile], skip: bytearray) -> tuple[dict[int, Pile], dict[int, int]]:
        """Sort piles by next preference, passing over where `skip` is 1, as `Store.partition`; no votes move."""
        return self._store.partition(piles, skip)

    def keep_only(self, source: CandidateId, pile: Pile, papers: int) -> None:
        """What a candidate is left with when whole papers have been drawn from all parcels: one parcel, or none."""
        self._open_stage()
        self.parcels[source] = [Parcel(papers, self.one, pile, self.stage, self._batch)] if papers else []

    def hand_over(
        self,
        papers: SortedPapers,
        value: Votes,
        clause: str,
        *,
        spent_value: Votes | None = None,
        credit: Callable[[int], Votes] | None = None,
    ) -> None:
        """Move sorted papers to the next preferences, each worth `value`; papers without one leave at `spent_value`
        (None: at `value` too).

        `credit(papers)` is the vote that so many papers carry together, for a text that cuts the vote of each receiver
        and not the value of a paper, of which `value` is then the part that can be shown; None: papers x value.
        """
        for target, pile in papers.piles.items():
            moved = papers.papers[target]
            self._receive(clause, papers.source, target, moved, value, pile, credit(moved) if credit else None)
        left_at = value if spent_value is None else spent_value
        if papers.spent:
            votes = credit(papers.spent) if credit and left_at else None
            self._receive(clause, papers.source, None, papers.spent, left_at, papers.spent_pile, votes)
        self.check()

    def transfer(
        self, source: CandidateId, value: Callable[[Parcel], Votes], clause: str, *, leaving: Votes = NO_VOTES
    ) -> None:
        """Transfer all papers of a candidate, those of each parcel at `value(parcel)`, leaving exactly `leaving`
        votes; what the values do not carry is lost to rounding."""
        by_value: dict[Votes, list[Parcel]] = {}
        for parcel in self.parcels[source]:
            by_value.setdefault(value(parcel), []).append(parcel)
        values = sorted(by_value, reverse=True)
        for each, papers in zip(values, self.sort_each(source, [by_value[v] for v in values]), strict=True):
            self.hand_over(papers, each, clause)
        if lost := self.votes[source] - leaving:
            self.lose(source, Votes(lost), clause)

    def lose(self, source: CandidateId, votes: Votes, clause: str) -> None:
        """Take votes off a candidate that no paper carries on, because a value was cut."""
        self.votes[source] = Votes(self.votes[source] - votes)
        self._lost += votes
        self._write(LostToRounding(self._in_hand(), clause, source, votes))
        self.check()

    def set_aside(self, source: CandidateId, votes: Votes, clause: str) -> None:
        """Take votes of a surplus off a candidate that only papers without a further preference could carry."""
        self.votes[source] = Votes(self.votes[source] - votes)
        self._no_further_preference += votes
        self._write(SetAside(self._in_hand(), clause, source, votes))
        self.check()

    def credit_anew(self, votes: Sequence[Votes], no_further_preference: int, lost: int) -> None:
        """Credit everybody from nothing, as keep values do at each iteration: `votes` by candidate, what papers had
        left when they named nobody further, and what roundings lost (below 0: gained). Must balance."""
        self._open_stage()
        self.votes = list(votes)
        self._no_further_preference, self._lost = no_further_preference, lost
        self.check()

    def record_pass(self, elected: Sequence[CandidateId], clause: str) -> None:
        """Record that all papers were counted anew, and who reached the quota in this pass, in order."""
        self._write(CountedAnew(self._in_hand(), clause, tuple(elected)))

    def set_keep_values(self, keep: Sequence[Votes], revisions: int, clause: str) -> None:
        """Record what each candidate keeps of every vote, worked out in so many revisions."""
        self._write(KeepValuesSet(self._in_hand(), clause, tuple(keep), revisions))

    def leave_untransferred(self, source: CandidateId, clause: str) -> None:
        """Leave the papers of an excluded candidate where they are: nobody needs them any more."""
        votes = self.votes[source]
        self.votes[source] = NO_VOTES
        self._not_transferred += votes
        self._write(NotTransferred(self._in_hand(), clause, source, votes))
        self.check()

    # -- standing -----------------------------------------------------------------------------------------------

    def elect(self, candidate: CandidateId, clause: str) -> None:
        """Deem a continuing candidate elected; from now on papers pass over them."""
        self._leave_continuing(candidate)
        self.elected.append(candidate)
        self.transcript.held_when_elected[candidate] = tuple(self.parcels[candidate])
        self._write(Elected(self.stage, clause, candidate, self.votes[candidate], len(self.elected)))
        chain = self.contest.reopening.chain if self.contest.reopening else ()
        if candidate in chain:
            self.let_stand(chain[chain.index(candidate) + 1 :][:1], clause)
        self._weigh_constraints()

    def let_stand(self, candidates: Iterable[CandidateId], clause: str) -> None:
        """Let those of the candidates stand who waited for the "re-open nominations" before them to be elected."""
        for candidate in [c for c in candidates if c in self._waiting]:
            self._waiting.remove(candidate)
            self._stand(candidate, clause)

    def exclude(self, candidate: CandidateId, clause: str) -> None:
        """Exclude a continuing candidate; the papers stay until they are transferred."""
        if candidate in self.contest.protected or candidate in self._guarded:
            name = self.contest.name(candidate)
            if candidate in self._guarded:
                msg = say("{name} is guarded and may not be excluded ({clause})", name=name, clause=clause)
            else:
                msg = say("{name} is protected and may not be excluded ({clause})", name=name, clause=clause)
            raise CountError(msg)
        self._open_stage()
        self._leave_continuing(candidate)
        self.excluded.append(candidate)
        self._write(Excluded(self.stage, clause, candidate, self.votes[candidate]))
        self._weigh_constraints()

    def exclude_each(self, candidates: Sequence[CandidateId], clause: str) -> list[CandidateId]:
        """Exclude these in turn, each only if constraints still let them go once the one before is out; who was."""
        excluded = []
        for candidate in candidates:
            if candidate in self.doomed() or candidate in self.excludable():
                self.exclude(candidate, clause)
                excluded.append(candidate)
        return excluded

    def defer(self, candidates: Sequence[CandidateId], clause: str) -> None:
        """Record that these candidates' surpluses wait."""
        self._open_stage()
        total = Votes(sum(self.surplus(c) for c in candidates))
        self._write(Deferred(self.stage, clause, tuple(candidates), total))

    def end_batch(self, clause: str) -> None:
        """Rule off one batch of a stage that moves papers batch by batch: the votes now are a point of the count."""
        self._open_stage()
        self._batches_of_stage += 1
        table = tuple(self.votes)
        self._write(BatchEnded(self.stage, clause, self._batches_of_stage, table, *self._outside(), self.quota))
        self.points.append(Point(f"stage {self.stage}, batch {self._batches_of_stage}", table))
        self._batch += 1

    def end_stage(self, action: str, candidates: Sequence[CandidateId], clause: str) -> None:
        """Rule off the stage: the table of votes goes into the transcript and the history."""
        self._open_stage()
        self.check()
        table = tuple(self.votes)
        self._write(StageEnded(self.stage, clause, action, tuple(candidates), table, *self._outside(), self.quota))
        self.history.append(table)
        if self.stage == 1:
            self._weigh_constraints()
        self.points.append(Point(f"stage {self.stage}", table))
        self._batch += 1
        self._batches_of_stage = 0
        self._stage_open = False

    # -- ties ---------------------------------------------------------------------------------------------------

    def choose(
        self,
        tied: Sequence[CandidateId],
        purpose: Purpose,
        reading: Reading,
        *,
        earlier: str,
        lot: str,
        points: Sequence[Point] = (),
        lots: Lots | None = None,
    ) -> CandidateId:
        """Who of the tied is first: by an earlier stage, else by lot. `earlier` and `lot` are the two clauses.

        `points` are the moments compared, oldest first (none given: the ends of stages). To exclude, the least vote is
        sought; to transfer or elect, the greatest. `lots` are those that the rule itself prescribes (None: the ones
        drawn for this count). Raises LotNeeded.
        """
        if len(tied) == 1:
            return tied[0]
        stage = self.stage if self._stage_open or purpose is Purpose.ELECT else self.stage + 1
        everybody = tuple(sorted(tied))
        compared = points or [Point(f"stage {number}", votes) for number, votes in enumerate(self.history, start=1)]
        left, told_by = reading([p.votes for p in compared], everybody, min if purpose is Purpose.EXCLUDE else max)
        if len(left) == 1:
            narrowed, by, clause, chosen = everybody, compared[told_by[-1] - 1].name, earlier, left[0]
        else:
            narrowed = tuple(left)
            drawn = (lots or self.lots).first(narrowed, purpose)
            if drawn is None:
                raise LotNeeded(self.contest, narrowed, purpose, stage, lot)
            by, clause, chosen = lots.source if lots else "lot", lot, drawn
        self._write(Tied(stage, clause, everybody, purpose, narrowed, by, chosen))
        return chosen

    # -- keeping it balanced ------------------------------------------------------------------------------------

    def check(self) -> None:
        """Raise CountError unless the whole sheet balances: after each hand-over, loss and stage."""
        elsewhere = self._no_further_preference + self._lost + self._not_transferred
        if sum(self.votes) + elsewhere != self.total:
            msg = say(
                "stage {stage} does not balance: {votes} + {elsewhere} is not {total}",
                stage=self.stage,
                votes=sum(self.votes),
                elsewhere=elsewhere,
                total=self.total,
            )
            raise CountError(msg)

    def _receive(
        self,
        clause: str,
        source: CandidateId | None,
        target: CandidateId | None,
        papers: int,
        value: Votes,
        pile: Pile,
        credited: Votes | None = None,
    ) -> None:
        votes = Votes(papers * value) if credited is None else credited
        before = self._balance_of(source, target)
        if source is None:
            self.total = Votes(self.total + votes)
        else:
            self.votes[source] = Votes(self.votes[source] - votes)
        if target is None:
            self._no_further_preference += votes
        else:
            self.votes[target] = Votes(self.votes[target] + votes)
            if pile is not None:
                self.parcels[target].append(Parcel(papers, value, pile, self.stage, self._batch))
        self._write(Transfer(self.stage, clause, source, target, papers, value, votes))
        if self._balance_of(source, target) != before:
            self.check()

    def _balance_of(self, source: CandidateId | None, target: CandidateId | None) -> int:
        """Votes less the total, of the entries that one transfer touches: it must leave this as it was.

        Entries that no event touches cannot change, so this keeps the whole sheet balanced event by event, at a cost
        that does not grow with the candidates.
        """
        given = -self.total if source is None else self.votes[source]
        return given + (self._no_further_preference if target is None else self.votes[target])

    def _outside(self) -> tuple[Votes, Votes, Votes]:
        return Votes(self._no_further_preference), Votes(self._lost), Votes(self._not_transferred)

    def _leave_continuing(self, candidate: CandidateId) -> None:
        del self._continuing[candidate]
        self._passed_over[candidate] = 1

    def _stand(self, candidate: CandidateId, clause: str) -> None:
        self._continuing[candidate] = None
        self._passed_over[candidate] = 0
        self._write(Stands(self.stage, clause, candidate))

    def _in_hand(self) -> int:
        self._open_stage()
        return self.stage

    def _open_stage(self) -> None:
        if not self._stage_open:
            self.stage += 1
            self._stage_open = True

    def _write(self, event: Event) -> None:
        self.transcript.events.append(event)


def _sorted_papers(source: CandidateId, piles: dict[int, Pile], papers: dict[int, int]) -> SortedPapers:
    spent, spent_pile = papers.pop(NON_TRANSFERABLE, 0), piles.pop(NON_TRANSFERABLE, None)
    return SortedPapers(
        source, {CandidateId(c): p for c, p in piles.items()}, {CandidateId(c): n for c, n in papers.items()},
        spent, spent_pile,
    )  # fmt: skip


def _counted(papers: Papers, only_withdrawn: int, votes: int) -> PapersCounted:
    reasons: Counter[str] = Counter()
    for ruled in papers.rulings:
        reasons[ruled.ruling.reason] += ruled.paper.papers * ruled.paper.weight
    informal = tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    return PapersCounted(
        papers.valid - only_withdrawn, papers.invalid, papers.blank, only_withdrawn, votes, informal
    )  # fmt: skip
