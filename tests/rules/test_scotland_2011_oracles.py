"""Scottish STV against real elections: every vote of every stage, to the fifth decimal."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.profile import Profile
from hustings.count.arithmetic import decimal_text
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.count.transcript import Transcript
from hustings.rules import find_rule, hold_count

OFFICIAL = {
    "linn07": "glasgow_2007_linn",
    "dundee22_strathmartine": "dundee_2022_ward1",
    "dundee22_maryfield": "dundee_2022_ward5",
    "dundee22_east_end": "dundee_2022_ward7",
    "dundee22_the_ferry": "dundee_2022_ward8",
}


def profiles(archive: Path) -> Iterator[tuple[str, Profile]]:
    """Every ballot file of an archive, by file name."""
    with tarfile.open(archive) as files:
        for member in files:
            if (content := files.extractfile(member)) is not None:
                name = Path(member.name).name
                yield name, read_papers(PaperFile(name, content.read()))


def count_of(profile: Profile, rule: str = "scotland_2011_ecount") -> Transcript:
    contest = contest_of(profile)
    return hold_count(find_rule(rule), profile, contest, candidate_order(contest))


def stage_table(transcript: Transcript) -> list[tuple[list[str], str]]:
    return [
        ([decimal_text(v, 5) for v in stage.votes], decimal_text(stage.non_transferable, 5))
        for stage in transcript.stages()
    ]


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_every_stage_of_every_election(folder, elections, oracles):
    counted = {}
    with gzip.open(oracles / folder / "counts-ScottishSTV.jsonl.gz", "rt") as lines:
        for line in lines:
            count = json.loads(line)
            elected = [count["candidates"].index(name) for name in count["elected"]]
            counted[count["file"]] = (sorted(elected), [(r["votes"], r["exhausted"]) for r in count["rounds"]])
    ours = {
        name: (sorted(transcript.elected), stage_table(transcript))
        for name, profile in profiles(oracles / folder / "ballots.tar.xz")
        for transcript in [count_of(profile)]
    }
    assert len(ours) == elections
    assert ours == counted


def test_without_the_last_transfer_the_same_are_elected(oracles):
    for _, profile in profiles(oracles / "scottish" / "ballots.tar.xz"):
        assert set(count_of(profile, "scotland_2011").elected) == set(count_of(profile).elected)


@pytest.fixture(scope="module")
def wards(oracles) -> dict[str, Profile]:
    return dict(profiles(oracles / "scottish" / "ballots.tar.xz"))


@pytest.mark.parametrize("sheet", OFFICIAL)
def test_official_sheet(sheet, wards, oracles):
    official = json.loads((oracles / "scottish" / "official" / f"{sheet}_stages.json").read_text())
    transcript = count_of(wards[f"{OFFICIAL[sheet]}.blt"])
    stages = [
        # An excluded candidate's later cells are blank on the sheet of 2007.
        ([votes or "0.00000" for votes in stage["votes"].values()], stage["non_transferable"])
        for stage in official["stages"]
    ]
    assert stage_table(transcript) == stages
    assert transcript.stages()[0].quota == int(official["quota"].removesuffix(".00000")) * 10**5
