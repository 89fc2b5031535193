"""pyrcv: NumPy matrices of distinct papers."""

from collections.abc import Callable

from pyrcv import RaceData, RaceMetadata, run_rcv
from timing import Election, report


def prepare(election: Election) -> Callable[[], list[int]]:
    """Its race; candidates are numbered from 1."""
    names = [str(c) for c in range(election.candidates)]
    ballots = [[c + 1 for c in ranking] for ranking in election.rankings]
    race = RaceData(RaceMetadata("race", election.vacancies, names), ballots, list(election.rankings.values()))

    def count() -> list[int]:
        return [int(c) - 1 for held in run_rcv(race).rounds for c in held.elected]

    return count


report(prepare)
