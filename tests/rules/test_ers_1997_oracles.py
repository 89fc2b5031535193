"""ERS97 against OpenSTV 1.7 (validated by its author against eSTV), every vote after every batch."""

import json

import pytest
from comparison import Counted, agreement, batch_tables, compared, explained, say

from hustings.ballots.formats import read_papers


def last_place_by_lot(counted: Counted) -> bool:
    """OpenSTV gives the last place by lot to one of those equal at all points; 5.6.2 elects none of them yet."""
    tied = [c for c, votes in enumerate(counted.theirs[-1].votes) if votes == counted.rounds[-1]["threshold"]]
    return (
        counted.same_elected
        and counted.ours[: len(counted.theirs)] == counted.theirs
        and len(tied) > 1
        and any(counted.transcript.contest.name(c) not in counted.elected for c in tied)
    )


KINDS = {"last place by lot (5.6.2)": last_place_by_lot}


@pytest.mark.parametrize(
    ("folder", "elections", "same_tables"), [("scottish", 768, 768), ("member-organisations", 72, 71)]
)
def test_every_batch_of_every_election(folder, elections, same_tables, oracles, capsys):
    found = agreement(oracles, folder, "ERS97STV", "ers_1997", KINDS, batch_tables)
    say(capsys, "ers_1997", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, same_tables)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_difference_is_explained(kind):
    assert explained(kind)


def test_model_election(oracles):
    profile = read_papers(oracles / "ers97-model" / "ers97-normalised.blt")
    count = json.loads((oracles / "ers97-model" / "ers97-ERS97STV.json").read_text())
    counted = compared("ers97-normalised.blt", profile, "ers_1997", count, batch_tables)
    assert counted.ours == counted.theirs
    assert counted.same_elected
