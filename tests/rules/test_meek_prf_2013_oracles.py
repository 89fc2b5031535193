"""The reference Meek rule against Droop's counts of it, every vote of every round; and against OpenSTV's Meek."""

import json
import tarfile
from pathlib import Path

import pytest
from comparison import Counted, agreement, explained, say, stage_tables

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.count.arithmetic import decimal_text
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.rules import find_rule, hold_count

OTHER_ROUNDS = "rounds of six decimals, sure losers together"
ELECTIONS = ["42t", "42u", "513", "M135", "SCwopt"]


def same_elected_by_other_rounds(counted: Counted) -> bool:
    """OpenSTV shows each step of the keep values as a round, cuts at six decimals and excludes sure losers early."""
    return counted.same_elected


@pytest.fixture(scope="module")
def files(oracles) -> dict[str, bytes]:
    with tarfile.open(oracles / "droop" / "reference-counts.tar.xz") as archive:
        return {
            str(Path(member.name).relative_to("droop")): content.read()
            for member in archive
            if (content := archive.extractfile(member)) is not None
        }


def rounds(count: dict) -> list[tuple[list[str], str]]:
    """Votes and quota of each round that the rule works out, as they were before anybody's were struck out."""
    ended: dict[int, tuple[list[str], str]] = {}
    for action in count["actions"]:
        if action["tag"] in ("elect", "defeat") and "remaining" not in action["msg"]:
            votes = [action["cstate"][str(cid)].get("vote", "0.000000000") for cid in count["cids"]]
            ended.setdefault(action["round"], (votes, action["quota"]))
    return list(ended.values())


@pytest.mark.parametrize("election", ELECTIONS)
def test_every_round(election, files):
    profile = read_papers(PaperFile(f"{election}.blt", files[f"blt/{election}.blt"]))
    count = json.loads(files[f"ref/json/{election}-meek-prf-o6-fixed-p9-d9.txt"])
    contest = contest_of(profile)
    transcript = hold_count(find_rule("meek_prf_2013"), profile, contest, candidate_order(contest))
    standing = [int(cid) - 1 for cid in count["cids"]]
    # Droop shows no table for the exclusion that ends a count; here its papers are shown as left untransferred.
    tables = [
        ([decimal_text(stage.votes[c], 9) for c in standing], decimal_text(stage.quota or 0, 9))
        for stage in transcript.stages()
        if not stage.not_transferred
    ]
    assert tables == rounds(count)
    final = count["actions"][-1]["cstate"]
    assert sorted(transcript.elected) == sorted(int(c) - 1 for c, held in final.items() if held["state"] == "elected")


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_openstv_elects_the_same(folder, elections, oracles, capsys):
    found = agreement(
        oracles, folder, "MeekSTV", "meek_prf_2013", {OTHER_ROUNDS: same_elected_by_other_rounds}, stage_tables
    )
    say(capsys, "meek_prf_2013", folder, found)
    assert explained(OTHER_ROUNDS)
    assert found.unexplained == []
    assert (found.elections, found.same_elected) == (elections, elections)
