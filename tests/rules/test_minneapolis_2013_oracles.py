"""Minneapolis against Droop's reference counts, every vote of every round."""

import pytest
from comparison import Agreement, Counted, compared, droop_counts, explained, say, transferable_tables


def final_round_transferred(counted: Counted) -> bool:
    """Droop transfers certain losers' votes even where as many are left as seats, and goes on."""
    last = counted.transcript.stages()[-1]
    return (
        counted.same_elected
        and (last.action, last.clause) == ("exclusion", "167.70(c)(1)c")
        and counted.ours[:-1] == counted.theirs[: len(counted.ours) - 1]
        and len(counted.theirs) > len(counted.ours) - 1
    )


def undeclared_write_ins(counted: Counted) -> bool:
    """One file has undeclared write-in candidates, whom our module does not know."""
    return counted.name == "mpls/undeclared"


KINDS = {
    "final round transferred (167.70(c)(1)c)": final_round_transferred,
    "undeclared write-in candidates": undeclared_write_ins,
}


def test_every_round_of_every_count(oracles, capsys):
    found = Agreement()
    for name, profile, count in droop_counts(oracles, "mpls-fixed-p4-d4"):
        found.note(compared(name, profile, "minneapolis_2013", count, transferable_tables), KINDS)
    say(capsys, "minneapolis_2013", "droop", found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (7, 6, 0)
    assert found.kinds == {"final round transferred (167.70(c)(1)c)": 6, "undeclared write-in candidates": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_difference_is_explained(kind):
    assert explained(kind)
