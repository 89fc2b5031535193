"""Slow, obvious counts of each rule that a program here follows, to check its winners by. They share no code with ours.

Each takes an election and gives who is elected, ascending. Papers lie in parcels of one value; a paper is its ranking,
the place up to which it was read, and how many bear it.
"""

import json
import sys
from collections.abc import Callable, Collection
from fractions import Fraction

from benchmarks.timing import Election, read

Value = int | Fraction
Parcels = dict[Value, list[tuple[tuple[int, ...], int, int]]]


class Count:
    """Who holds which papers, and who continues."""

    def __init__(self, election: Election, first_value: Value) -> None:
        self.vacancies = election.vacancies
        self.papers = sum(election.rankings.values())
        self.continuing = list(range(election.candidates))
        self.elected: list[int] = []
        self.parcels: list[Parcels] = [{} for _ in self.continuing]
        self.votes: list[Value] = [0] * election.candidates
        for ranking, papers in election.rankings.items():
            self.move(ranking, 0, papers, first_value, self.continuing)

    def move(self, ranking: tuple[int, ...], place: int, papers: int, value: Value, to: Collection[int]) -> None:
        """Give papers to the next preference among `to`, if there is one."""
        for at in range(place, len(ranking)):
            if ranking[at] in to:
                self.parcels[ranking[at]].setdefault(value, []).append((ranking, at + 1, papers))
                self.votes[ranking[at]] += papers * value
                return

    def pass_on(self, source: int, new_value: Callable[[Value], Value], to: Collection[int]) -> None:
        """Move all papers of a candidate, each at a value that depends on the one it had."""
        parcels, self.parcels[source] = self.parcels[source], {}
        for value, held in parcels.items():
            after = new_value(value)
            for ranking, place, papers in held:
                self.move(ranking, place, papers, after, to)

    def elect(self, candidates: Collection[int]) -> None:
        self.elected += candidates
        self.continuing = [c for c in self.continuing if c not in candidates]

    def finished(self) -> bool:
        """Whether all is filled; who is left fills as many vacancies as there are left."""
        if len(self.continuing) + len(self.elected) <= self.vacancies:
            self.elect(self.continuing)
        return len(self.elected) >= self.vacancies

    def exclude_lowest(self) -> None:
        """Exclude who has the fewest votes; the papers keep their value."""
        lowest = min(self.continuing, key=lambda c: self.votes[c])
        self.continuing.remove(lowest)
        self.pass_on(lowest, lambda value: value, self.continuing)


def scottish(election: Election) -> list[int]:
    """SSI 2011/399: votes in 100,000ths, surpluses one at a time from the largest, values cut to five places."""
    count = Count(election, 100_000)
    quota = (count.papers // (election.vacancies + 1) + 1) * 100_000
    while not count.finished():
        count.elect([c for c in count.continuing if count.votes[c] >= quota])
        over = [c for c in count.elected if count.votes[c] > quota and count.parcels[c]]
        if over:
            source = max(over, key=lambda c: count.votes[c])
            surplus, votes = count.votes[source] - quota, count.votes[source]
            count.pass_on(source, lambda value, s=surplus, v=votes: s * value // v, count.continuing)
        elif not count.finished():
            count.exclude_lowest()
    return sorted(count.elected[: election.vacancies])


def weighted_together(election: Election) -> list[int]:
    """Whole quota; all who reach it are elected together, and the papers of each go on at a fraction of their value."""
    count = Count(election, Fraction(1))
    quota = count.papers // (election.vacancies + 1) + 1
    while not count.finished():
        over = [c for c in count.continuing if count.votes[c] >= quota]
        count.elect(over)
        for source in over:
            share = 1 - Fraction(quota) / count.votes[source]
            count.pass_on(source, lambda value, share=share: value * share, count.continuing)
        if not over:
            count.exclude_lowest()
    return sorted(count.elected)


def weighted_in_turn(election: Election) -> list[int]:
    """As `weighted_together`, but those elected together pass papers on to each other, in the order of the list, at
    shares worked out beforehand."""
    count = Count(election, Fraction(1))
    quota = count.papers // (election.vacancies + 1) + 1
    while not count.finished():
        over = [c for c in count.continuing if count.votes[c] >= quota]
        shares = [1 - Fraction(quota) / count.votes[c] for c in over]
        receiving = list(count.continuing)
        count.elect(over)
        for source, share in zip(over, shares, strict=True):
            receiving.remove(source)
            count.pass_on(source, lambda value, share=share: value * share, receiving)
        if not over:
            count.exclude_lowest()
    return sorted(count.elected)


def equal_values(election: Election) -> list[int]:
    """Quota papers / (vacancies + 1), not rounded. Whatever a candidate passes on, a surplus or all votes, is spread
    evenly over all papers held. Candidates who cannot catch up even with all votes below them are excluded together."""
    count = Count(election, Fraction(1))
    quota = Fraction(count.papers, election.vacancies + 1)
    while True:
        order = sorted(count.continuing, key=lambda c: -count.votes[c])
        over = [c for c in order if count.votes[c] >= quota]
        unfilled = election.vacancies - len(count.elected)
        below = [sum(count.votes[c] for c in order[i:]) for i in range(len(order))]
        out = [
            c
            for i, c in enumerate(order)
            if i >= max(1, unfilled) and not over and below[i] <= count.votes[order[i - 1]]
        ]
        passing_on = {c: count.votes[c] - quota for c in over} | {c: count.votes[c] for c in out}
        count.elect(over)
        count.continuing = [c for c in count.continuing if c not in out]
        if count.finished():
            return sorted(count.elected)
        for source, votes in passing_on.items():
            held = sum(papers for parcel in count.parcels[source].values() for _, _, papers in parcel)
            if held and votes:
                each = Fraction(votes) / held
                count.pass_on(source, lambda _value, each=each: each, count.continuing)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[2]](read(sys.argv[1]))))
