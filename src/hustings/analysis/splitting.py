"""Lists that split a vote: what two or more of them would have won by block vote, had they stood as one.

Where each voter has as many marks as there are vacancies, rivals who share voters can all lose to a list with fewer of
them. Nobody can know how a joint list would have fared, so this rests on an assumption, which stands with the figures.
It is worked out for every set of lists alike, those that won among them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hustings.ballots.sentences import say
from hustings.count.errors import CountError

ASSUMPTION = (
    "Assumed: these lists put up one list together, with as many candidates as there are vacancies; every mark for one "
    "of theirs goes to a candidate of the joint list, as evenly as can be; every other mark stays where it is."
)
MOST_LISTS = 8
"""Of more than these the sets would be too many to read."""


@dataclass(frozen=True, slots=True)
class Together:
    """What lists, by their places in the order given, have together: `marks`, vacancies won `apart`, and those that
    they would have won as one list: `least` to `most`, which differ where a lot would decide."""

    lists: tuple[int, ...]
    marks: int
    apart: int
    least: int
    most: int


def together(marks: Sequence[int], lists: Sequence[Collection[int]], elected: Collection[int]) -> list[Together]:
    """Each set of two lists, then of three ..., that leaves out a candidate with a mark.

    `marks` has one figure a candidate; `lists` and `elected` hold positions in it, and no position stands on two lists.
    Raises CountError for more than MOST_LISTS lists.
    """
    if len(lists) > MOST_LISTS:
        msg = say("{lists} lists: joint lists are worked out for at most {most}", lists=len(lists), most=MOST_LISTS)
        raise CountError(msg)
    return list(_each(marks, lists, elected))


def _each(marks: Sequence[int], lists: Sequence[Collection[int]], elected: Collection[int]) -> Iterator[Together]:
    for size in range(2, len(lists) + 1):
        for chosen in combinations(range(len(lists)), size):
            theirs = {candidate for each in chosen for candidate in lists[each]}
            others = [figure for candidate, figure in enumerate(marks) if candidate not in theirs]
            if not any(others):
                continue
            total = sum(marks[candidate] for candidate in theirs)
            least, most = _won(evenly(total, len(elected)), others)
            yield Together(chosen, total, len(theirs & set(elected)), least, most)


def evenly(marks: int, candidates: int) -> list[int]:
    """These marks over so many candidates, none with more than one mark more than another."""
    each, over = divmod(marks, candidates)
    return [each + (place < over) for place in range(candidates)]


def _won(joint: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
    """Vacancies (as many as `joint` has candidates) that it wins at least and at most, by the fall of a lot."""
    last = sorted([*joint, *others], reverse=True)[len(joint) - 1]
    above = sum(figure > last for figure in joint)
    left = len(joint) - above - sum(figure > last for figure in others)
    level, rivals = joint.count(last), others.count(last)
    return above + max(0, left - rivals), above + min(level, left)
