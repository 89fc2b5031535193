"""votelib: Gregory transfers in exact fractions."""

from collections.abc import Callable

from timing import Election, report
from votelib.evaluate.sequential import TransferableVoteSelector


def prepare(election: Election) -> Callable[[], list[int]]:
    """It takes rankings as they are."""
    selector = TransferableVoteSelector(transferer="Gregory", quota_function="droop")
    return lambda: list(selector.evaluate(election.rankings, election.vacancies))


report(prepare)
