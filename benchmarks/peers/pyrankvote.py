"""pyrankvote: one object a paper."""

from collections.abc import Callable

import pyrankvote
from timing import Election, report


def prepare(election: Election) -> Callable[[], list[int]]:
    """Its candidates and ballots."""
    candidates = [pyrankvote.Candidate(str(c)) for c in range(election.candidates)]
    ballots = [
        pyrankvote.Ballot([candidates[c] for c in ranking])
        for ranking, papers in election.rankings.items()
        for _ in range(papers)
    ]

    def count() -> list[int]:
        held = pyrankvote.single_transferable_vote(candidates, ballots, election.vacancies)
        return [int(candidate.name) for candidate in held.get_winners()]

    return count


report(prepare)
