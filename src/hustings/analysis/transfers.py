"""Transfers between published lists: how much of what a list's candidates passed on stayed on the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.analysis.flows import flows_by_stage
from hustings.analysis.lists import PublishedList, by_lists, check_lists
from hustings.count.transcript import NotTransferred, Transcript


@dataclass(frozen=True, slots=True)
class ListTransfers:
    """What the candidates of one list (`names` as in `ListShare`) passed on in the whole count, in votes.

    `passed_on` = `kept` (to candidates of the same list) + `leaked` (to all others, by the names of their lists) +
    `non_transferable`. Votes that moved more than once count each time they moved; papers left where they were at the
    end, since all vacancies were filled, were not passed on. `kept_share` is of `passed_on`, and
    `kept_of_transferable` of what went to any candidate; None where there was nothing.
    """

    names: tuple[str, ...]
    passed_on: int
    kept: int
    leaked: tuple[tuple[tuple[str, ...], int], ...]
    non_transferable: int
    kept_share: Fraction | None
    kept_of_transferable: Fraction | None


def list_transfers(transcript: Transcript, lists: Sequence[PublishedList]) -> tuple[ListTransfers, ...]:
    """One entry for each list, combination of lists, and "no list", as `list_shares` has them; votes are in the
    transcript's units. Raises CountError as `list_shares` does."""
    check_lists(transcript, lists)
    parts = by_lists(transcript, lists)
    standing = {candidate: names for names, candidates in parts for candidate in candidates}
    moved: dict[tuple[tuple[str, ...], tuple[str, ...] | None], int] = {}
    for flow in (flow for stage in flows_by_stage(transcript) for flow in stage):
        if flow.source is None:
            continue
        pair = (standing[flow.source], None if flow.target is None else standing[flow.target])
        moved[pair] = moved.get(pair, 0) + flow.votes
    for left in (event for event in transcript.events if isinstance(event, NotTransferred)):
        moved[standing[left.source], None] -= left.votes
    return tuple(_of_list(names, [other for other, _ in parts], moved) for names, _ in parts)


def _of_list(
    names: tuple[str, ...],
    everybody: Sequence[tuple[str, ...]],
    moved: dict[tuple[tuple[str, ...], tuple[str, ...] | None], int],
) -> ListTransfers:
    kept, lost = moved.get((names, names), 0), moved.get((names, None), 0)
    leaked = tuple((other, moved[names, other]) for other in everybody if other != names and (names, other) in moved)
    transferable = kept + sum(votes for _, votes in leaked)
    passed_on = transferable + lost
    return ListTransfers(
        names=names,
        passed_on=passed_on,
        kept=kept,
        leaked=leaked,
        non_transferable=lost,
        kept_share=Fraction(kept, passed_on) if passed_on else None,
        kept_of_transferable=Fraction(kept, transferable) if transferable else None,
    )
