"""Warren's method, against OpenSTV 1.7: every vote of every stage, to the sixth decimal."""

import pytest
from comparison import agreement, say, stage_tables


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_every_stage_of_every_election(folder, elections, oracles, capsys):
    found = agreement(oracles, folder, "WarrenSTV", "warren_1994", {}, stage_tables)
    say(capsys, "warren_1994", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, elections)
