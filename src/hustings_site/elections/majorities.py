"""Whether a motion is carried: whole votes against whole votes, by the majority that was published beforehand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hustings_site.elections.enums import Majority


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on a motion, each of its weight. `possible`: all the votes that could have been cast."""

    votes_for: int
    against: int
    abstained: int
    possible: int

    @property
    def cast(self) -> int:
        """Votes of everybody who took part, abstentions among them."""
        return self.votes_for + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Verdict:
    """`needed`: the fewest votes for that would have carried it; of `base` votes."""

    carried: bool
    needed: int
    base: int


def verdict(majority: Majority, tally: Tally) -> Verdict:
    """By the majority that was published: two thirds are reached exactly, a half has to be passed.

    Abstentions are never votes against; under the absolute majority who does not vote for does not help to carry it.
    A motion for which nobody votes is not carried.
    """
    base = tally.possible if majority is Majority.ABSOLUTE else tally.votes_for + tally.against
    needed = -(-2 * base // 3) if majority is Majority.TWO_THIRDS else base // 2 + 1
    needed = max(needed, 1)
    return Verdict(tally.votes_for >= needed, needed, base)


def sentence(majority: Majority) -> str:
    """What is needed, as it is published before the poll opens."""
    return _("Carried by: %(majority)s.") % {"majority": majority.label}
