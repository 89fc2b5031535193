"""The reference rule for WIGM against Droop's reference counts, every vote of every round."""

import pytest
from comparison import Agreement, Counted, compared, droop_counts, explained, say, transferable_tables


def last_papers_transferred(counted: Counted) -> bool:
    """Droop moves the last excluded candidate's papers; D.3 completes the count before (B.4)."""
    return (
        counted.same_elected
        and len(counted.ours) == len(counted.theirs)
        and counted.ours[:-1] == counted.theirs[:-1]
        and counted.transcript.stages()[-1].not_transferred > 0
    )


KINDS = {"last papers transferred (D.3)": last_papers_transferred}


@pytest.mark.parametrize(
    ("rule", "tag", "elections", "same_tables"),
    [
        ("wigm_prf_2009", "wigm-prf-fixed-p4-d4", 6, 0),
        ("wigm_prf_2009_batch", "wigm-prf-batch-fixed-p4-d4", 4, 4),
    ],
)
def test_every_round_of_every_count(rule, tag, elections, same_tables, oracles, capsys):
    found = Agreement()
    for name, profile, count in droop_counts(oracles, tag):
        found.note(compared(name, profile, rule, count, transferable_tables), KINDS)
    say(capsys, rule, "droop", found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, same_tables)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_difference_is_explained(kind):
    assert explained(kind)
