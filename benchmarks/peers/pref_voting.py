"""pref_voting: the Scottish rule on floating-point pieces."""

from collections.abc import Callable

from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish
from timing import Election, report


def prepare(election: Election) -> Callable[[], list[int]]:
    """Its profile: for each distinct paper the rank of each candidate."""
    ranks = [{c: rank for rank, c in enumerate(ranking, start=1)} for ranking in election.rankings]
    papers = list(election.rankings.values())
    profile = ProfileWithTies(ranks, rcounts=papers, candidates=list(range(election.candidates)))
    return lambda: list(stv_scottish(profile, num_seats=election.vacancies))


report(prepare)
