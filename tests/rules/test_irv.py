"""The alternative vote, step by step: one hand-made count for each step and each choice."""

import json
import tarfile
from textwrap import dedent

import pytest

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import contest_of
from hustings.count.errors import CountError
from hustings.count.lots import LotNeeded, Lots, candidate_order
from hustings.rules import find_rule, hold_count

CASES = {
    "(2) more than half elects at once": (
        "irv",
        1,
        "4 A, 2 B, 1 C",
        """\
        1 first preferences: A 4 B 2 C 1; non-transferable 0
          A elected (step 2)""",
    ),
    "(2) exactly half is not more than half": (
        "irv",
        1,
        "4 A, 2 B, 2 C>B",
        """\
        1 first preferences: A 4 B 2 C 2; non-transferable 0
          tie BC to exclude: B by lot (step 4)
          B excluded (step 3)
        2 exclusion B: A 4 B 0 C 2; non-transferable 2
          A elected (step 2)""",
    ),
    "(2a) half of the continuing votes: spent papers no longer count": (
        "irv",
        1,
        "4 A, 3 B, 2 C, 1 D>C",
        """\
        1 first preferences: A 4 B 3 C 2 D 1; non-transferable 0
          D excluded (step 3)
        2 exclusion D: A 4 B 3 C 3 D 0; non-transferable 0
          tie BC to exclude: C by stage 1 (step 4)
          C excluded (step 3)
        3 exclusion C: A 4 B 3 C 0 D 0; non-transferable 3
          A elected (step 2)""",
    ),
    "(2b) half of all valid papers: spent papers still count, so the last one left is elected": (
        "irv_all_valid",
        1,
        "4 A, 3 B, 2 C, 1 D>C",
        """\
        1 first preferences: A 4 B 3 C 2 D 1; non-transferable 0
          D excluded (step 3)
        2 exclusion D: A 4 B 3 C 3 D 0; non-transferable 0
          tie BC to exclude: C by stage 1 (step 4)
          C excluded (step 3)
        3 exclusion C: A 4 B 3 C 0 D 0; non-transferable 3
          B excluded (step 3)
        4 exclusion B: A 4 B 0 C 0 D 0; non-transferable 6
          A elected (step 6)""",
    ),
    "(3) on to the last two although there is a majority": (
        "irv_to_two",
        1,
        "6 A, 3 B, 2 C>B",
        """\
        1 first preferences: A 6 B 3 C 2; non-transferable 0
          C excluded (step 3)
        2 exclusion C: A 6 B 5 C 0; non-transferable 0
          A elected (step 2)""",
    ),
    "(3a) one at a time": (
        "irv",
        1,
        "10 A, 7 B, 4 C>B, 2 D>B, 1 E>D",
        """\
        1 first preferences: A 10 B 7 C 4 D 2 E 1; non-transferable 0
          E excluded (step 3)
        2 exclusion E: A 10 B 7 C 4 D 3 E 0; non-transferable 0
          D excluded (step 3)
        3 exclusion D: A 10 B 9 C 4 D 0 E 0; non-transferable 1
          C excluded (step 3)
        4 exclusion C: A 10 B 13 C 0 D 0 E 0; non-transferable 1
          B elected (step 2)""",
    ),
    "(3b) the largest group whose votes together are fewer than the next candidate's": (
        "irv_batch",
        1,
        "10 A, 7 B, 4 C>B, 2 D>B, 1 E>D",
        """\
        1 first preferences: A 10 B 7 C 4 D 2 E 1; non-transferable 0
          E excluded (step 3)
          D excluded (step 3)
        2 exclusion ED: A 10 B 9 C 4 D 0 E 0; non-transferable 1
          C excluded (step 3)
        3 exclusion C: A 10 B 13 C 0 D 0 E 0; non-transferable 1
          B elected (step 2)""",
    ),
    "(3b) together as many as the next is not fewer: one at a time": (
        "irv_batch",
        1,
        "5 A, 4 B, 2 C>A, 2 D>B",
        """\
        1 first preferences: A 5 B 4 C 2 D 2; non-transferable 0
          tie CD to exclude: C by lot (step 4)
          C excluded (step 3)
        2 exclusion C: A 7 B 4 C 0 D 2; non-transferable 0
          A elected (step 2)""",
    ),
    "(4) tied lowest: the one with fewer at the latest stage that differs": (
        "irv",
        1,
        "5 A, 4 B, 3 C>B, 1 D>C, 1 D>A",
        """\
        1 first preferences: A 5 B 4 C 3 D 2; non-transferable 0
          D excluded (step 3)
        2 exclusion D: A 6 B 4 C 4 D 0; non-transferable 0
          tie BC to exclude: C by stage 1 (step 4)
          C excluded (step 3)
        3 exclusion C: A 6 B 7 C 0 D 0; non-transferable 1
          B elected (step 2)""",
    ),
    "(5) papers pass over the excluded": (
        "irv",
        1,
        "5 A, 4 B, 3 C>D>B, 2 D>C>B",
        """\
        1 first preferences: A 5 B 4 C 3 D 2; non-transferable 0
          D excluded (step 3)
        2 exclusion D: A 5 B 4 C 5 D 0; non-transferable 0
          B excluded (step 3)
        3 exclusion B: A 5 B 0 C 5 D 0; non-transferable 4
          tie AC to exclude: C by stage 1 (step 4)
          C excluded (step 3)
        4 exclusion C: A 5 B 0 C 0 D 0; non-transferable 9
          A elected (step 2)""",
    ),
    "(6) a single candidate is elected": (
        "irv_all_valid",
        1,
        "1 A, 2 -",
        """\
        1 first preferences: A 1; non-transferable 0
          A elected (step 2)""",
    ),
}


@pytest.mark.parametrize("step", CASES)
def test_step(step, hold, sheet):
    rule, vacancies, papers, expected = CASES[step]
    assert sheet(hold(rule, vacancies, papers)) == dedent(expected)


def test_step_4_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("irv", 1, "3 A, 2 B, 2 C", lots=Lots())
    assert stopped.value.question == "lot needed at stage 2 (step 4): who is excluded, B or C?"


def test_several_vacancies_are_refused(hold):
    with pytest.raises(CountError) as refused:
        hold("irv", 2, "3 A, 2 B, 2 C")
    assert str(refused.value) == "irv fills one vacancy; this contest has 2"


def test_papers_that_name_only_withdrawn_candidates_are_counted_apart(hold, sheet):
    transcript = hold("irv", 1, "3 A, 2 B>C, 2 C, 4 D, 1 D>C", withdrawn="D")
    assert transcript.papers._asdict() == {
        "valid": 8, "invalid": 0, "blank": 0, "only_withdrawn": 4, "votes": 8, "informal": (),
    }  # fmt: skip
    assert sheet(transcript) == dedent("""\
        1 first preferences: A 3 B 2 C 3 D 0; non-transferable 0
          B excluded (step 3)
        2 exclusion B: A 3 B 0 C 5 D 0; non-transferable 0
          C elected (step 2)""")


def test_mayors_of_new_south_wales_2021(oracles):
    winners, elected = {}, {}
    with tarfile.open(oracles / "irv" / "nsw-lge-mayoral-2021.tar.xz") as files:
        for member in files:
            if not member.name.endswith("Mayoral.json"):
                continue
            contest = json.load(files.extractfile(member))
            votes = contest["votes"]
            papers = RankingList([tuple(v["prefs"]) for v in votes], [v["n"] for v in votes])
            profile = Profile(tuple(contest["metadata"]["candidates"]), MarkKind.RANKING, papers, vacancies=1)
            lots = candidate_order(contest_of(profile))
            winners[member.name] = {(contest["winner"],)}
            elected[member.name] = {
                hold_count(rule, profile, lots=lots).elected
                for rule in map(find_rule, ("irv", "irv_all_valid", "irv_to_two", "irv_batch"))
            }
    assert len(winners) == 33
    assert elected == winners
