"""What the timed counts stand on: files that are the same everywhere, and independent counts that tell rules apart."""

import hashlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks import independent
from benchmarks.files import FILES, SHA256
from benchmarks.timing import Election

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import blt
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.rules import find_rule, hold_count


@pytest.mark.parametrize("name", ["w", "a"])
def test_files_are_made_the_same_everywhere(name):
    assert hashlib.sha256("".join(FILES[name].text()).encode()).hexdigest() == SHA256[name]


def test_every_file_has_a_hash():
    assert SHA256.keys() == FILES.keys()


@pytest.mark.parametrize("name", ["w", "a"])
def test_the_independent_scottish_count_elects_whom_ours_elects(name):
    profile = blt.read(PaperFile(name, "".join(FILES[name].text()).encode()))
    contest = contest_of(profile)
    held = hold_count(find_rule("scotland_2011"), profile, contest, candidate_order(contest))
    rankings = {row.preferences: row.papers for row in profile.plain}
    election = Election(len(profile.candidates), contest.vacancies, rankings)
    assert independent.scottish(election) == sorted(held.elected)


@pytest.mark.parametrize(
    ("election", "differs"),
    [
        (Election(4, 3, {(0, 1): 29, (3, 2, 0): 29, (1, 2): 40, (2,): 19}), independent.equal_values),
        (Election(5, 3, {(3, 0): 7, (0, 2, 4, 1): 17, (0,): 11, (2, 1, 4): 13}), independent.weighted_in_turn),
    ],
    ids=["equal_values", "weighted_in_turn"],
)
def test_a_rule_that_is_not_ours_can_elect_others(election, differs):
    rules = (independent.weighted_together, independent.weighted_in_turn, independent.equal_values)
    scottish = independent.scottish(election)
    assert [rule for rule in rules if rule(election) != scottish] == [differs]
