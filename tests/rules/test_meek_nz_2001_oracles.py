"""Schedule 1A against OpenSTV's MeekNZSTV, which imitates the official Calculator: every vote of every step.

`meek_nz_2001_calculator` must agree in every digit. What then sets `meek_nz_2001` apart is found by putting the
Schedule's own clause into that count, one clause at a time: each that changes a table is a kind of difference.
"""

import json
from collections import Counter

import pytest
from comparison import Counted, agreement, compared, explained, profiles, published, say, stage_tables

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.profile import Profile
from hustings.count.contest import contest_of
from hustings.count.keep_values import up_and_rest, up_and_up
from hustings.count.lots import candidate_order
from hustings.count.papers import rule_on
from hustings.count.rulings import up_to_the_first_fault
from hustings.rules import meek_nz_2001 as schedule

CALCULATED = {
    "cut": up_and_rest,
    "numbers": schedule.numbers_as_calculated,
    "who_is_excluded": schedule.zero_votes_together_as_calculated,
    "first_exclusion_after": 1,
    "last_step": schedule.one_more_step_as_calculated,
}
KINDS = {
    "rounded up twice (clause 10)": {"cut": up_and_up},
    "other pseudo-random numbers (clauses 42, 43, 48)": {"numbers": schedule.numbers_of_the_schedule},
    "one without votes at a time (clause 13)": {"who_is_excluded": schedule.one_alone},
    "nobody excluded after the first step (clause 13)": {"first_exclusion_after": 2},
    "no step after the last exclusion (clause 3)": {"last_step": schedule.no_further_step},
}
FOLDERS = pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])


@FOLDERS
def test_every_step_of_every_election_as_calculated(folder, elections, oracles, capsys):
    found = agreement(oracles, folder, "MeekNZSTV", "meek_nz_2001_calculator", {}, stage_tables)
    say(capsys, "meek_nz_2001_calculator", folder, found)
    assert found.unexplained == []
    assert (found.elections, found.same_elected, found.same_tables) == (elections, elections, elections)


def kinds_of(counted: Counted, profile: Profile) -> list[str]:
    """The clauses of the Schedule that, put alone into the count as calculated, change a table of it."""
    contest = contest_of(profile, counted.transcript.contest.vacancies)
    papers = rule_on(profile, contest, up_to_the_first_fault)
    held = {
        kind: schedule.hold(contest, papers, candidate_order(contest), "trial", **(CALCULATED | clause))
        for kind, clause in KINDS.items()
    }
    return [kind for kind, transcript in held.items() if stage_tables(transcript) != counted.theirs]


@FOLDERS
def test_every_difference_of_the_schedule_is_of_a_kind(folder, elections, oracles, capsys):
    counts = published(oracles / folder / "counts-MeekNZSTV.jsonl.gz")
    same_elected = same_tables = 0
    kinds: Counter[str] = Counter()
    others: list[str] = []
    for name, profile in profiles(oracles / folder / "ballots.tar.xz"):
        counted = compared(name, profile, "meek_nz_2001", counts[name], stage_tables)
        same_elected += counted.same_elected
        same_tables += counted.ours == counted.theirs
        if counted.ours != counted.theirs:
            found = kinds_of(counted, profile)
            kinds.update(found)
            others += [] if found else [name]
        if not counted.same_elected:
            assert "other pseudo-random numbers (clauses 42, 43, 48)" in kinds_of(counted, profile)
    listed = "".join(f"; {number} differ by {kind}" for kind, number in sorted(kinds.items()))
    say(
        capsys,
        "meek_nz_2001",
        folder,
        f"{elections} elections, {same_elected} same elected, {same_tables} same stage tables{listed}",
    )
    assert others == []
    assert [kind for kind in kinds if not explained(kind)] == []
    assert (len(counts), same_elected) == (elections, SAME_ELECTED[folder])


SAME_ELECTED = {"scottish": 768, "member-organisations": 71}


def test_model_election(oracles):
    folder = oracles / "ers97-model"
    profile = read_papers(PaperFile("ers97-normalised.blt", (folder / "ers97-normalised.blt").read_bytes()))
    count = json.loads((folder / "ers97-MeekNZSTV.json").read_text())
    counted = compared("ers97-normalised.blt", profile, "meek_nz_2001_calculator", count, stage_tables)
    assert counted.ours == counted.theirs
    assert counted.same_elected
