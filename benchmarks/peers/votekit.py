"""VoteKit: its fast STV, on NumPy arrays."""

from collections.abc import Callable

from timing import Election, report
from votekit import RankBallot, RankProfile
from votekit.elections import FastSTV


def prepare(election: Election) -> Callable[[], list[int]]:
    """Its profile of distinct papers."""
    names = [str(c) for c in range(election.candidates)]
    ballots = [
        RankBallot(ranking=tuple(frozenset({names[c]}) for c in ranking), weight=papers)
        for ranking, papers in election.rankings.items()
    ]
    profile = RankProfile(ballots=tuple(ballots), candidates=tuple(names), max_ranking_length=election.candidates)

    def count() -> list[int]:
        held = FastSTV(profile, n_seats=election.vacancies)
        return [int(name) for elected in held.get_elected() for name in elected]

    return count


report(prepare)
