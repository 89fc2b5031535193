"""Algorithm 123 against its authors' reference, Droop's rational arithmetic, SecurePoll's and OpenSTV's Meek."""

import csv
import json
import tarfile
from fractions import Fraction
from pathlib import Path

import pytest
from comparison import Counted, agreement, explained, say, stage_tables

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.count.transcript import Elected, Excluded, Transcript
from hustings.rules import find_rule, hold_count

OTHER_ROUNDS = "rounds of six decimals, sure losers together"
ONE = 10**18
REFERENCE_STAGES = {1: 1, 2: 2, 4: 4, 6: 5, 9: 7, 11: 9}  # their table: ours; they print a table at each exclusion too
OMEGA = Fraction(1, 10**8)


def count_of(profile: Profile) -> Transcript:
    contest = contest_of(profile)
    return hold_count(find_rule("meek_1987"), profile, contest, candidate_order(contest))


def test_reference_by_the_authors(oracles):
    folder = oracles / "ers97-model"
    content = (folder / "ers97-normalised.blt").read_bytes()
    transcript = count_of(read_papers(PaperFile("ers97-normalised.blt", content)))
    with (folder / "ers97_meek_reference.csv").open() as file:
        stages, _, *rows = list(csv.reader(file))
    for column, theirs in enumerate(stages):
        if theirs.isdigit():
            stage = transcript.stages()[REFERENCE_STAGES[int(theirs)] - 1]
            ours = [*stage.votes, stage.non_transferable, stage.quota]
            printed = [Fraction(row[column]) for row in rows]
            assert [abs(Fraction(v or 0, ONE) - p) <= Fraction(1, 200) for v, p in zip(ours, printed, strict=True)]


@pytest.fixture(scope="module")
def droop(oracles) -> dict[str, bytes]:
    with tarfile.open(oracles / "droop" / "reference-counts.tar.xz") as archive:
        return {
            str(Path(member.name).relative_to("droop")): content.read()
            for member in archive
            if (content := archive.extractfile(member)) is not None
        }


def settled(transcript: Transcript) -> dict[tuple[frozenset[int], frozenset[int]], tuple[int, ...]]:
    """Votes by who was elected and who excluded when they settled: these determine them, whatever came in between."""
    tables, elected, excluded = {}, set(), set()
    for stage in transcript.stages():
        excluded |= {e.candidate for e in transcript.of_stage(stage.stage) if isinstance(e, Excluded)}
        tables[frozenset(elected), frozenset(excluded)] = stage.votes
        elected |= {e.candidate for e in transcript.of_stage(stage.stage) if isinstance(e, Elected)}
    return tables


@pytest.mark.parametrize(
    "reference",
    ["42-meek-o10-rational-d12", "42u-meek-o9-guarded-p18-g9-d18", "513-meek-o10-rational-d12",
     "M135-meek-o9-guarded-p18-g9-d18", "SC-Vm-12-meek-o10-rational-d12", "SC-meek-o9-guarded-p18-g9-d18",
     "SCwopt-meek-o9-guarded-p18-g9-d18"],
)  # fmt: skip
def test_droop(reference, droop):
    """Droop excludes sure losers before it settles. Where both settled with the same people in, the votes agree."""
    election = reference.partition("-meek")[0]
    transcript = count_of(read_papers(PaperFile(f"{election}.blt", droop[f"blt/{election}.blt"])))
    count = json.loads(droop[f"ref/json/{reference}.txt"])
    ours = settled(transcript)
    for action in count["actions"]:
        if action["tag"] == "defeat" and "< omega" in action["msg"]:
            held = {int(cid) - 1: state for cid, state in action["cstate"].items()}
            now = next(c for c, s in held.items() if action["msg"].endswith(f": {count['cdict'][str(c + 1)]['name']}"))
            elected = frozenset(c for c, s in held.items() if s["state"] == "elected")
            excluded = frozenset(c for c, s in held.items() if s["state"] == "defeated") - {now}
            if table := ours.get((elected, excluded)):
                assert all(abs(Fraction(table[c], ONE) - Fraction(s["vote"])) < OMEGA for c, s in held.items())
    final = count["actions"][-1]["cstate"]
    assert sorted(transcript.elected) == sorted(int(c) - 1 for c, held in final.items() if held["state"] == "elected")


def test_moderator_elections_as_securepoll_counted_them(oracles):
    same = {}
    for path in sorted((oracles / "meek-stackexchange").glob("*.json")):
        election, result = json.loads(path.read_text())
        names = tuple(election["candidates"].values())
        place = {key: number for number, key in enumerate(election["candidates"])}
        papers: dict[tuple[int, ...], int] = {}
        for paper in election["rankedVotes"].values():
            ranked = [place[paper["rank"][number]] for number in sorted(paper["rank"], key=int)]
            once = tuple(dict.fromkeys(ranked))
            papers[once] = papers.get(once, 0) + paper["count"]
        rankings = RankingList(list(papers), list(papers.values()))
        profile = Profile(names, MarkKind.RANKING, rankings, vacancies=election["seats"])
        elected = sorted(place[str(key)] for key in result["elected"])
        same[path.name] = sorted(count_of(profile).elected) == elected
    assert len(same) == 14
    assert [name for name, agrees in same.items() if not agrees] == []


def same_elected_by_other_rounds(counted: Counted) -> bool:
    """OpenSTV shows each step of the keep values as a round, cuts at six decimals and excludes sure losers early."""
    return counted.same_elected


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_openstv_elects_the_same(folder, elections, oracles, capsys):
    found = agreement(
        oracles, folder, "MeekSTV", "meek_1987", {OTHER_ROUNDS: same_elected_by_other_rounds}, stage_tables
    )
    say(capsys, "meek_1987", folder, found)
    assert explained(OTHER_ROUNDS)
    assert found.unexplained == []
    assert (found.elections, found.same_elected) == (elections, elections)
