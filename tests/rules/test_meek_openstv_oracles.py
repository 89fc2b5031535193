"""Meek's method as OpenSTV counts it, against OpenSTV 1.7: every vote of every stage, to the sixth decimal."""

import json

import pytest
from comparison import agreement, compared, say, stage_tables

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_every_stage_of_every_election(folder, elections, oracles, capsys):
    found = agreement(oracles, folder, "MeekSTV", "meek_openstv", {}, stage_tables)
    say(capsys, "meek_openstv", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, elections)


def test_model_election(oracles):
    folder = oracles / "ers97-model"
    profile = read_papers(PaperFile("ers97-normalised.blt", (folder / "ers97-normalised.blt").read_bytes()))
    count = json.loads((folder / "ers97-MeekSTV.json").read_text())
    counted = compared("ers97-normalised.blt", profile, "meek_openstv", count, stage_tables)
    assert counted.ours == counted.theirs
    assert counted.same_elected
