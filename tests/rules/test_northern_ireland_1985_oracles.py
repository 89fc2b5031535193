"""The Northern Ireland rules against OpenSTV 1.7, every vote of every stage."""

import pytest
from comparison import Counted, Table, agreement, explained, say, stage_tables

from hustings.count.transcript import Elected, Excluded


def last_clause(counted: Counted) -> str:
    return next(e.clause for e in reversed(counted.transcript.events) if isinstance(e, Elected))


def no_last_transfer(counted: Counted) -> bool:
    """r.52(1), (3): OpenSTV still moves first preferences of the last excluded; the stages before are the same."""
    return (
        counted.same_elected
        and last_clause(counted) == "r.52(1)"
        and len(counted.ours) == len(counted.theirs)
        and counted.ours[:-1] == counted.theirs[:-1]
    )


def last_vacancy(counted: Counted) -> bool:
    """r.52(2): OpenSTV does not know the clause and counts on; the stages that we finished are the same."""
    finished = counted.ours[:-1] if counted.transcript.stages()[-1].not_transferred else counted.ours
    return (
        counted.same_elected
        and last_clause(counted) == "r.52(2)"
        and finished == counted.theirs[: len(finished)]
        and len(counted.theirs) > len(finished)
    )


def one_more_with_those_without_a_vote(counted: Counted) -> bool:
    """OpenSTV's first exclusion takes those without a vote and one of several equals above them; r.51(12) does not."""
    at = next(i for i, (ours, theirs) in enumerate(zip(counted.ours, counted.theirs, strict=False)) if ours != theirs)
    excluded = {
        counted.transcript.contest.name(e.candidate)
        for e in counted.transcript.of_stage(at + 1)
        if isinstance(e, Excluded) and not e.votes
    }
    more = set(counted.rounds[at]["excluded"]) - excluded
    votes = dict(
        zip(counted.transcript.contest.names(range(len(counted.ours[0].votes))), counted.ours[0].votes, strict=True)
    )
    if len(more) != 1 or not excluded or list(votes.values()).count(votes[min(more)]) < 2:
        return False
    again = counted._replace(ours=without(counted.ours, at))
    return again.ours == again.theirs or no_last_transfer(again) or last_vacancy(again)


def without(tables: list[Table], stage: int) -> list[Table]:
    return tables[:stage] + tables[stage + 1 :]


KINDS = {
    "no last transfer (r.52(3))": no_last_transfer,
    "last vacancy (r.52(2))": last_vacancy,
    "one more than r.51(12) allows": one_more_with_those_without_a_vote,
}


@pytest.mark.parametrize(
    ("folder", "elections", "same_tables"), [("scottish", 768, 217), ("member-organisations", 72, 20)]
)
def test_every_stage_of_every_election(folder, elections, same_tables, oracles, capsys):
    found = agreement(oracles, folder, "NIrelandSTV", "northern_ireland_1985", KINDS, stage_tables)
    say(capsys, "northern_ireland_1985", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, same_tables)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_difference_is_explained(kind):
    assert explained(kind)
