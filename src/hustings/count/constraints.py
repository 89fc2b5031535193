"""Whether a result that meets the constraints is still possible: exact, for categories that overlap in any way.

Candidates in the same constrained categories are alike, so only how many of each kind are elected matters. Kinds that
share no constraint do not affect each other: for each group of linked constraints we work out which numbers elected
are possible, and then whether such numbers add up to the vacancies. Minima and maxima are checked on those elected
altogether, before and from now on.

Guard and doom: a candidate without whom no conforming result is left is guarded and may not be excluded; one with
whom none is left is doomed and is excluded at the next opportunity. (Source: I.D. Hill, "STV with constraints",
Voting Matters 9; J. Otten, "Fuller disclosure than intended", Voting Matters 13, for several categories.)
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from hustings.ballots.paper import CandidateId
from hustings.ballots.sentences import Sentence, say, say_many
from hustings.count.contest import Constraint, Contest
from hustings.count.errors import CountError

Kind = frozenset[int]
"""The constraints, by number, whose category a candidate belongs to."""


class Standing(NamedTuple):
    """Where a count is: who is elected, who continues, how many vacancies are unfilled."""

    elected: Sequence[CandidateId]
    continuing: Sequence[CandidateId]
    unfilled: int


class Constraints:
    """The constraints of one contest. Raises CountError where no choice of its candidates meets them."""

    def __init__(self, contest: Contest, standing: Standing) -> None:
        if contest.reopening:
            msg = say("no text that we know combines constraints with re-open nominations; drop one of the two")
            raise CountError(msg)
        self._constraints = contest.constraints
        self._kinds = [
            frozenset(k for k, constraint in enumerate(contest.constraints) if constraint.category in c.categories)
            for c in contest.candidates
        ]
        self._protected = contest.protected
        if not self.satisfiable(standing):
            raise CountError(self._refusal(standing))

    def satisfiable(self, standing: Standing, only: Collection[int] | None = None) -> bool:
        """Whether some choice among the continuing fills the vacancies and meets the constraints (`only`: these).

        Where fewer continue than there are vacancies, all of them are chosen. The protected are always chosen.
        """
        places = min(standing.unfilled, len(standing.continuing))
        return bool(self._sizes(standing, range(len(self._constraints)) if only is None else only) >> places & 1)

    def guarded(self, standing: Standing) -> list[CandidateId]:
        """Continuing candidates without whom the constraints can no longer be met."""
        elected, continuing, unfilled = standing
        kinds = {
            kind: self.satisfiable(Standing(elected, [c for c in continuing if c != one], unfilled))
            for kind, one in self._one_of_each(continuing)
        }
        return [c for c in continuing if not kinds.get(self._kinds[c], True)]

    def doomed(self, standing: Standing) -> list[CandidateId]:
        """Continuing candidates with whom the constraints can no longer be met."""
        kinds = {kind: self._can_elect(standing, one) for kind, one in self._one_of_each(standing.continuing)}
        unprotected = (c for c in standing.continuing if c not in self._protected)
        return [c for c in unprotected if not kinds.get(self._kinds[c], True)]

    def why(self, standing: Standing, candidate: CandidateId, *, excluded: bool) -> str:
        """The constraints that guard (excluded=True: what excluding would break) or doom a candidate, in words."""
        elected, continuing, unfilled = standing
        without = [c for c in continuing if c != candidate]
        then = (
            Standing(elected, without, unfilled) if excluded else Standing([*elected, candidate], without, unfilled - 1)
        )
        everything = range(len(self._constraints))
        deciding = [k for k in everything if self.satisfiable(then, [j for j in everything if j != k])]
        return " and ".join(in_words(self._constraints[k]) for k in deciding or everything)

    def _can_elect(self, standing: Standing, candidate: CandidateId) -> bool:
        elected, continuing, unfilled = standing
        without = [c for c in continuing if c != candidate]
        return unfilled > 0 and self.satisfiable(Standing([*elected, candidate], without, unfilled - 1))

    def _one_of_each(self, continuing: Iterable[CandidateId]) -> Iterable[tuple[Kind, CandidateId]]:
        """One unprotected candidate of each kind that continues."""
        return {self._kinds[c]: c for c in continuing if c not in self._protected}.items()

    def _sizes(self, standing: Standing, only: Iterable[int]) -> int:
        """How many of the continuing can be elected so that the constraints `only` are met: bit n is set for n."""
        wanted = frozenset(only)
        there = Counter(self._kinds[c] & wanted for c in standing.continuing)
        needed = Counter(self._kinds[c] & wanted for c in standing.continuing if c in self._protected)
        already = Counter(k for c in standing.elected for k in self._kinds[c] & wanted)
        sizes = 1
        for linked in _linked(wanted, there):
            kinds = [(kind, needed[kind], there[kind]) for kind in there if kind & linked]
            sizes = _sums(sizes, self._sizes_of(sorted(linked), kinds, already))
        free = frozenset[int]()
        return _sums(sizes, _between(needed[free], there[free]))

    def _sizes_of(self, linked: Sequence[int], kinds: Sequence[tuple[Kind, int, int]], already: Counter[int]) -> int:
        """The same for one group of linked constraints, over the kinds of candidates that it touches."""
        states = {tuple(already[k] for k in linked): 1}
        for kind, needed, there in kinds:
            grown: dict[tuple[int, ...], int] = {}
            for counts, sizes in states.items():
                for more in range(needed, there + 1):
                    state = tuple(n + more * (k in kind) for n, k in zip(counts, linked, strict=True))
                    if self._too_many(state, linked):
                        break
                    grown[state] = grown.get(state, 0) | sizes << more
            states = grown
        met = (sizes for counts, sizes in states.items() if self._enough(counts, linked))
        return _any_of(met)

    def _too_many(self, counts: Sequence[int], linked: Sequence[int]) -> bool:
        limits = ((n, self._constraints[k].maximum) for n, k in zip(counts, linked, strict=True))
        return any(maximum is not None and n > maximum for n, maximum in limits)

    def _enough(self, counts: Sequence[int], linked: Sequence[int]) -> bool:
        in_bounds = all(n >= self._constraints[k].minimum for n, k in zip(counts, linked, strict=True))
        return in_bounds and not self._too_many(counts, linked)

    def _refusal(self, standing: Standing) -> Sentence:
        places = min(standing.unfilled, len(standing.continuing))
        alone = [c for k, c in enumerate(self._constraints) if not self.satisfiable(standing, [k])]
        broken: list[str | Sentence] = [in_words(c) for c in alone or self._constraints]
        named = reduce(
            lambda these, last: say("{these_said} and {last_said}", these_said=these, last_said=last), broken
        )
        if alone or len(self._constraints) == 1:
            return say_many(
                "no {number} of the candidates standing meet: {broken_said}; relax it by the rule that allows it",
                number=places,
                broken_said=named,
            )
        return say_many(
            "no {number} of the candidates standing meet together: {broken_said}; relax it by the rule that allows it",
            number=places,
            broken_said=named,
        )


def in_words(constraint: Constraint) -> str:
    """A constraint as it is said: "at least 4 women", "at most 2 of north"."""
    category, minimum, maximum = constraint
    parts = [f"at least {minimum}"] if minimum else []
    parts += [f"at most {maximum}"] if maximum is not None else []
    return f"{' and '.join(parts)} {category}"


def _linked(constraints: Collection[int], kinds: Iterable[Kind]) -> list[frozenset[int]]:
    """The constraints in groups, those joined that some kind of candidate falls under together."""
    groups = [frozenset({k}) for k in sorted(constraints)]
    for kind in kinds:
        joined = [group for group in groups if group & kind]
        if len(joined) > 1:
            groups = [group for group in groups if not group & kind] + [frozenset().union(*joined)]
    return groups


def _between(least: int, most: int) -> int:
    """Bits `least` to `most`."""
    return (1 << most + 1) - (1 << least)


def _sums(one: int, other: int) -> int:
    """Bit n is set where n is a sum of a set bit's number of each."""
    return _any_of(one << n for n in range(other.bit_length()) if other >> n & 1)


def _any_of(sizes: Iterable[int]) -> int:
    total = 0
    for each in sizes:
        total |= each
    return total
