"""STVPoll: the Scottish rule on Decimals."""

from collections.abc import Callable

from stvpoll.scottish_stv import calculate_scottish_stv
from timing import Election, report


def prepare(election: Election) -> Callable[[], list[int]]:
    """It takes rankings as they are."""
    candidates = tuple(range(election.candidates))

    def count() -> list[int]:
        held = calculate_scottish_stv(candidates, election.rankings, election.vacancies, random_shuffle=False)
        return list(held.elected_as_tuple())

    return count


report(prepare)
