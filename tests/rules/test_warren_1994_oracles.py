"""Warren's method against OpenSTV 1.7, every vote of every stage to the sixth decimal; and against Droop."""

import json

import pytest
from comparison import Agreement, Counted, agreement, compared, droop_counts, explained, say, stage_tables

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_every_stage_of_every_election(folder, elections, oracles, capsys):
    found = agreement(oracles, folder, "WarrenSTV", "warren_1994", {}, stage_tables)
    say(capsys, "warren_1994", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, elections)


def same_elected_in_other_numbers(counted: Counted) -> bool:
    """Droop works in rational or guarded numbers, settles them to 10^-9 or less, and shows no steps of the prices."""
    return counted.same_elected


def test_droop_elects_the_same(oracles, capsys):
    kind = "rational and guarded numbers"
    found = Agreement()
    for tag in ("warren-o10-rational-d12", "warren-o9-guarded-p18-g9-d18"):
        for name, profile, count in droop_counts(oracles, tag):
            shown = compared(name, profile, "warren_1994", count, stage_tables)
            found.note(shown, {kind: same_elected_in_other_numbers})
    say(capsys, "warren_1994", "droop", found)
    assert explained(kind)
    assert found.unexplained == []
    assert (found.elections, found.same_elected) == (9, 9)


def test_model_election(oracles):
    folder = oracles / "ers97-model"
    profile = read_papers(PaperFile("ers97-normalised.blt", (folder / "ers97-normalised.blt").read_bytes()))
    count = json.loads((folder / "ers97-WarrenSTV.json").read_text())
    counted = compared("ers97-normalised.blt", profile, "warren_1994", count, stage_tables)
    assert counted.ours == counted.theirs
    assert counted.same_elected
